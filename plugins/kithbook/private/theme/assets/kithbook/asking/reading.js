// Documents read, as matching/corpus.py reads them: their words, each with its language, by document
// and passage.
import { foldedWords } from "./texts.js";

const AT_ONCE = 4_000;

// The words, each as its language and the word, and the passages with their numbers; a slice at a
// time so that the page stays awake.
export const readingOf = async (documents, languages) => {
  const plain = new Map();
  const passages = [];
  const number = (word) => {
    if (!plain.has(word)) plain.set(word, plain.size);
    return plain.get(word);
  };
  for (const [document, texts] of documents.entries()) {
    if (document % AT_ONCE === AT_ONCE - 1) await breath();
    const words = texts.map(foldedWords);
    const spoken = languages.ofPassages(texts, words);
    words.forEach((each, at) => {
      passages.push({ document, language: spoken[at], words: each.map(number) });
    });
  }
  return { passages, ...toldApart([...plain.keys()], passages, languages.count) };
};

// The words anew, one that occurs in two languages twice; passages get the new numbers.
const toldApart = (plain, passages, languages) => {
  const used = Array.from({ length: languages }, () => new Set());
  for (const { language, words } of passages) for (const word of words) used[language].add(word);
  const words = [];
  const renumbered = used.map((some, language) => {
    const found = new Map();
    for (const word of [...some].sort((one, other) => one - other)) {
      found.set(word, words.length);
      words.push([language, plain[word]]);
    }
    return found;
  });
  for (const passage of passages) {
    passage.words = passage.words.map((word) => renumbered[passage.language].get(word));
  }
  const numbers = used.map(() => new Map());
  words.forEach(([language, word], at) => numbers[language].set(word, at));
  return { words, numbers };
};

export const breath = () => new Promise((done) => { setTimeout(done); });
