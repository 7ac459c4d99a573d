// The words of all documents, as matching/vocabulary.py has them: each once a language, with its terms
// and words near it. A term is a stem in a language; a compound holds those of its parts too.
import { add, dot, unit } from "./model.js";

export const PART = 0.6;
const FALSE_FRIENDS = 0.35;

// The stem of a word and those of its parts, each with weight and word; none if it says nothing.
export const stemsIn = (word, analyzer) => {
  if (analyzer.silent(word)) return [];
  const own = analyzer.stem(word);
  const parts = analyzer.parts(word).map((part) => [analyzer.stem(part), PART, part]);
  return [[own, 1, word], ...parts.filter(([stem]) => stem !== own)];
};

export const vocabularyOf = (index, config) => {
  const { languages: { analyzers, model }, numbers, held: { terms, of }, rarity, vectors } = index;
  const least = Math.min(config.near_from, config.evidence_from);
  const nearby = terms.map(() => new Map());

  // The terms that a word holds, with their weights.
  const ownTerms = (word, language) => {
    const number = numbers[language].get(word);
    if (number !== undefined) return new Map(of[number]);
    return new Map(stemsIn(word, analyzers[language])
      .map(([stem, weight]) => [terms[language].get(stem), weight])
      .filter(([term]) => term !== undefined));
  };

  // Whether a word means in one language what it means in the other, as far as is known.
  const friends = (word) => {
    if (!model || !analyzers.every(({ whole }) => whole(word))) return true;
    const [one, other] = analyzers.map(({ vector }) => unit(vector(word)));
    return dot(one, other) >= FALSE_FRIENDS;
  };

  // The terms that say the very word: its own, and that of the same word elsewhere.
  const same = (word, language) => analyzers.flatMap((analyzer, place) => {
    const term = terms[place].get(analyzer.stem(word));
    if (term === undefined || analyzer.silent(word)) return [];
    return place === language || (numbers[place].has(word) && friends(word)) ? [term] : [];
  });

  // The terms of a stem, in whichever language.
  const termsOf = (stem) =>
    terms.filter((each) => each.has(stem)).map((each) => each.get(stem));

  // The vector of a query, which may hold words that no document has.
  const query = (words, language) => {
    const sum = new Float32Array(model.width);
    for (const word of words) {
      const number = numbers[language].get(word);
      add(sum, analyzers[language].vector(word), number === undefined ? 1 : rarity[number]);
    }
    return unit(sum);
  };

  // The terms near a word, nearest first, each with its cosine; a word that is known only in pieces
  // has none, and is near to none; one that says nothing of a subject has none.
  const near = (word, language, { from, most }) => {
    const { vector, whole, telling } = analyzers[language];
    if (!model || telling(word) === 0 || !whole(word)) return [];
    const known = nearby[language];
    if (!known.has(word)) known.set(word, nearest(unit(vector(word)), vectors.terms, least));
    const own = new Set(same(word, language));
    return known.get(word).filter(([, cosine]) => cosine >= from)
      .slice(0, most + own.size).filter(([term]) => !own.has(term)).slice(0, most);
  };

  return { ownTerms, same, termsOf, query, near };
};

const nearest = (vector, terms, least) => {
  const found = [];
  terms.forEach((other, term) => {
    const cosine = dot(vector, other);
    if (cosine >= least) found.push([term, cosine]);
  });
  return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
};
