// The search: an index over people, entries, introductions, requests and other pages, and the names
// of contacts. Names come before meaning, words as written before words nearly so.
import MiniSearch from "../vendor/minisearch.js";
import { synonymsOf } from "./matching.js";
import { pairs, reachedBy } from "./reaching.js";
import { key, keys, plain, runTogether, speltOut } from "./words.js";

export const GROUPS = [
  ["people", "People", "person"], ["entries", "Entries", "entry"],
  ["introductions", "Introductions", "introduction"], ["requests", "Requests", "request"],
  ["journal", "In journals", "line of a journal"], ["pages", "Pages", "page"], ["contacts", "Contacts", "contact"],
];

const ABOUT = 8;
const SLICE = 2_000;
const SHORT = 3;
// Scripts that put no spaces between words are taken letter by letter.
const CLOSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const EACH = new RegExp(CLOSE.source, "gu");
const wordsOf = (text) => key(text).replace(EACH, " $& ").split(" ").filter(Boolean);

const OPTIONS = {
  tokenize: wordsOf,
  processTerm: (word) => word,
  searchOptions: {
    boost: { name: 8, about: 3 },
    combineWith: "AND",
    prefix: true,
    fuzzy: (word) => (word.length < 3 ? false : word.length < 8 ? 1 : 2),
    maxFuzzy: 2,
  },
};

// The index of a book; it grows while the page stays responsive.
export const indexOf = async (book) => {
  const index = new MiniSearch({ ...OPTIONS, fields: ["name", "about", "text"] });
  const found = [...people(book), ...entries(book), ...places(book)];
  await index.addAllAsync(found.map(({ name, about, text }, id) => ({ id, name, about, text })),
    { chunkSize: SLICE });
  return { index, found, synonyms: synonymsOf(book.synonyms) };
};

// The names on the rosters: what begins as asked is found by looking at each; near misses need an
// index, which is made while nobody waits for it.
export const namesIn = (contacts) => ({
  contacts, index: null,
  folded: keys(contacts.map(([name]) => name)).map((each, id) => `${each} ${speltOut(contacts[id][0])} ${runTogether(contacts[id][0])}`),
});

export const indexNames = async (names) => {
  const index = new MiniSearch({ ...OPTIONS, fields: ["name"] });
  const found = names.contacts.map(([name], id) => ({ id, name }));
  await index.addAllAsync(found, { chunkSize: SLICE });
  names.index = index;
};

// What a question finds, best first, as groups; near misses only where nothing stands as asked.
export const ask = (book, names, question) => {
  const terms = wordsOf(question);
  if (!terms.length || !book) return [];
  const hits = reachedIn(book, names, question);
  const seen = new Set(hits.map((hit) => `${hit.group} ${hit.id}`));
  const more = [...hitsIn(book, terms), ...(names ? namesLike(names, terms) : [])];
  hits.push(...more.filter((hit) => !seen.has(`${hit.group} ${hit.id}`)));
  if (!hits.some((hit) => !hit.near) && names?.index) hits.push(...nearNames(names, terms));
  const exact = hits.some((hit) => !hit.near);
  return GROUPS.map(([group, title, single]) => ({
    group, title, single,
    hits: hits
      .filter((hit) => hit.group === group && (!hit.near || !exact || group === "people"))
      .sort((a, b) => a.tier - b.tier || b.score - a.score || a.id - b.id),
  })).filter((group) => group.hits.length);
};

// Whom a number or an address leads to, with what is written of it.
const reachedIn = ({ found }, names, question) => {
  const fits = reachedBy(question);
  if (!fits) return [];
  const of = (reached) => reached?.find(fits);
  const hit = { score: 0, near: false, tier: 0, words: [] };
  const known = found.flatMap((one, id) => (of(one.reached)
    ? [{ ...one, ...hit, id, lines: [["", of(one.reached)[1]]] }] : []));
  return [...known, ...(names?.contacts || []).flatMap((row, id) => {
    const way = of(pairs(row[5]));
    return way ? [{ ...contactOf(row, { ...hit, id }), lines: [["", way[1]]] }] : [];
  })];
};

