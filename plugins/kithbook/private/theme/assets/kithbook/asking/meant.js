// A question with the words that say what it means, as language/meant_words.py reads it.
import { fold } from "../find/words.js";

const WORD = /[\p{L}\p{N}]+/gu;
const plainOf = (text) => fold(text).match(WORD) || [];

export const inOtherWords = (text, { meanings, names, tongues, speaking, asking }) => {
  const plain = plainOf(text);
  const said = ` ${plain.join(" ")} `;
  const more = [...new Set(meanings.filter(([phrase]) => said.includes(` ${phrase} `)).flatMap(([, words]) => words))];
  const named = names.filter(([name]) => said.includes(` ${name} `));
  const bears = new Set(named.map(([name]) => name));
  const speaks = new Set(speaking);
  const alone = (word) => bears.has(word) || asking.includes(word);
  if (named.length && (plain.some((word) => speaks.has(word)) || plain.every(alone))) {
    const kept = text.split(/\s+/).filter((word) => word && !plainOf(word).some((each) => speaks.has(each)));
    const codes = [...new Set(named.flatMap(([, each]) => each))];
    const others = codes.flatMap((code) => tongues[code]).filter((name) => !bears.has(fold(name)));
    return [...kept, ...others, ...more].join(" ");
  }
  return more.length ? [text, ...more].join(" ") : text;
};
