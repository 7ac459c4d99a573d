// Reading queries as insight/ask.py does: `cfo place:houston -tag:family (last:>6m or last:never)`.
import { parseDate, parseSpan } from "./dates.js";
import { didYouMean } from "./nearest.js";
import { allOf, anyOf, EVERYONE, FIELDS, field, noneOf, OPERATORS, pieces, word } from "./query.js";
import { isWholeNumber, withoutLink } from "./reaching.js";
import { key } from "./words.js";

const ALSO = {
  aka: "name", tags: "tag", interests: "interest", know: "knows", need: "needs", offer: "offers",
  where: "place",
};
const DEEPEST = 40;

// Where a text is no query: counted in characters from 0, why, and what to write.
export class QueryFault extends Error {
  constructor(position, message, hint = "") {
    super(hint ? `${message}. ${hint}` : `${message}.`);
    this.position = position;
  }
}

// Reads a query, or throws a QueryFault; an empty one means everyone.
export const parse = (text) => {
  const bare = withoutLink(text);
  if (isWholeNumber(text) || (bare !== text && key(bare))) return word(bare.trim());
  try {
    return new Parser([...tokens(text)], text.length).whole();
  } catch (fault) {
    if (fault instanceof QueryFault) fault.position = [...text.slice(0, fault.position)].length;
    throw fault;
  }
};

// A recursive descent over the tokens, each method one rule of the grammar.
class Parser {
  constructor(found, end) {
    Object.assign(this, { found, end, at: 0, depth: 0 });
  }

  get next() {
    return this.found[this.at];
  }

  whole() {
    const query = this.found.length ? this.either() : EVERYONE;
    if (this.next) throw new QueryFault(this.next.position, "this “)” closes nothing", "Take it out.");
    return query;
  }

  either() {
    const parts = [this.both()];
    while (this.next?.kind === "or") {
      this.step();
      parts.push(this.both());
    }
    return anyOf(parts);
  }

  both() {
    const parts = [this.one()];
    while (this.next && !["or", "close"].includes(this.next.kind)) {
      if (this.next.kind === "and") this.step();
      parts.push(this.one());
    }
    return allOf(parts);
  }

  one() {
    let turned = false;
    while (this.next?.kind === "not") {
      this.step();
      turned = !turned;
    }
    const query = this.atom();
    return turned ? noneOf(query) : query;
  }

  atom() {
    const token = this.next;
    if (!token || !["term", "open"].includes(token.kind)) {
      throw lonely(token ? token.position : this.end, token ? token.text : "", "before");
    }
    this.at += 1;
    return token.kind === "term" ? token.query : this.group(token);
  }

  group(opened) {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw new QueryFault(opened.position, "the parentheses stand too deep in one another");
    }
    const query = this.next && this.next.kind !== "close" ? this.either() : EVERYONE;
    if (!this.next) throw new QueryFault(opened.position, "this “(” is never closed", "Add a “)”.");
    this.at += 1;
    this.depth -= 1;
    return query;
  }

  // Past an operator, which needs something behind it.
  step() {
    const token = this.next;
    this.at += 1;
    if (!this.next || ["close", "or", "and"].includes(this.next.kind)) {
      throw lonely(token.position, token.text, "after");
    }
  }
}

const lonely = (position, said, side) => new QueryFault(
  position, `“${said}” needs something ${side} it`,
  `To look for the word itself, write “${said}” in quotes.`,
);

function* tokens(text) {
  for (const found of pieces(text)) {
    const { groups, index: position, 0: said } = found;
    if (groups.space) continue;
    if (groups.quote) throw unclosed(position);
    if (groups.open || groups.close) {
      yield { kind: groups.open ? "open" : "close", position, text: said };
    } else if (groups.minus) {
      yield { kind: "not", position, text: said };
    } else if (groups.word && OPERATORS.includes(said.toLowerCase())) {
      yield { kind: said.toLowerCase(), position, text: said };
    } else {
      const query = groups.field ? fieldOf(found, text) : wordOf(found);
      yield { kind: "term", position, text: said, query };
    }
  }
}

const unclosed = (position) =>
  new QueryFault(position, "this quote is never closed", "Add one at its end.");

const wordOf = ({ index, 0: said }) => {
  const text = unquoted(said);
  if (key(text)) return word(text);
  const message = `there is no letter or digit to look for in “${said}”`;
  throw new QueryFault(index, message, "Take it out.");
};

const fieldOf = ({ groups, index, 0: said }, text) => {
  const low = groups.field.toLowerCase();
  const name = Object.hasOwn(ALSO, low) ? ALSO[low] : low;
  if (!FIELDS.includes(name)) {
    const listed = `${FIELDS.slice(0, -1).join(", ")} and ${FIELDS.at(-1)}`;
    const hint = didYouMean(name, [...FIELDS, ...Object.keys(ALSO)]);
    const otherwise = `The fields are ${listed}; quote “${said}” to find it.`;
    throw new QueryFault(index, `“${groups.field}:” is no field`, hint || otherwise);
  }
  const end = index + said.length;
  if (!groups.value && ["“", "”", "\""].includes(text[end])) throw unclosed(end);
  const value = unquoted(groups.value);
  if (name === "last") return lastOf(value, index);
  if (name === "due") return dueOf(value, index);
  if (!key(value)) {
    throw new QueryFault(index, `“${name}:” needs a word after it`, "Leave no space between.");
  }
  return field(name, name === "met" ? metOf(value, index) : value);
};

const metOf = (value, position) => {
  try {
    return parseDate(value);
  } catch (fault) {
    throw new QueryFault(position, fault.message, "Write met:2019 or met:2019-05.");
  }
};

const lastOf = (value, position) => {
  if (value.trim().toLowerCase() === "never") return { kind: "last", than: "never" };
  const hint = "Write last:>6m (longer ago than 6 months), last:<30d or last:never.";
  const found = /^(?<than>[<>])=?\s*(?<span>.+)$/s.exec(value.trim());
  if (!found) throw new QueryFault(position, `“last:${value}” compares with nothing`, hint);
  try {
    return { kind: "last", than: found.groups.than, span: parseSpan(found.groups.span) };
  } catch (fault) {
    throw new QueryFault(position, fault.message, hint);
  }
};

const dueOf = (value, position) => {
  const asked = value.trim().toLowerCase();
  const when = { soon: "soon", due: "due", now: "due", long: "long" };
  if (Object.hasOwn(when, asked)) return { kind: "due", when: when[asked] };
  throw new QueryFault(
    position, `nobody can be due “${asked}”`, "Write due:soon, due:due or due:long.",
  );
};

const unquoted = (text) => {
  if (text.startsWith("“")) return text.slice(1, -1);
  return text.startsWith("\"") ? text.slice(1, -1).replace(/\\(.)/gsu, "$1") : text;
};
