// Who rang, who wrote: telephone numbers in any writing and addresses, as in insight/reaching.py.
import { fold } from "./words.js";

const LINK = /^\s*(?:mailto|tel):\s*/i;
const DASHES = /[\u2011-\u2015\u2212\u00b7\u2022]/g;
const NUMBER = /^[+(]{0,2}[0-9](?:[0-9 ()./-]*[0-9])?$/;
const EXTENSION = /(?:ext|x|#|;)\.?\s*[0-9]{1,6}\s*$/i;
const YEARS = /^(?:(?:19|20)[0-9]{2}\s*)+$/;
const DATE = /^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$/;
const NAMED = /^[^<>]*<\s*([^<>]+?)\s*>[^<>]*$/;
const [LEAST, WHOLE, LONGEST_COUNTRY, ENOUGH] = [3, 6, 3, 7];

const flat = (text) => fold(text.replace(DASHES, "-")).replace(/\s+/gu, " ").trim();

// A text without the `tel:` or `mailto:` that pages put in front.
export const withoutLink = (text) => text.replace(LINK, "");

// The number that a text consists of, or a part of one; null where it is something else.
export const numberIn = (text) => {
  const plain = flat(withoutLink(text));
  if (!NUMBER.test(plain) || DATE.test(plain)) return null;
  const read = readNumber(plain);
  return read.digits.length >= LEAST ? read : null;
};

// Whether a whole text is a number whose parts are not to be looked up one by one.
export const isWholeNumber = (text) => {
  const read = numberIn(text);
  if (!read || YEARS.test(flat(text))) return false;
  return read.digits.length >= WHOLE || read.abroad || text.includes("(");
};

const readNumber = (text) => {
  const abroad = /^[ (]*(?:\+|00)/.test(text);
  const digits = (abroad ? text.replaceAll("(0)", "") : text).replace(/[^0-9]/g, "");
  return { digits: abroad ? digits.replace(/^00/, "") : digits, abroad };
};

const numberFits = (asked, written) => {
  const known = readNumber(flat(written).replace(EXTENSION, ""));
  if (known.digits.includes(asked.digits)) return true;
  if (known.abroad) return !asked.abroad && isNational(asked.digits, known.digits);
  const own = known.digits.replace(/^0+/, "");
  const country = asked.digits.length - own.length;
  const fits = asked.digits.endsWith(own) && country > 0 && country <= LONGEST_COUNTRY;
  return asked.abroad && own.length >= ENOUGH && fits;
};

// Whether digits begin with what is dialled at home in place of the country's own.
const isNational = (asked, known) => {
  let own = asked.replace(/^0+/, "");
  if (own === asked) own = asked.length === 11 && asked.startsWith("8") ? asked.slice(1) : "";
  return own.length >= LEAST && [1, 2, 3].some((country) => known.startsWith(own, country));
};

const addressKey = (text) => {
  const bare = withoutLink((NAMED.exec(text.trim()) || [, text.trim()])[1]);
  const at = bare.lastIndexOf("@");
  try {
    const { hostname } = new URL(`http://${bare.slice(at + 1)}`);
    return `${bare.slice(0, at)}@${hostname}`.toLowerCase();
  } catch {
    return bare.toLowerCase();
  }
};

// A test for a number or address, on one way to reach somebody; null where a text asks for none.
export const reachedBy = (text) => {
  const number = numberIn(text);
  const address = text.includes("@") ? addressKey(text) : "";
  if (!number && !address) return null;
  return ([field, written]) => (field === "phone"
    ? Boolean(number) && numberFits(number, written)
    : Boolean(address) && addressKey(written).includes(address));
};

// Fields and texts by turns as pairs.
export const pairs = (parts = []) =>
  parts.flatMap((field, at) => (at % 2 ? [] : [[field, parts[at + 1]]]));
