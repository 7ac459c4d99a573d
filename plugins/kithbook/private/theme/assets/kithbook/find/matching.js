// Whom a query matches and why, as in insight/find.py: words match from the beginning of a word;
// tags, circles and vouches match as a whole.
import { before } from "./dates.js";
import { key, plain } from "./words.js";

const WHOLE = ["tag", "circle", "vouch"];
const FIELD_ONLY = ["circle", "vouch", "through"];
const DUE = { soon: ["due soon"], due: ["due", "long due"], long: ["long due"] };
const LONGEST_QUOTE = 160;

// Each word with all that stand for the same, whichever of them was asked for.
export const synonymsOf = (groups) => {
  const same = new Map();
  for (const words of groups.map((group) => group.map(key))) {
    for (const word of words) same.set(word, new Set([...(same.get(word) || []), ...words]));
  }
  return new Map([...same].map(([word, others]) =>
    [word, [...others].filter((other) => other && other !== word)]));
};

// A test for a query: the hits for somebody, or null. A hit has the field, the number of the
// passage or a value, the word that was found, and the query that asked for it.
export const matcher = (query, { today, synonyms }) => {
  switch (query.kind) {
    case "everyone": return () => [];
    case "not": return not(matcher(query.query, { today, synonyms }));
    case "and": return all(query.parts.map((part) => matcher(part, { today, synonyms })));
    case "or": return any(query.parts.map((part) => matcher(part, { today, synonyms })));
    case "last": return last(query, today);
    case "due": return fact(query, "due", (who) => DUE[query.when].includes(who.state) && who.state);
    default: return query.name === "met" ? met(query) : text(query, synonyms);
  }
};

// Those whom a test matches: people before contacts, names before other fields.
export const found = (test, everyone) => {
  const tiers = [[], [], [], []];
  for (const who of everyone) {
    const hits = test(who);
    if (!hits) continue;
    const named = hits.some((hit) => hit.field === "name");
    tiers[(who.id === null ? 2 : 0) + (named ? 0 : 1)].push(who);
  }
  return tiers.flat();
};

// What a hit quotes: the line that holds the word, cut to a readable length.
export const quote = (hit, who) => {
  if (hit.value !== undefined) return hit.value;
  const lines = plain(who.texts[hit.at]).split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/)
    .filter((line) => line.trim());
  const line = lines.find((each) => key(each).includes(hit.word)) || lines.join(" ");
  const letters = [...line.trim()];
  if (letters.length <= LONGEST_QUOTE) return letters.join("");
  return `${letters.slice(0, LONGEST_QUOTE).join("").trimEnd()}…`;
};

const NONE = [];

const not = (test) => (who) => (test(who) ? null : NONE);

const all = (tests) => (who) => {
  const hits = [];
  for (const test of tests) {
    const more = test(who);
    if (!more) return null;
    hits.push(...more);
  }
  return hits;
};

const any = (tests) => (who) => {
  const kept = tests.map((test) => test(who)).filter(Boolean);
  return kept.length ? kept.flat() : null;
};

const fact = (query, field, value) => (who) => {
  const said = value(who);
  return said ? [{ field, value: said, query }] : null;
};

// Who was never spoken to is neither longer nor less long ago.
const last = (query, today) => {
  if (!query.span) return fact(query, "last", (who) => !who.last && "never");
  const edge = before(query.span, today);
  const fits = query.than === ">" ? (day) => day < edge : (day) => day > edge;
  return fact(query, "last", (who) => who.last && fits(who.last) && who.last);
};

const met = (query) =>
  fact(query, "met", (who) => who.met && `${who.met}-`.startsWith(`${query.text}-`) && who.met);

const text = (query, synonyms) => {
  const asked = key(query.text);
  const wanted = [asked, ...(synonyms.get(asked) || [])];
  const looksIn = query.kind === "field"
    ? (field) => field === query.name : (field) => !FIELD_ONLY.includes(field);
  return (who) => {
    let hits = null;
    for (let at = 0; at < who.keys.length; at += 1) {
      const field = who.fields[at];
      if (!looksIn(field) || hits?.some((hit) => hit.field === field)) continue;
      const word = wanted.find((each) => standsIn(each, who.keys[at], field));
      if (word !== undefined) (hits ||= []).push({ field, at, word, query });
    }
    return hits;
  };
};

const standsIn = (word, folded, field) => {
  if (WHOLE.includes(field)) return word === folded;
  // Scripts that put no spaces between words have no beginnings of words to match.
  if (/[\u2e80-\u{10ffff}]/u.test(word)) return folded.includes(word);
  return folded.startsWith(word) || folded.includes(` ${word}`);
};
