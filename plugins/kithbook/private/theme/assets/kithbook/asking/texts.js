// The words of a text as matching/stems.py reads them.
import { fold } from "../find/words.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;
const ASCII = /^[\0-\x7f]*$/;
// Scripts that put no space between words are cut into pairs of letters.
export const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;

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
