// The languages of a book, and in which of them each passage is written, as matching/languages.py
// tells: by how much commoner each word is in one of them, then by what stands beside it.
import { analyzerOf } from "./analyzer.js";
import { modelOf, tableOf } from "./model.js";
import { foldedWords } from "./texts.js";
import { wordListOf } from "./word_list.js";

const [UNKNOWN, MOST] = [2, 3];
const [SURE, VERY_SURE, LENT] = [1, 3, 2.5];
const [COMPOUND, LONG] = [2, 8];
const OWN_LETTERS = 3;

// The languages that passages of the book are in, its own first. `read` gives the bytes of a file.
export const languagesIn = async ({ model: name, analyzers: known, counting }, read) => {
  const made = async (file, from) => (file ? from(await read(file)) : null);
  const model = made(name, modelOf);
  const meet = async (language) => {
    const [list, table, shared] = await Promise.all(
      [made(language.list, wordListOf), made(language.table, tableOf), model]);
    return analyzerOf(language, { list, table, model: shared, counting: new Set(counting) });
  };
  const analyzers = await Promise.all(known.map(meet));
  return { ...toldApart(analyzers), analyzers, count: analyzers.length, model: await model };
};

const oddsOf = (one, other) => {
  const apart = Math.max(UNKNOWN, other) - Math.max(UNKNOWN, one);
  return Math.min(MOST, Math.max(-MOST, apart * Math.LN10));
};

// What the letters of a text speak for the second language.
const marksIn = (text, analyzers) => {
  const whole = text.normalize("NFC");
  const [one, other] = analyzers.map(({ letters }) => letters.some((each) => whole.includes(each)));
  return OWN_LETTERS * (other - one);
};

// How a text is told to be in the first language or the second.
const toldApart = (analyzers) => {
  const both = analyzers.length > 1;

  const odds = (word) => oddsOf(...analyzers.map(({ list }) => list.zipf(word)));

  const unlisted = (word) => analyzers.every(({ list }) => !list.zipf(word));

  // What compounds among words that no list holds speak for the second language.
  const compounds = (words) => {
    const long = words.filter((word) => word.length >= LONG && unlisted(word));
    const [one, other] =
      analyzers.map(({ parts }) => long.filter((word) => parts(word).length).length);
    return COMPOUND * (other - one);
  };

  // How much a text speaks for the second language; below 0 for the first.
  const told = (text, words) => {
    let sum = marksIn(text, analyzers);
    for (const word of words) sum += odds(word);
    return Math.abs(sum) < SURE ? sum + compounds(words) : sum;
  };

  // The language of a question, as its place.
  const of = (text) => (both && told(text, foldedWords(text)) >= SURE ? 1 : 0);

  // The language of each passage of a document; what stands beside it speaks for one that is not
  // plainly in its own.
  const ofPassages = (texts, words) => {
    if (!both) return texts.map(() => 0);
    const each = texts.map((text, at) => told(text, words[at]));
    const around = each.reduce((sum, one) => sum + one, 0);
    const lent = (one) => (Math.abs(around) < SURE ? -SURE
      : Math.min(LENT, Math.max(-LENT, around - one)));
    return each.map((one) => ((Math.abs(one) < VERY_SURE ? one + lent(one) : one) > 0 ? 1 : 0));
  };

  return { of, ofPassages };
};
