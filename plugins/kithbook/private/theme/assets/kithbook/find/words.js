// Comparing words as `kith find` does: without case, accents, width and punctuation; and showing
// what somebody wrote without characters that hide or turn the direction of writing.
const RARE = { "ß": "ss", "ẞ": "ss", "ſ": "s", "ς": "σ", "\u0345": "ι" };
// Letters that Unicode does not take apart, signs that are typed for one another, and ue for ü, as in
// text/words.py.
const PLAIN = {
  ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe", þ: "th", ŋ: "n", ĸ: "k",
  "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02b9": "'", "\u02bb": "'", "\u02bc": "'",
  "\u2032": "'", "\u2010": "-",
};
const ALIKE = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");
const SPELT_OUT = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };
const ASCII = /^[\0-\x7f]*$/;
const HIDDEN = new RegExp("[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b\\u200e\\u200f"
  + "\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\uffff\\u{e0000}-\\u{e0fff}]", "gu");
const PILES = /([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+/g;
// Ordering the marks on a letter takes the square of their number; text/normal_forms.py has the same limit.
const MANY = /(\p{M}{30})\p{M}+/gu;
const LONG = 500;
// The grammar of text/name_links.py.
const LINK = /\[\[([^[\]|#\n]+)(?:#[^[\]|\n]*)?(?:\|([^[\]\n]*))?\]\]/g;
const WORDS = /([\p{L}\p{M}\p{N}_+#]+)/u;
const known = new Map();

// Whether a mark combines shows in normalisation: only such marks change places with others.
const combines = (mark) =>
  [`${mark}\u0334`, `\u0345${mark}`].some((pair) => pair.normalize("NFD") !== pair);

const withoutMark = (mark) => {
  if (!known.has(mark)) known.set(mark, combines(mark) ? "" : mark);
  return known.get(mark);
};

const small = (text) => text
  .replace(/[ßẞſς\u0345]/g, (letter) => RARE[letter])
  .replace(/[\u1c80-\u1c88]/g, (letter) => letter.toUpperCase())
  .toLowerCase()
  .replaceAll("ς", "σ");

export const fold = (text) => {
  if (ASCII.test(text)) return text.toLowerCase();
  if (text.length > LONG) text = text.replace(MANY, "$1");
  const apart = small(text.replaceAll("\u00b4", "'").normalize("NFD")).normalize("NFKD");
  return small(apart.replace(/\p{M}/gu, withoutMark)).replace(ALIKE, (sign) => PLAIN[sign]);
};

// A text as queries compare it: its words apart by single spaces.
export const key = (text) => fold(text).replace(/[^\p{L}\p{N}_+#]+/gu, " ").trim();

// The key of a name with ue for ü; empty where it has none.
export const speltOut = (text) => {
  if (ASCII.test(text)) return "";
  const lower = text.toLowerCase().normalize("NFC");
  const spelt = lower.replace(/[äöüåø]/g, (letter) => SPELT_OUT[letter]);
  return spelt === lower ? "" : key(spelt);
};

// The key of a name without its apostrophes, `oneil` for O’Neil; empty where it has none.
export const runTogether = (text) => {
  const plain = fold(text);
  const joined = plain.replace(/(?<=\p{L})'(?=\p{L})/gu, "");
  return joined === plain ? "" : key(joined);
};

// The keys of many texts at once, each different one once, which is a good deal faster.
export const keys = (texts) => {
  const found = new Map();
  const simple = [];
  for (const text of texts) {
    if (found.has(text)) continue;
    found.set(text, ASCII.test(text) ? "" : key(text));
    if (found.get(text) === "") simple.push(text);
  }
  const lines = simple.map((text) => (text.includes("\n") ? text.replaceAll("\n", " ") : text))
    .join("\n").toLowerCase().replace(/[^a-z0-9_+#\n]+/g, " ").split("\n");
  simple.forEach((text, at) => found.set(text, lines[at].trim()));
  return texts.map((text) => found.get(text));
};

// A text with its [[links]] shown as the names in them.
export const plain = (text) => text.replace(LINK, (_, name, shown) => (shown || "").trim() || name.replace(/[\\ \t]+$/, "").trim());

// A text to be shown, without characters that hide, turn the direction or pile up.
export const clean = (text) => text.replace(HIDDEN, "").replace(PILES, "$1");

// Puts a text into an element, the words that begin like one of these marked.
export const mark = (element, text, words) => {
  const asked = words.flatMap((word) => word.split(" ")).filter(Boolean);
  for (const [at, piece] of clean(text).split(WORDS).entries()) {
    const ways = at % 2 ? [key(piece), speltOut(piece)] : [];
    const found = asked.some((word) => ways.some((folded) =>
      word > "\u2e80" ? folded.includes(word) : folded.startsWith(word)));
    element.append(found ? made("mark", piece) : piece);
  }
  return element;
};

// A new element with a text, cleaned, and a class: whatever scripts show of the book passes here.
export const made = (kind, text = "", name = "") => {
  const element = document.createElement(kind);
  if (text) element.textContent = clean(text);
  if (name) element.className = name;
  return element;
};
