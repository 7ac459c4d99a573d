// The algebra of queries, as in insight/query.py: everyone, word, field, last, due, not, and, or;
// each prints back, and a printed query reads back as itself.
import { key } from "./words.js";

export const FIELDS = [
  "name", "org", "role", "place", "tag", "circle", "vouch", "interest", "knows", "needs", "offers",
  "through", "met", "last", "due",
];
export const OPERATORS = ["and", "or", "not"];

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const LOOSE = `(?:(?!${SPACE})[^"“”()])`;
const QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"|“[^”]*”";
const TOKEN = [
  `(?<space>${SPACE}+)`,
  "(?<open>\\()",
  "(?<close>\\))",
  `(?<minus>-(?!${SPACE}|$))`,
  `(?<field>[\\p{L}\\p{Nl}\\p{No}_]+):(?<value>${QUOTED}|${LOOSE}*)`,
  `(?<quoted>${QUOTED})`,
  `(?<word>${LOOSE}+)`,
  "(?<quote>[\"“”])",
].join("|");
const BARE = new RegExp(`^${LOOSE}+$`, "su");

// The pieces of a text, each with its groups and where it begins.
export const pieces = (text) => text.matchAll(new RegExp(TOKEN, "gsu"));

export const EVERYONE = { kind: "everyone" };
export const NOBODY = { kind: "not", query: EVERYONE };

export const same = (one, other) => print(one) === print(other);

// Whom all of them match; of none of them, everyone.
export const allOf = (queries) => joined("and", queries, EVERYONE, NOBODY);

// Whom any of them matches; of none of them, nobody.
export const anyOf = (queries) => joined("or", queries, NOBODY, EVERYONE);

export const noneOf = (query) => (query.kind === "not" ? query.query : { kind: "not", query });

// The parts that all must match.
export const partsOf = (query) =>
  query.kind === "and" ? query.parts : query.kind === "everyone" ? [] : [query];

export const word = (text) => ({ kind: "word", text });

export const field = (name, text) => ({ kind: "field", name, text });

// Whether two queries ask for the same text in the same field, however it is written.
export const alike = (one, other) =>
  one.kind === "field" && one.name === other.name && key(one.text) === key(other.text);

export const print = (query) => {
  switch (query.kind) {
    case "everyone": return "()";
    case "word": return bareWord(query.text) ? query.text : quoted(query.text);
    case "field": return `${query.name}:${BARE.test(query.text) ? query.text : quoted(query.text)}`;
    case "last": return `last:${query.than}${query.span ? query.span.count + query.span.unit[0] : ""}`;
    case "due": return `due:${query.when}`;
    case "not": return ["and", "or"].includes(query.query.kind)
      ? `-(${print(query.query)})` : `-${print(query.query)}`;
    case "and": return query.parts
      .map((part) => (part.kind === "or" ? `(${print(part)})` : print(part))).join(" ");
    default: return query.parts.map(print).join(" or ");
  }
};

const joined = (kind, queries, neutral, ruling) => {
  const parts = queries
    .flatMap((query) => (query.kind === kind ? query.parts : [query]))
    .filter((part) => !same(part, neutral));
  if (parts.some((part) => same(part, ruling))) return ruling;
  if (parts.length < 2) return parts[0] || neutral;
  return { kind, parts };
};

const bareWord = (text) => {
  const [first] = pieces(text);
  return first?.groups.word === text && !OPERATORS.includes(text.toLowerCase());
};

const quoted = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll("\"", "\\\"")}"`;
