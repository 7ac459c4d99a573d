// The stems of German words, as Snowball 3 makes them (snowballstem.org/algorithms/german):
// for folded words, which hold no umlauts; `ae`, `oe` and `ue` are read as such.
const UMLAUTS = { ae: "ä", oe: "ö", ue: "ü", qu: "qu" };
const PLAIN = { U: "u", Y: "y", ä: "a", ö: "o", ü: "u" };
const BETWEEN_VOWELS = /([aeiouy])([uy])(?=[aeiouy])/g;
const REGION = /[aeiouyäöü][^aeiouyäöü]/gu;
const SHORTEST = 3;
const FIRST = /(?:erinnen|erin|ern|er|em|en|es|e|lns|ln|s)$/;
const SECOND = /(?:est|st|en|er|et)$/;
const THIRD = /(?:end|ung|isch|lich|heit|keit|ig|ik)$/;
const BEFORE_S = /[bdfghklmnrt]$/;
const BEFORE_ST = /[bdfghklmnt]$/;
const BEFORE_ET = /[Udfgklmnrstzä]$/u;
const WHOLE_WITH_ET = /(?:tick|plan|geordn|intern|tr)$/;

// The stem of a folded word.
export const german = (word) => {
  const marked = word.replace(BETWEEN_VOWELS, (_, vowel, letter) => vowel + letter.toUpperCase())
    .replace(/[aou]e|qu/g, (pair) => UMLAUTS[pair]);
  const regions = regionsOf(marked);
  let stem = marked;
  for (const step of [first, second, third]) stem = step(stem, regions);
  return stem.replace(/[UYäöü]/gu, (letter) => PLAIN[letter]);
};

const regionsOf = (word) => {
  const one = after(word, 0);
  return { one: Math.max(one, Math.min(SHORTEST, word.length)), two: after(word, one) };
};

// Behind the first consonant that follows a vowel, from a place on.
const after = (word, start) => {
  REGION.lastIndex = start;
  const found = REGION.exec(word);
  return found ? found.index + 2 : word.length;
};

// A word cut before an ending that lies in a region; nothing where it has none there.
const cut = (word, endings, region) => {
  const [ending] = endings.exec(word) || [""];
  const stem = word.slice(0, word.length - ending.length);
  return ending && stem.length >= region ? [stem, ending] : null;
};

const first = (word, { one }) => {
  const [stem, ending] = cut(word, FIRST, one) || [word, ""];
  if (ending === "em") return stem.endsWith("syst") ? word : stem;
  if (ending === "s") return BEFORE_S.test(stem) ? stem : word;
  if (ending.startsWith("l")) return `${stem}l`;
  if (/^e[ns]?$/.test(ending)) return stem.replace(/niss$/, "nis");
  return stem;
};

const second = (word, { one }) => {
  const [stem, ending] = cut(word, SECOND, one) || [word, ""];
  if (ending === "st") return BEFORE_ST.test(stem) && stem.length > SHORTEST ? stem : word;
  if (ending === "et") return BEFORE_ET.test(stem) && !WHOLE_WITH_ET.test(stem) ? stem : word;
  return stem;
};

const third = (word, { one, two }) => {
  const [stem, ending] = cut(word, THIRD, two) || [word, ""];
  if (["ig", "ik", "isch"].includes(ending)) return stem.endsWith("e") ? word : stem;
  if (ending === "end" || ending === "ung") return within(stem, /ig$/, two, "e");
  if (ending === "lich" || ending === "heit") return within(stem, /e[rn]$/, one);
  return ending === "keit" ? within(stem, /(?:lich|ig)$/, two) : stem;
};

// The same without one more ending, where it lies in a region and not behind a letter.
const within = (word, endings, region, but = "-") => {
  const [stem] = cut(word, endings, region) || [word];
  return stem.endsWith(but) ? word : stem;
};
