// Which words of a language say nothing, and the stems that make the forms of the others one, as
// matching/stems.py has them.
import { english } from "./english.js";
import { german } from "./german.js";
import { UNSPACED } from "./texts.js";

const STEMMERS = { english, german };
const LONGEST_ENDING = 4;
const DIGITS = /^\p{Nd}+$/u;

// English and German are stemmed here; of other languages the build wrote down the stems of the
// book's words, and a word that it does not hold goes by its beginning.
export const stemsOf = ({ stemmer, stems, silent }) => {
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
  const made = Object.hasOwn(STEMMERS, stemmer) ? STEMMERS[stemmer] : byBeginning;
  return {
    of: (word) => {
      if (!known.has(word)) known.set(word, DIGITS.test(word) ? word : made(word));
      return known.get(word);
    },
    silent: (word) => quiet.has(word) || ([...word].length < 2 && !UNSPACED.test(word)),
  };
};
