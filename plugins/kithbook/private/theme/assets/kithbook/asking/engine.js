// Which documents answer a query, as matching/ranking.py ranks them: BM25 over stems with near-words,
// and the static vectors, each measured against everyone. tests/browser/test_asking.py holds both to
// the same standings.
import { dot } from "./model.js";
import { foldedWords } from "./texts.js";

const TINY = 1e-6;

export const engineOf = (index, synonyms, config) => {
  const { documents, languages, vocabulary, held, idf, unheard, postings, lengths, vectors } = index;
  const wanted = { from: config.near_from, most: config.near_most };

  // What a query asks for: the terms of its words, near ones, and synonyms.
  const weightsOf = (words, language) => {
    const weights = new Map();
    const more = (term, weight) => weights.set(term, (weights.get(term) || 0) + weight);
    for (const word of words) {
      const asked = vocabulary.ownTerms(word, language);
      for (const term of vocabulary.same(word, language)) asked.set(term, 1);
      for (const [term, weight] of asked) more(term, weight);
      if (languages.analyzers[language].silent(word)) continue;
      for (const [term, cosine] of vocabulary.near(word, language, wanted)) {
        more(term, config.near_weight * cosine);
      }
    }
    for (const stem of synonyms.beside(words)) {
      for (const term of vocabulary.termsOf(stem)) {
        if (!weights.has(term)) weights.set(term, config.synonym_weight);
      }
    }
    return weights;
  };

  const byWords = (words, language) => {
    const found = new Float64Array(documents.length);
    const mean = Math.max(lengths.reduce((sum, each) => sum + each, 0) / documents.length, 1);
    const { k1, b } = config;
    for (const [term, said] of weightsOf(words, language)) {
      const weight = said > 1 ? said ** config.repeat : said;
      const rows = postings[term];
      for (let at = 0; at < rows.length; at += 2) {
        const [document, times] = [rows[at], rows[at + 1]];
        const longer = 1 - b + b * (lengths[document] / mean);
        found[document] += weight * idf[term] * (times * (k1 + 1) / (times + k1 * longer));
      }
    }
    return found;
  };

  const byMeaning = (words, language) => {
    const asked = vocabulary.query(words, language);
    return vectors.documents.map((vector) => dot(asked, vector));
  };

  // The least spread by words: what so many documents would make that held the whole query.
  const leastOf = (words, language) => {
    const { silent, stem, often } = languages.analyzers[language];
    let told = 0;
    for (const word of words) {
      if (silent(word)) continue;
      const term = held.terms[language].get(stem(word));
      told += term === undefined ? unheard(often(word, config.prior_words)) : idf[term];
    }
    return config.whole * told / Math.sqrt(Math.max(documents.length, 1));
  };

  // How far each document stands above all; 0 is the average.
  const standings = (query) => {
    const [words, language] = [foldedWords(query), languages.of(query)];
    const one = standard(byWords(words, language), leastOf(words, language));
    if (!vectors) return one;
    const other = standard(byMeaning(words, language));
    const share = config.words_share;
    return one.map((z, at) => share * z + (1 - share) * other[at]);
  };

  // The documents with their standing, the best first; equals by their position.
  return (query) => [...standings(query)].map((z, document) => ({ document, z }))
    .sort((one, other) => other.z - one.z || one.document - other.document);
};

// As standard deviations from the mean, of at least so much; equals are all zero.
const standard = (values, least = 0) => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const own = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
  const spread = Math.max(own, least);
  return values.map((each) => (each - mean) / (spread > TINY ? spread : 1));
};
