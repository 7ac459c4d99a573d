// Which documents answer a query, as matching/ranking.py ranks them: BM25 over stems with
// near-words, and the static vectors, each measured against everyone. tests/browser/test_asking.py
// holds both to the same standings.
import { add, dot, unit } from "./model.js";
import { foldedWords } from "./texts.js";

const AT_ONCE = 4_000;
const TINY = 1e-6;

// Indexes documents, each a list of texts, a slice at a time so that the page stays awake. Without
// a model only words are compared.
export const engineOf = async (documents, { stems, model, synonyms, config }) => {
  const index = await indexOf(documents, stems);
  const { words, terms } = index;
  const termOf = (word) => (stems.silent(word) ? undefined : terms.get(stems.of(word)));
  const { prior } = config;
  const often = [...words.keys()].map((word) => (model ? model.often(word) : 0));
  const oftenTerm = new Float64Array(terms.size);
  index.termOf.forEach((term, word) => { if (term >= 0) oftenTerm[term] += often[word]; });
  const idfOf = (df, share) => {
    const held = df + Math.min(share, 1) * prior;
    return Math.log1p((documents.length + prior - held + 0.5) / (held + 0.5));
  };
  const idf = index.postings.map(({ length }, term) => idfOf(length / 2, oftenTerm[term]));
  const most = Math.log1p(2 * (documents.length + prior) + 1);
  const rarity = index.df.map((df, word) => (idfOf(df, often[word]) / most) ** config.rarity);
  const vectors = model && await vectorsOf(index, model, rarity);
  const nearby = new Map();

  // The terms near a word, nearest first, each with its cosine.
  const near = (word, from, count) => {
    if (!model) return [];
    if (!nearby.has(word)) nearby.set(word, nearest(unit(model.word(word)), vectors.terms, config));
    const own = termOf(word);
    return nearby.get(word).filter(([, cosine]) => cosine >= from).slice(0, count + 1)
      .filter(([term]) => term !== own).slice(0, count);
  };

  const weightsOf = (asked) => {
    const weights = new Map();
    const more = (term, weight) => weights.set(term, (weights.get(term) || 0) + weight);
    for (const word of asked) {
      const term = termOf(word);
      if (term !== undefined) more(term, 1);
      if (stems.silent(word)) continue;
      for (const [other, cosine] of near(word, config.near_from, config.near_most)) {
        more(other, config.near_weight * cosine);
      }
    }
    for (const stem of synonyms.beside(asked)) {
      const term = terms.get(stem);
      if (term !== undefined && !weights.has(term)) weights.set(term, config.synonym_weight);
    }
    return weights;
  };

  const byWords = (asked) => {
    const found = new Float64Array(documents.length);
    const mean = Math.max(index.spoken.reduce((sum, each) => sum + each, 0) / documents.length, 1);
    const { k1, b } = config;
    for (const [term, said] of weightsOf(asked)) {
      const weight = said > 1 ? said ** config.repeat : said;
      const rows = index.postings[term];
      for (let at = 0; at < rows.length; at += 2) {
        const [document, times] = [rows[at], rows[at + 1]];
        const longer = 1 - b + b * (index.spoken[document] / mean);
        found[document] += weight * idf[term] * (times * (k1 + 1) / (times + k1 * longer));
      }
    }
    return found;
  };

  const byMeaning = (asked) => {
    const query = new Float32Array(model.width);
    for (const word of asked) {
      add(query, model.word(word), words.has(word) ? rarity[words.get(word)] : 1);
    }
    unit(query);
    return vectors.documents.map((vector) => dot(query, vector));
  };

  // How far each document stands above all; 0 is the average.
  const standings = (query) => {
    const asked = foldedWords(query);
    const [one, other] = [standard(byWords(asked)), model && standard(byMeaning(asked))];
    if (!model) return one;
    const share = config.words_share;
    return one.map((z, at) => share * z + (1 - share) * other[at]);
  };

  // The documents with their standing, the best first; equals by their position.
  const rank = (query) => [...standings(query)].map((z, document) => ({ document, z }))
    .sort((one, other) => other.z - one.z || one.document - other.document);

  return { rank, near, termOf, idf };
};

const indexOf = async (documents, stems) => {
  const [words, terms, termOf, postings, df] = [new Map(), new Map(), [], [], []];
  const number = (word) => {
    let found = words.get(word);
    if (found === undefined) {
      words.set(word, found = words.size);
      df.push(0);
      termOf.push(-1);
      if (!stems.silent(word)) {
        const stem = stems.of(word);
        if (!terms.has(stem)) {
          terms.set(stem, terms.size);
          postings.push([]);
        }
        termOf[found] = terms.get(stem);
      }
    }
    return found;
  };
  const rows = [];
  const spoken = [];
  for (const [at, texts] of documents.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breath();
    const row = texts.flatMap((text) => foldedWords(text).map(number));
    for (const word of new Set(row)) df[word] += 1;
    const counts = new Map();
    for (const word of row) {
      const term = termOf[word];
      if (term >= 0) counts.set(term, (counts.get(term) || 0) + 1);
    }
    for (const [term, times] of counts) postings[term].push(at, times);
    rows.push(row);
    spoken.push(row.filter((word) => termOf[word] >= 0).length);
  }
  return { words, terms, termOf, postings, df, rows, spoken };
};

// A vector of length 1 for each document and for each term.
const vectorsOf = async ({ words, terms, termOf, rows }, model, rarity) => {
  const plain = [...words.keys()].map((word) => model.word(word));
  const of = () => new Float32Array(model.width);
  const ofTerms = Array.from({ length: terms.size }, of);
  plain.forEach((vector, word) => {
    if (termOf[word] >= 0) add(ofTerms[termOf[word]], unit(vector.slice()), 1);
  });
  const documents = [];
  for (const [at, row] of rows.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breath();
    const sum = of();
    for (const word of row) add(sum, plain[word], rarity[word]);
    documents.push(unit(sum));
  }
  return { terms: ofTerms.map(unit), documents };
};

const nearest = (vector, terms, config) => {
  const least = Math.min(config.near_from, config.evidence_from);
  const found = [];
  terms.forEach((other, term) => {
    const cosine = dot(vector, other);
    if (cosine >= least) found.push([term, cosine]);
  });
  return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
};

// As standard deviations from the mean; equals are all zero.
const standard = (values) => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
  return values.map((each) => (each - mean) / (spread > TINY ? spread : 1));
};

const breath = () => new Promise((done) => { setTimeout(done); });
