// How somebody answers a question, as suggestions/answering.py weighs it: by what they are and give,
// before what once happened; who looks for the same, or no longer does it, stands behind.
import { fold } from "../find/words.js";
import { foldedWords } from "./texts.js";

const OF_FIELD = {
  notes: "notes", place: "place", languages: "speaks", interest: "likes", "how we met": "happened",
  log: "happened",
};
const BEHIND = new Set(["sought", "denied"]);
const TOLD = new Set(["notes", "happened"]);

const kindOf = ({ field, said }) => (said === "told" ? OF_FIELD[field] || "is" : said);
const greatest = (kinds, of) => kinds.reduce((best, kind) => (of(kind) > of(best) ? kind : best));

// The telling words of a question, and which of them are places of the book.
export const askedOf = (words, places) => {
  const every = words.split(/\s+/).filter(Boolean);
  return { words, count: Math.max(1, every.length), places: new Set(every.filter((word) => places.has(fold(word)))), every };
};

// The words of all places at which somebody lives.
export const placesTold = (everyone) => new Set(everyone.flatMap((told) =>
  told.filter(({ field }) => field === "place").flatMap(({ text }) => foldedWords(text))));

// The line that answers, and by how much all lines together raise a standing; null where none does.
export const answering = (evidence, asked, document, name, told, weights) => {
  const { near, more, alone, place_alone: placeAlone } = weights;
  // What is told of somebody who looks for something may be what they lack.
  const seeks = told.some((text) => text.said === "sought");
  const worth = Object.fromEntries(weights.worth.map(([kind, each]) =>
    [kind, seeks && TOLD.has(kind) ? each * weights.trouble : each]));
  const named = new Set(foldedWords(name));
  const said = ({ telling, how }) => telling * (how === "same" ? 1 : near);
  const found = new Map();
  for (const kind of Object.keys(worth)) {
    const own = [...told.keys()].filter((at) => kindOf(told[at]) === kind);
    const why = own.length ? evidence(asked.words, document, own) : null;
    const matches = why ? why.matches.filter((match) =>
      !named.has(fold(match.found)) && (kind !== "speaks" || match.how === "same")) : [];
    if (matches.length) found.set(kind, { ...why, matches });
  }
  if (!found.size) return null;
  const total = (kind) => {
    const words = new Map();
    for (const match of found.get(kind).matches) {
      words.set(match.found, Math.max(words.get(match.found) || 0, said(match)));
    }
    return worth[kind] * [...words.values()].reduce((sum, each) => sum + each, 0);
  };
  const kinds = [...found.keys()];
  const ahead = kinds.filter((kind) => !BEHIND.has(kind));
  let best = greatest(kinds, total);
  if (BEHIND.has(best) && ahead.length) {
    const other = greatest(ahead, total);
    if (total(best) < more * total(other)) best = other;
  }
  const counted = BEHIND.has(best) ? [best] : ahead;
  const share = shareOf(counted.map((kind) => [worth[kind], found.get(kind)]), asked, said);
  const answered = counted.flatMap((kind) => found.get(kind).matches.map((match) => match.asked));
  const elsewhere = answered.every((word) => asked.places.has(word))
    && !asked.every.every((word) => asked.places.has(word));
  const raised = (elsewhere ? placeAlone : 1) * (alone + share);
  return { why: found.get(best), behind: BEHIND.has(best), raised };
};

const shareOf = (found, asked, said) => {
  const best = new Map();
  for (const [worth, { matches }] of found) {
    const words = new Map([...matches].sort((one, other) => said(one) - said(other))
      .map((match) => [match.found, match]));
    for (const match of words.values()) {
      best.set(match.asked, Math.max(best.get(match.asked) || 0, worth * said(match)));
    }
  }
  return [...best.values()].reduce((sum, each) => sum + each, 0) / asked.count;
};
