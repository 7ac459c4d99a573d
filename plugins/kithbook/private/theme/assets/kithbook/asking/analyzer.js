// How the words of one language are read, as matching/analyzer.py reads them: silence, stems,
// compounds, vectors, and what they tell. Words come folded.
import { splitterOf } from "./compounds.js";
import { formsOf } from "./word_forms.js";
import { stemsOf } from "./stems.js";

const [SAYS_NOTHING, SAYS_ALL] = [6.5, 4];
const RELATED = 12;
const NUMBER = /^\p{Nd}/u;

// Reads a language with its word list and with vectors: those of its table, or of the model.
export const analyzerOf = (language, { list, table, model, counting }) => {
  const stems = stemsOf(language);
  const split = list && language.compounds ? splitterOf(language.compounds, list) : () => [];
  const held = table || model;
  let sorted = null;

  // The parts of a compound that say something; none where it is whole.
  const parts = remembering((word) => split(word).filter((part) => !stems.silent(part)));

  // How much a word says of a subject, from 0 to 1.
  const telling = (word) => {
    if (counting.has(word) || NUMBER.test(word) || stems.silent(word)) return 0;
    if (!list) return 1;
    return Math.min(1, Math.max(0, (SAYS_NOTHING - list.zipf(word)) / (SAYS_NOTHING - SAYS_ALL)));
  };

  // In which share of general passages of so many words a word stands.
  const often = (word, length) => {
    const zipf = list ? list.zipf(word) : 0;
    return zipf ? 1 - (1 - 10 ** (zipf - 9)) ** length : 0;
  };

  // Another form of a word, of those with a vector.
  const form = (word) => {
    sorted ||= [...held.rows.keys()].sort();
    const stem = stems.of(word);
    const start = placeOf(stem, sorted);
    const near = sorted.slice(start, start + RELATED);
    const other = near.findIndex((each) => !each.startsWith(stem));
    return near.slice(0, other < 0 ? RELATED : other).find((each) => stems.of(each) === stem);
  };

  const known = remembering((word) => {
    if (!held) return undefined;
    if (held.rows.has(word)) return word;
    if ([...word].length <= 3) return undefined;
    return form(word) || (language.forms ? formsOf(word, language.forms) : []).find((each) => held.rows.has(each));
  });

  // A word's vector, not of length 1.
  const vector = (word) => {
    if (!table) return model.word(word);
    const own = known(word);
    const from = own === undefined ? parts(word).filter((part) => table.rows.has(part)) : [own];
    if (from.length || !model.rows.has(word)) return table.sum(from);
    return model.word(word);
  };

  // Whether a word or a form of it has a vector of its own, not one put together.
  const whole = (word) => known(word) !== undefined;

  return {
    stems, list, letters: language.letters, silent: stems.silent, stem: stems.of, parts, telling, often, vector, whole,
  };
};

// A function of a word that is worked out once for each.
const remembering = (made) => {
  const found = new Map();
  return (word) => {
    if (!found.has(word)) found.set(word, made(word));
    return found.get(word);
  };
};

// Where a word stands in a sorted list, or would stand.
const placeOf = (word, sorted) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
};
