// Who do I know who…: everyone ranked for a question, each with the line that answers it, as
// suggestions/who_knows.py answers. What ranking needs is read when somebody first asks.
import { ROOT } from "../find/book.js";
import { answering, askedOf, placesTold } from "./answering.js";
import { engineOf } from "./engine.js";
import { witnessOf } from "./evidence.js";
import { indexOf } from "./index.js";
import { languagesIn } from "./languages.js";
import { inOtherWords } from "./meant.js";
import { synonymsOf } from "./synonyms.js";
import { wordsOf } from "./texts.js";

const MOST = 10;

const read = async (name, kind) => {
  const answer = await fetch(new URL(`find/${name}`, ROOT));
  if (!answer.ok) throw new Error(`find/${name}: ${answer.status}`);
  return answer[kind]();
};

// What ranks everyone for a question: those who answer, with the field, the text, the span to
// quote and the words that match; who has died or is paused does not answer. `may` says who may be shown.
export const answersIn = async (book, all) => {
  const known = await read("questions.json", "json");
  const languages = await languagesIn(known, (name) => read(name, "arrayBuffer"));
  const quiet = new Set(known.quiet);
  const everyone = all.filter(({ id, place }) => id === null || !quiet.has(place));
  const told = everyone.map((who) => toldOf(who, known));
  const documents = told.map((each) => each.map(({ searched }) => searched));
  const synonyms = synonymsOf(book.synonyms, languages.analyzers[0].stems);
  const index = await indexOf(documents, languages, known.config);
  const rank = engineOf(index, synonyms, known.config);
  const evidence = witnessOf(index, synonyms, known.config);
  const { thin, beside_the_best: beside, crowd, looked_at: lookedAt, telling: least } = known.asking;
  const many = everyone.length >= crowd;
  const places = placesTold(told);

  const telling = (text) => {
    const analyzer = languages.analyzers[languages.of(text)];
    const words = [...wordsOf(text)].filter(({ folded }) => analyzer.telling(folded) >= least)
      .map(({ start, end }) => text.slice(start, end));
    return [...new Set(words)].join(" ") || text;
  };

  const weight = (document) => (everyone[document].id === null ? thin : 1);

  const ranked = (question) => {
    const standing = ({ document, z }) => z * weight(document);
    return rank(question).filter(({ z }) => z > 0 || !many)
      .sort((one, other) => standing(other) - standing(one));
  };

  const answers = (question, may = () => true) => {
    const meant = inOtherWords(question, known.meant);
    const asked = askedOf(telling(meant), places);
    const found = [];
    let best = 0;
    const hits = ranked(meant).filter(({ document }) => may(everyone[document]));
    for (const { document, z } of hits.slice(0, MOST + lookedAt)) {
      if (many && z < best * beside) break;
      const who = everyone[document];
      const one = answering(evidence, asked, document, who.name, told[document], known.asking);
      if (!one) continue;
      // Who looks for the very thing stands highest, and says nothing of who has it.
      if (!one.behind) best = Math.max(best, z);
      const standing = Math.round(z * one.raised * weight(document) * 100);
      found.push({ who, z, standing, behind: one.behind, ...quoted(told[document][one.why.at], one.why) });
    }
    return found.sort((one, other) => one.behind - other.behind || other.standing - one.standing)
      .slice(0, MOST);
  };
  return { answers, rank, wordsOnly: !languages.model };
};

// The words of the file: of a text over several lines the one with most of what matches.
const quoted = ({ field, text, lines, also, said }, { start, end, matches }) => {
  if (also) return { field, said, quote: text, matches };
  const held = (line) => matches.filter(({ found }) => line.includes(found)).length;
  const quote = lines.length > 1
    ? lines.reduce((best, line) => (held(line) > held(best) ? line : best)) : text.slice(start, end);
  return { field, said, quote, matches: matches.filter(({ found }) => quote.includes(found)) };
};

// What is told of somebody, field by field in the order of the fields; notes and entries in the
// pieces that the build cut.
const toldOf = (who, { fields, introduce, languages, apart }) => {
  const own = who.fields.map((field, at) => ({ field, text: who.texts[at] }));
  const offered = who.id === null ? [] : introduce[who.place].map((text) => ({ field: "introduce", text }));
  const spoken = who.id === null ? []
    : languages[who.place].map(([text, also]) => ({ field: "languages", text, also }));
  const every = [...own, ...offered, ...spoken].filter(({ field, text }) => fields.includes(field) && text);
  const cuts = who.id === null ? [] : [...apart[who.place]];
  return fields.flatMap((field) => every.filter((each) => each.field === field)
    .flatMap((each) => (field === "notes" || field === "log" ? piecesOf(each, cuts.shift()) : [each])))
    .map((each) => ({
      lines: [], also: "", said: each.field === "needs" ? "sought" : "told", ...each,
      searched: each.also ? `${each.text} ${each.also}` : each.text,
    }));
};

const SAID = { s: "sought", d: "denied", t: "told" };

const piecesOf = ({ field, text }, cuts) => (cuts ? cuts.map(([start, end, said]) => {
  const lines = text.slice(start, end).split("\n").map((line) => line.trim()).filter(Boolean);
  return { field, text: lines.join(" "), lines, said: SAID[said] };
}) : [{ field, text }]);