const hitsIn = ({ index, found, synonyms }, terms) => {
  const ways = terms.map((term) =>
    [[term], ...(synonyms.get(term) || []).map((words) => words.split(" "))]);
  const covered = (words) => ways.every((one) => one.some((way) => startsAll(words, way)));
  const asked = ways.flat(2);
  const query = { combineWith: "AND", queries: ways.map(oneOf) };
  return index.search(query).map(({ id, score, match }) => {
    const words = Object.keys(match);
    const straight = words.filter((word) => asked.some((each) => word.startsWith(each)));
    const near = !covered(straight);
    const named = (near ? words : straight).filter((word) => match[word].includes("name"));
    const first = near ? named.length >= terms.length : covered(named);
    const tier = (near ? 2 : 0) + (first ? 0 : 1);
    return { ...found[id], id, score, near, tier, words: near ? words : straight };
  });
};

const namesLike = ({ contacts, folded }, terms) => {
  const starts = terms.map((term) => (CLOSE.test(term) ? term : ` ${term}`));
  return folded.flatMap((name, id) => {
    const spaced = ` ${name}`;
    if (!starts.every((start) => spaced.includes(start))) return [];
    return [contactOf(contacts[id], { id, score: 0, near: false, tier: 0, words: terms })];
  });
};

const nearNames = ({ contacts, index }, terms) =>
  index.search({ combineWith: "AND", queries: terms }).map(({ id, score, terms: words }) =>
    contactOf(contacts[id], { id, score, near: true, tier: 2, words }));

const contactOf = ([name, org, role, place], hit) => ({
  ...hit, group: "contacts", title: name, lines: [["role", role], ["org", org], ["place", place]],
  address: `people/?q=${encodeURIComponent(`name:"${key(name)}"`)}`,
});

const startsAll = (words, way) =>
  way.every((each) => words.some((word) => word.startsWith(each)));

// A term, or all the words of another that stands for the same.
const oneOf = ([[term], ...others]) => {
  const queries = others.map((way) => ({ combineWith: "AND", fuzzy: false, queries: way }));
  // Few letters begin too many words, but not too many names.
  const short = term.length < SHORT && !CLOSE.test(term)
    ? [{ queries: [term], prefix: term.length > 1, fields: ["name"] }, { queries: [term], prefix: false }]
    : [term];
  return { combineWith: "OR", queries: [...short, ...queries] };
};

const people = (book) => book.people.map(([id, name, , , , passages, reached]) => {
  const lines = [];
  for (let at = 0; at < passages.length; at += 2) {
    lines.push([book.fields[passages[at]], plain(passages[at + 1])]);
  }
  const told = (fits) => lines.filter(([field]) => fits(field)).map(([, text]) => text).join("\n");
  return {
    group: "people", title: name, name: lines.filter(([field]) => field === "name").map(([, text]) => `${text} ${speltOut(text)} ${runTogether(text)}`).join("\n"),
    about: told((field) => !["name", "notes"].includes(field)),
    text: told((field) => field === "notes"),
    address: `people/${encodeURIComponent(id)}/`, lines, reached: pairs(reached),
  };
});

const entries = (book) => book.entries.map(([on, kind, text, taking]) => {
  const names = taking.map((place) => book.people[place][1]);
  const told = plain(text);
  const title = names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
  return {
    group: "entries", title, name: "", about: `${names.join(" ")} ${on} ${kind}`, text: told,
    address: `people/${encodeURIComponent(book.people[taking[0]][0])}/#timeline${passage(told)}`,
    lines: [[`${on} ${kind}`, told]],
  };
});

const places = (book) => book.places.map(([group, title, text, address]) => ({
  group, title, name: group === "journal" ? "" : title, about: "", text, address, lines: [["", text]],
}));

// Leads browsers to the entry itself, by its first words.
const passage = (text) => {
  const words = text.trim().split(/\s+/).slice(0, ABOUT).join(" ");
  return words ? `:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}` : "";
};
