// A question among people, as suggestions/question.py reads it: its words, and the query that says
// among whom.
import { parse, QueryFault } from "../find/ask.js";
import { allOf, EVERYONE } from "../find/query.js";

const FIELD = /[\p{L}\p{N}_]:\S/u;

// The words of a text as a question, its fields as a filter; null where there are no words.
export const questionIn = (text) => {
  if (!text.trim()) return null;
  let query;
  try {
    query = parse(text);
  } catch (fault) {
    if (!(fault instanceof QueryFault)) throw fault;
    return FIELD.test(text) ? null : { text, among: EVERYONE };
  }
  if (plain(query)) return { text, among: EVERYONE };
  const parts = query.kind === "and" ? query.parts : [query];
  const words = parts.filter(plain).map(said).join(" ");
  return words ? { text: words, among: allOf(parts.filter((part) => !plain(part))) } : null;
};

const plain = (query) => {
  if (query.kind === "and" || query.kind === "or") return query.parts.every(plain);
  return query.kind === "word" || (query.kind === "not" && plain(query.query));
};

const said = (query) => {
  if (query.kind === "word") return query.text;
  return query.kind === "not" ? said(query.query) : query.parts.map(said).join(" ");
};
