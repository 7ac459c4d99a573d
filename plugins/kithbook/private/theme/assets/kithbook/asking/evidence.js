// Why a document answers a query, as matching/evidence.py finds it: the text, the span to quote, and
// the words that match. Only words that stand in both texts are ever shown.
import { spanOf } from "./spans.js";
import { wordsOf } from "./texts.js";
import { PART } from "./vocabulary.js";

const NEAR = 0.5;
const MANY = 4;

export const witnessOf = (index, synonyms, config) => {
  const { documents, languages, vocabulary, held, idf, passages, first } = index;
  const wanted = { from: config.evidence_from, most: MANY * config.near_most };
  let last = { query: null, words: [] };

  // Each word that says something, at its first place.
  const told = (text, { silent }) => {
    const found = new Map();
    for (const word of wordsOf(text)) {
      if (!silent(word.folded) && !found.has(word.folded)) found.set(word.folded, word);
    }
    return found;
  };

  // The terms that answer a word of a query, each with how well, and how much it tells.
  const answersTo = (word, language) => {
    const { parts, telling } = languages.analyzers[language];
    const found = new Map();
    const told = telling(word);
    for (const [term, cosine] of vocabulary.near(word, language, wanted)) {
      found.set(term, { weight: cosine * NEAR, how: "near", telling: told });
    }
    for (const part of parts(word)) {
      for (const term of vocabulary.same(part, language)) {
        found.set(term, { weight: PART, how: "near", telling: telling(part) });
      }
    }
    for (const term of [...synonyms.partners(word)].flatMap(vocabulary.termsOf)) {
      found.set(term, { weight: config.synonym_weight, how: "near", telling: told });
    }
    for (const term of vocabulary.same(word, language)) {
      found.set(term, { weight: 1, how: "same", telling: told });
    }
    return { terms: found };
  };

  // The words of a query; the last one is remembered, as it is put to one document after another.
  const questionOf = (query) => {
    if (last.query !== query) {
      const language = languages.of(query);
      const words = [...told(query, languages.analyzers[language])].map(([word, { start, end }]) =>
        ({ asked: query.slice(start, end), ...answersTo(word, language) }));
      last = { query, words };
    }
    return last.words;
  };

  const pairsOf = (question, text, language) => {
    const { telling } = languages.analyzers[language];
    const there = [...told(text, languages.analyzers[language])].map(([word, place]) =>
      ({ word, place, terms: vocabulary.ownTerms(word, language) }));
    return question.flatMap((one) => {
      let best = { worth: -1 };
      for (const { word, place: { start, end }, terms } of there) {
        for (const [term, weight] of terms) {
          const answer = one.terms.get(term);
          if (!answer) continue;
          const worth = idf[term] * answer.weight * weight;
          if (worth > best.worth) best = { worth, start, end, word, answer, whole: weight === 1 };
        }
      }
      const { worth, start, end, word, answer, whole } = best;
      if (!answer) return [];
      const less = answer.how === "near" ? Math.min(answer.telling, telling(word)) : answer.telling;
      return [{ asked: one.asked, found: text.slice(start, end), how: whole ? answer.how : "near",
        telling: less, worth, start, end }];
    });
  };

  // The text of a document that answers best, of those at some places, earlier ones before later
  // ones of the same worth; or null.
  return (query, document, some) => {
    const question = questionOf(query);
    let best = null;
    some.forEach((at) => {
      const text = documents[document][at];
      const { language, words } = passages[first[document] + at];
      const heard = ([term]) => question.some(({ terms }) => terms.has(term));
      if (!words.some((word) => held.of[word].some(heard))) return;
      const pairs = pairsOf(question, text, language);
      const worth = pairs.reduce((sum, pair) => sum + pair.worth, 0);
      if (pairs.length && (!best || worth > best.worth)) best = { worth, at, pairs };
    });
    if (!best) return null;
    const [start, end] = spanOf(documents[document][best.at], best.pairs);
    const matches = best.pairs.filter((pair) => pair.start >= start && pair.start < end);
    return { at: best.at, start, end, matches };
  };
};
