// The index of documents, as matching/index.py and matching/postings.py make it: their vocabulary,
// their postings, their vectors.
import { add, unit } from "./model.js";
import { breath, readingOf } from "./reading.js";
import { stemsIn, vocabularyOf } from "./vocabulary.js";

const AT_ONCE = 16_000;

// Reads documents, each a list of texts.
export const indexOf = async (documents, languages, config) => {
  const reading = await readingOf(documents, languages);
  const held = heldBy(reading, languages);
  const count = reading.passages.length;
  const often = reading.words.map(([language, word]) =>
    languages.analyzers[language].often(word, config.prior_words));
  const said = counted(documents, reading, held);
  const idfOf = (df, share) => {
    const known = df + share * config.prior;
    return Math.log1p((count + config.prior - known + 0.5) / (known + 0.5));
  };
  const most = Math.log1p(2 * (count + config.prior) + 1);
  const rarity = often.map((share, word) => (idfOf(said.words[word], share) / most) ** config.rarity);
  const shares = new Float64Array(held.named.length);
  held.own.forEach((term, word) => { if (term >= 0) shares[term] += often[word]; });
  const idf = Array.from(shares, (share, term) => idfOf(said.terms[term], Math.min(share, 1)));
  const vectors = languages.model && await vectorsOf(documents, reading, held, rarity, languages);
  const { passages, numbers } = reading;
  const vocabulary = vocabularyOf({ languages, numbers, held, rarity, vectors }, config);
  let next = 0;
  const first = documents.map((texts) => (next += texts.length) - texts.length);
  const { postings, lengths } = said;
  const unheard = (share) => idfOf(0, share);
  return { documents, passages, first, languages, vocabulary, held, idf, unheard, postings, lengths, vectors };
};

// The terms by language and stem; those of each word with their weights, and its own; and for each
// term a word that stands for it.
const heldBy = ({ words }, languages) => {
  const terms = Array.from({ length: languages.count }, () => new Map());
  const named = [];
  const of = words.map(([language, word]) => stemsIn(word, languages.analyzers[language])
    .map(([stem, weight, part]) => {
      if (!terms[language].has(stem)) {
        terms[language].set(stem, named.length);
        named.push([language, part]);
      }
      return [terms[language].get(stem), weight];
    }));
  return { terms, named, of, own: of.map((each) => (each.length ? each[0][0] : -1)) };
};

// In how many passages words and terms stand; for each term the documents that hold it, each with
// how often; and how many words each document says.
const counted = ({ length }, { passages, words }, held) => {
  const of = { words: new Uint32Array(words.length), terms: new Uint32Array(held.named.length) };
  const postings = held.named.map(() => []);
  const lengths = new Uint32Array(length);
  let [document, times] = [-1, new Map()];
  const close = () => { for (const [term, often] of times) postings[term].push(document, often); };
  for (const passage of passages) {
    if (passage.document !== document) {
      close();
      [document, times] = [passage.document, new Map()];
    }
    const terms = new Set();
    for (const word of passage.words) {
      if (held.of[word].length) lengths[document] += 1;
      for (const [term, weight] of held.of[word]) {
        times.set(term, (times.get(term) || 0) + weight);
        terms.add(term);
      }
    }
    for (const word of new Set(passage.words)) of.words[word] += 1;
    for (const term of terms) of.terms[term] += 1;
  }
  close();
  return { ...of, postings, lengths };
};

// A vector of length 1 for each document, and for each term with a word that is known whole.
const vectorsOf = async ({ length }, { passages, words }, held, rarity, { analyzers, model }) => {
  const of = () => new Float32Array(model.width);
  const plain = words.map(([language, word]) => analyzers[language].vector(word));
  const whole = ([language, word]) => analyzers[language].whole(word);
  const terms = held.named.map(of);
  const owned = new Set(held.own);
  held.own.forEach((term, word) => {
    if (term >= 0 && whole(words[word])) add(terms[term], unit(plain[word].slice()), 1);
  });
  held.named.forEach((name, term) => {
    const [language, part] = name;
    if (!owned.has(term) && whole(name)) add(terms[term], analyzers[language].vector(part), 1);
  });
  const documents = Array.from({ length }, of);
  for (const [at, passage] of passages.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breath();
    for (const word of passage.words) add(documents[passage.document], plain[word], rarity[word]);
  }
  return { terms: terms.map(unit), documents: documents.map(unit) };
};
