// Whom a query matches and why, as in insight/find.py: words match from the beginning of a word;
// tags, circles and vouches match as a whole.
import { before } from "./dates.js";
import { reachedBy } from "./reaching.js";
import { key, plain, speltOut } from "./words.js";

const WHOLE = ["tag", "circle", "vouch"];
const FIELD_ONLY = ["circle", "vouch", "through"];
const DUE = { soon: ["due soon"], due: ["due", "long due"], long: ["long due"] };
const LONGEST_QUOTE = 160;
const SPACELESS = /[\u2e80-\u{10ffff}]/u;

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

// How well a query fits somebody: not, by what is written, or by name; as quick as can be, since
// everyone is asked at each key stroke.
export const fitting = (query, reader) => {
  const { kind } = query;
  if (kind === "everyone") return () => FITS;
  if (kind === "and" || kind === "or") {
    const parts = query.parts.map((part) => fitting(part, reader));
    return kind === "and" ? fitsAll(parts) : fitsAny(parts);
  }
  if (kind === "not") {
    const inner = fitting(query.query, reader);
    return (who) => (inner(who) ? FAILS : FITS);
  }
  if (kind === "word" || (kind === "field" && query.name !== "met")) return fitsText(query, reader);
  const test = matcher(query, reader);
  return (who) => (test(who) ? FITS : FAILS);
};

// Those whom a query fits: people before contacts, names before other fields.
export const found = (fits, everyone) => {
  const tiers = [[], [], [], []];
  for (const who of everyone) {
    const how = fits(who);
    if (how) tiers[(who.id === null ? 2 : 0) + (how === BY_NAME ? 0 : 1)].push(who);
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
const [FAILS, FITS, BY_NAME] = [0, 1, 2];

const fitsAll = (parts) => (who) => {
  let best = FITS;
  for (const part of parts) {
    const how = part(who);
    if (how === FAILS) return FAILS;
    if (how > best) best = how;
  }
  return best;
};

const fitsAny = (parts) => (who) => {
  let best = FAILS;
  for (const part of parts) {
    const how = part(who);
    if (how > best) best = how;
  }
  return best;
};

const fitsText = (query, { synonyms }) => {
  const wanted = wantedBy(query, synonyms);
  const looksIn = lookingIn(query);
  const reached = query.kind === "word" ? reachedBy(query.text) : null;
  return (who) => {
    const reaching = reached && who.reached.some(reached) ? FITS : FAILS;
    // Most people are told apart by one look at all their words.
    if (!wanted.some((one) => who.whole.includes(one.inside))) return reaching;
    let best = reaching;
    for (let at = 0; at < who.keys.length; at += 1) {
      const field = who.fields[at];
      if (!looksIn(field) || (best && field !== "name")) continue;
      if (!wanted.some((one) => standsIn(one, who.keys[at], field))) continue;
      if (field === "name") return BY_NAME;
      best = FITS;
    }
    return best;
  };
};

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

const wantedBy = (query, synonyms) => {
  const asked = key(query.text);
  // Scripts that put no spaces between words have no beginnings of words to match.
  const ways = [asked, speltOut(query.text), ...(synonyms.get(asked) || [])].filter(Boolean);
  return ways.map((word) =>
    (SPACELESS.test(word) ? { word, inside: word } : { word, inside: ` ${word}` }));
};

const lookingIn = (query) => (query.kind === "field"
  ? (field) => field === query.name : (field) => !FIELD_ONLY.includes(field));

const text = (query, synonyms) => {
  const wanted = wantedBy(query, synonyms);
  const looksIn = lookingIn(query);
  const reached = query.kind === "word" ? reachedBy(query.text) : null;
  return (who) => {
    let hits = null;
    for (let at = 0; at < who.keys.length; at += 1) {
      const field = who.fields[at];
      if (!looksIn(field) || hits?.some((hit) => hit.field === field)) continue;
      const one = wanted.find((each) => standsIn(each, who.keys[at], field));
      if (one) (hits ||= []).push({ field, at, word: one.word, query });
    }
    for (const [field, value] of reached ? who.reached.filter(reached) : []) {
      if (hits?.some((hit) => hit.field === field)) continue;
      (hits ||= []).push({ field, value, word: "", query });
    }
    return hits;
  };
};

const standsIn = ({ word, inside }, folded, field) => {
  if (WHOLE.includes(field)) return word === folded;
  return folded.startsWith(word) || folded.includes(inside);
};
