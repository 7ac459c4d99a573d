// The search: an index over people, entries, introductions, requests and other pages, and one over
// the names of contacts. Names come before meaning, words as written before words nearly so.
import MiniSearch from "../vendor/minisearch.js";
import { synonymsOf } from "./matching.js";
import { key, plain } from "./words.js";

export const GROUPS = [
  ["people", "People"], ["entries", "Entries"], ["introductions", "Introductions"],
  ["requests", "Requests"], ["pages", "Pages"], ["contacts", "Contacts"],
];

const ABOUT = 8;
const SLICE = 2_000;
// Scripts that put no spaces between words are taken letter by letter.
const CLOSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const wordsOf = (text) => key(text).replace(CLOSE, " $& ").split(" ").filter(Boolean);

const OPTIONS = {
  tokenize: wordsOf,
  processTerm: (word) => word,
  searchOptions: {
    boost: { name: 8, about: 3 },
    combineWith: "AND",
    // One letter begins too many words to be of use.
    prefix: (word) => word.length > 1,
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

// The index of the names on the rosters.
export const indexOfNames = async (contacts) => {
  const index = new MiniSearch({ ...OPTIONS, fields: ["name"] });
  const found = contacts.map(([name, org, role, place], id) => ({
    group: "contacts", id, title: name, name,
    address: `people/?q=${encodeURIComponent(`name:"${key(name)}"`)}`,
    lines: [["", [role, org, place].filter(Boolean).join(" · ")]],
  }));
  await index.addAllAsync(found.map(({ id, name }) => ({ id, name })), { chunkSize: SLICE });
  return { index, found, synonyms: new Map() };
};

// What a question finds, best first, as groups; near misses only where nothing stands as asked.
export const ask = (indices, question) => {
  const terms = wordsOf(question);
  if (!terms.length) return [];
  const all = indices.flatMap((each) => hitsIn(each, terms));
  const exact = all.some((hit) => !hit.near);
  return GROUPS.map(([group, title]) => {
    const hits = all.filter((hit) => hit.group === group
      && (!hit.near || !exact || group === "people"));
    hits.sort((a, b) => a.tier - b.tier || b.score - a.score || a.id - b.id);
    return { group, title, hits };
  }).filter(({ hits }) => hits.length);
};

const hitsIn = ({ index, found, synonyms }, terms) => {
  const ways = terms.map((term) =>
    [[term], ...(synonyms.get(term) || []).map((words) => words.split(" "))]);
  const covered = (words) => ways.every((one) => one.some((way) => startsAll(words, way)));
  const asked = ways.flat(2);
  return index.search({ queries: ways.map(oneOf) }).map(({ id, score, match }) => {
    const words = Object.keys(match);
    const straight = words.filter((word) => asked.some((each) => word.startsWith(each)));
    const near = !covered(straight);
    const named = (near ? words : straight).filter((word) => match[word].includes("name"));
    const first = near ? named.length >= terms.length : covered(named);
    const tier = (near ? 2 : 0) + (first ? 0 : 1);
    return { ...found[id], id, score, near, tier, words: near ? words : straight };
  });
};

const startsAll = (words, way) =>
  way.every((each) => words.some((word) => word.startsWith(each)));

// A term, or all the words of another that stands for the same.
const oneOf = ([[term], ...others]) => {
  const queries = others.map((way) => ({ combineWith: "AND", fuzzy: false, queries: way }));
  return queries.length ? { combineWith: "OR", queries: [term, ...queries] } : term;
};

const people = (book) => book.people.map(([id, name, , , , passages]) => {
  const lines = [];
  for (let at = 0; at < passages.length; at += 2) {
    lines.push([book.fields[passages[at]], plain(passages[at + 1])]);
  }
  const told = (fits) => lines.filter(([field]) => fits(field)).map(([, text]) => text).join("\n");
  return {
    group: "people", title: name, name: told((field) => field === "name"),
    about: told((field) => !["name", "notes"].includes(field)),
    text: told((field) => field === "notes"),
    address: `people/${encodeURIComponent(id)}/`, lines,
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
  group, title, name: title, about: "", text, address, lines: [["", text]],
}));

// Leads browsers to the entry itself, by its first words.
const passage = (text) => {
  const words = text.trim().split(/\s+/).slice(0, ABOUT).join(" ");
  return words ? `:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}` : "";
};
