// The stems of English words, as Snowball 3 makes them (snowballstem.org/algorithms/english):
// for folded words, which hold no apostrophes.
const EXCEPTIONS = {
  andes: "andes", atlas: "atlas", bias: "bias", cosmos: "cosmos", early: "earli",
  gently: "gentl", howe: "howe", idly: "idl", news: "news", only: "onli", singly: "singl",
  skies: "sky", skis: "ski", sky: "sky", ugly: "ugli",
};
const FIRST = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const REGION = /[aeiouy][^aeiouy]/g;
const VOWEL = /[aeiouy]/;
const WHOLE_WITH_ING = ["even", "cann", "inn", "earr", "herr", "out"];
const SHORT = /(?:[^aeiouy][aeiouy][^aeiouwxyY]|^[aeiouy][^aeiouy]|past)$/u;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
// Endings with what stands for them within the first region, longer ones before their parts.
const SECOND = [
  ["ational", "ate"], ["ization", "ize"], ["iveness", "ive"], ["fulness", "ful"],
  ["ousness", "ous"], ["tional", "tion"], ["biliti", "ble"], ["lessli", "less"], ["entli", "ent"],
  ["ation", "ate"], ["alism", "al"], ["aliti", "al"], ["ousli", "ous"], ["iviti", "ive"],
  ["fulli", "ful"], ["ogist", "og"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"],
  ["izer", "ize"], ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
];
const THIRD = [
  ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"],
  ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""],
];
const FOURTH = [
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive",
  "ize", "ion", "al", "er", "ic",
];

// The stem of a folded word.
export const english = (word) => {
  if (Object.hasOwn(EXCEPTIONS, word)) return EXCEPTIONS[word];
  if (word.length < 3) return word;
  const marked = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const regions = regionsOf(marked);
  let stem = past(plural(marked), regions);
  stem = stem.replace(/^(.+[^aeiouy])[yY]$/u, "$1i");
  for (const step of [second, third, fourth, last]) stem = step(stem, regions);
  return stem.replaceAll("Y", "y");
};

const regionsOf = (word) => {
  const first = FIRST.exec(word);
  const one = first ? first[0].length : after(word, 0);
  return { one, two: after(word, one) };
};

// Behind the first consonant that follows a vowel, from a place on.
const after = (word, start) => {
  REGION.lastIndex = start;
  const found = REGION.exec(word);
  return found ? found.index + 2 : word.length;
};

const plural = (word) => {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[sd]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith("s") || /[su]s$/.test(word)) return word;
  return VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
};

const past = (word, { one }) => {
  const ending = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[0];
  if (!ending) return word;
  const stem = word.slice(0, -ending.length);
  if (ending.startsWith("eed")) {
    return stem.length >= one && !["succ", "proc", "exc"].includes(stem) ? `${stem}ee` : word;
  }
  if (ending === "ing" && WHOLE_WITH_ING.includes(stem)) return word;
  if (ending === "ing" && /^[^aeiouy]y$/u.test(stem)) return `${stem[0]}ie`;
  return VOWEL.test(stem) ? mended(stem, one) : word;
};

// What is left without `ed` or `ing`: hop from hopp, hope from hop.
const mended = (stem, one) => {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (DOUBLE.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
  return stem.length === one && SHORT.test(stem) ? `${stem}e` : stem;
};

const second = (word, { one }) => {
  const [ending, instead] = SECOND.find(([each]) => word.endsWith(each)) || [""];
  const stem = word.slice(0, word.length - ending.length);
  if (!ending || stem.length < one) return word;
  if (ending === "ogi" && !stem.endsWith("l")) return word;
  if (ending === "li" && !/[cdeghkmnrt]$/.test(stem)) return word;
  return stem + instead;
};

const third = (word, { one, two }) => {
  const [ending, instead] = THIRD.find(([each]) => word.endsWith(each)) || [""];
  const stem = word.slice(0, word.length - ending.length);
  if (!ending || stem.length < (ending === "ative" ? two : one)) return word;
  return stem + instead;
};

const fourth = (word, { two }) => {
  const ending = FOURTH.find((each) => word.endsWith(each)) || "";
  const stem = word.slice(0, word.length - ending.length);
  if (!ending || stem.length < two || (ending === "ion" && !/[st]$/.test(stem))) return word;
  return stem;
};

const last = (word, { one, two }) => {
  const stem = word.slice(0, -1);
  if (word.endsWith("e")) {
    return stem.length >= two || (stem.length >= one && !SHORT.test(stem)) ? stem : word;
  }
  return word.endsWith("ll") && stem.length >= two ? stem : word;
};
