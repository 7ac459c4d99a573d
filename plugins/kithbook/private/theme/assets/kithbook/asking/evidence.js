// Why a document answers a query, as matching/evidence.py finds it: the text, the span to quote,
// and the words that match. Only words that stand in both texts are ever shown.
import { wordsOf } from "./texts.js";

const LONGEST = 160;
const SENTENCE = /[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?/g;
const MANY = 4;

export const witnessOf = (engine, { stems, synonyms, config }) => {
  // Each word that says something, at its first place.
  const told = (text) => {
    const found = new Map();
    for (const word of wordsOf(text)) {
      if (!stems.silent(word.folded) && !found.has(word.folded)) found.set(word.folded, word);
    }
    return found;
  };

  // How much a word of the text says for one of the query; nothing where it does not match.
  const worthOf = (word, other, near) => {
    const term = engine.termOf(other);
    const idf = term === undefined ? 1 : engine.idf[term];
    if (stems.of(word) === stems.of(other)) return [idf, "same"];
    if (synonyms.partners(word).has(stems.of(other))) return [idf * config.synonym_weight, "near"];
    return near.has(term) ? [idf * near.get(term) * 0.5, "near"] : [0, ""];
  };

  const pairsOf = (asked, near, query, text) => {
    const there = told(text);
    const pairs = [];
    for (const [word, place] of asked) {
      let best = { worth: 0 };
      for (const [other, at] of there) {
        const [worth, how] = worthOf(word, other, near.get(word));
        if (worth > best.worth) best = { worth, how, start: at.start, end: at.end };
      }
      if (!best.how) continue;
      const [said, found] = [query.slice(place.start, place.end), text.slice(best.start, best.end)];
      pairs.push({ ...best, asked: said, found });
    }
    return pairs;
  };

  // The text that answers best, earlier ones before later ones of the same worth; or null.
  return (query, texts) => {
    const asked = told(query);
    const near = new Map([...asked.keys()].map((word) =>
      [word, new Map(engine.near(word, config.evidence_from, MANY * config.near_most))]));
    let best = null;
    texts.forEach((text, at) => {
      const pairs = pairsOf(asked, near, query, text);
      const worth = pairs.reduce((sum, pair) => sum + pair.worth, 0);
      if (pairs.length && (!best || worth > best.worth)) best = { worth, at, pairs };
    });
    if (!best) return null;
    const [start, end] = spanOf(texts[best.at], best.pairs);
    const matches = best.pairs.filter((pair) => pair.start >= start && pair.start < end);
    return { at: best.at, start, end, matches };
  };
};

// The whole text when it is short, else the sentence that says most, cut at words.
const spanOf = (text, pairs) => {
  const short = text.trim();
  if (short.length <= LONGEST && !short.includes("\n")) {
    const start = text.indexOf(short);
    return [start, start + short.length];
  }
  let [best, worth] = [[0, text.length], -1];
  for (const { 0: sentence, index } of text.matchAll(SENTENCE)) {
    const end = index + sentence.length;
    const inside = pairs.filter((pair) => pair.start >= index && pair.start < end);
    const said = inside.reduce((sum, pair) => sum + pair.worth, 0);
    if (said > worth) [best, worth] = [[index, end], said];
  }
  return cut(text, best, pairs);
};

// A span without its outer spaces, around its first match when it is too long.
const cut = (text, span, pairs) => {
  let [start, end] = span;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  if (end - start <= LONGEST) return [start, end];
  const inside = pairs.map((pair) => pair.start).filter((at) => at >= start && at < end);
  const first = inside.length ? Math.min(...inside) : start;
  if (first - start > LONGEST / 2) {
    const space = text.slice(0, first - LONGEST / 4).lastIndexOf(" ");
    if (space >= start) start = space + 1;
  }
  let stop = Math.min(end, start + LONGEST);
  if (stop < end) {
    const space = text.slice(0, stop).lastIndexOf(" ");
    stop = Math.max(space >= start ? space : -1, start + 1);
  }
  return [start, stop];
};
