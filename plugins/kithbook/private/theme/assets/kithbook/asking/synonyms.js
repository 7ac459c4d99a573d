// The owner's own synonyms, as matching/synonyms.py takes them: words and short phrases that stand
// for each other, whichever of them is asked for.
import { foldedWords } from "./texts.js";

export const synonymsOf = (groups, stems) => {
  const phrase = (text) => {
    const words = foldedWords(text);
    const told = words.filter((word) => !stems.silent(word));
    return (told.length ? told : words).map(stems.of);
  };
  const unlike = (phrases) => [...new Map(phrases.map((each) => [each.join(" "), each])).values()];
  const known = groups.map((group) => unlike(group.map(phrase)));

  // The stems that stand for something in a query given as folded words.
  const beside = (words) => {
    const asked = words.map(stems.of);
    return known.filter((group) => group.some((each) => standsIn(each, asked)))
      .flatMap((group) => group.flat().filter((stem) => !asked.includes(stem)));
  };

  // The stems that stand for a folded word, alone or as part of a phrase.
  const partners = (word) => {
    const asked = [stems.of(word)];
    return new Set(known.filter((group) => group.some((each) => standsIn(asked, each)))
      .flatMap((group) => group.filter((each) => !standsIn(asked, each)).flat()));
  };

  return { beside, partners };
};

const standsIn = (phrase, asked) => phrase.length > 0
  && asked.some((_, at) => phrase.every((stem, place) => asked[at + place] === stem));
