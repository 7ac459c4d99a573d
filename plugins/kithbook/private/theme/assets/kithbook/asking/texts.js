// The words of a text as matching/stems.py reads them, and the stems that make their forms one.
import { fold } from "../find/words.js";
import { english } from "./english.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;
const ASCII = /^[\0-\x7f]*$/;
// Scripts that put no space between words are cut into pairs of letters.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
const LONGEST_ENDING = 4;

// The words of a text in order: where they stand, and folded.
export function* wordsOf(text) {
  for (const { 0: found, index } of text.matchAll(WORD)) {
    if (!UNSPACED.test(found)) {
      yield { start: index, end: index + found.length, folded: fold(found) };
      continue;
    }
    const stop = index + found.length;
    for (let at = index; at < Math.max(index + 1, stop - 1); at += 1) {
      const end = Math.min(at + 2, stop);
      yield { start: at, end, folded: fold(text.slice(at, end)) };
    }
  }
}

// The words alone, which is a good deal quicker for plain texts.
export const foldedWords = (text) => (ASCII.test(text)
  ? text.toLowerCase().match(/[a-z0-9]+/g) || []
  : [...wordsOf(text)].map((word) => word.folded));

// Stems, and which words say nothing. English is stemmed here; of other languages the build wrote
// down the stems of the book's words, and a word that it does not hold goes by its beginning.
export const stemsOf = ({ language, stems, silent }) => {
  const known = new Map(Object.entries(stems));
  const roots = new Set(known.values());
  const quiet = new Set(silent);
  const byBeginning = (word) => {
    if (!known.size) return word;
    for (let cut = word.length; cut > Math.max(2, word.length - LONGEST_ENDING); cut -= 1) {
      if (roots.has(word.slice(0, cut))) return word.slice(0, cut);
    }
    return word;
  };
  const made = language === "en" ? english : byBeginning;
  return {
    of: (word) => {
      if (!known.has(word)) known.set(word, /^\p{Nd}+$/u.test(word) ? word : made(word));
      return known.get(word);
    },
    silent: (word) => quiet.has(word) || ([...word].length < 2 && !UNSPACED.test(word)),
  };
};
