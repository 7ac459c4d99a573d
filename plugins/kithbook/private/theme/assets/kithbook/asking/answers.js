// Who do I know who…: everyone ranked for a question, each with the line that answers it, as
// suggestions/who_knows.py answers. What ranking needs is read when somebody first asks.
import { ROOT } from "../find/book.js";
import { engineOf } from "./engine.js";
import { witnessOf } from "./evidence.js";
import { modelOf } from "./model.js";
import { synonymsOf } from "./synonyms.js";
import { stemsOf, wordsOf } from "./texts.js";

const MOST = 10;

const read = async (name, kind) => {
  const answer = await fetch(new URL(`find/${name}`, ROOT));
  if (!answer.ok) throw new Error(`find/${name}: ${answer.status}`);
  return answer[kind]();
};

// What ranks everyone for a question: those who answer, with the field, the text, the span to
// quote and the words that match; who has died or is paused does not answer. `may` says who may be shown.
export const answersIn = async (book, all) => {
  const [known, bytes] =
    await Promise.all([read("questions.json", "json"), read("model.bin", "arrayBuffer")]);
  const quiet = new Set(known.quiet);
  const everyone = all.filter(({ id, place }) => id === null || !quiet.has(place));
  const told = everyone.map((who) => toldOf(who, known));
  const documents = told.map((each) => each.map(([, text]) => text));
  const stems = stemsOf(known);
  const model = bytes.byteLength
    ? modelOf({ pieces: known.pieces.split("\n"), width: known.width }, bytes) : null;
  const synonyms = synonymsOf(book.synonyms, stems);
  const parts = { stems, model, synonyms, config: known.config };
  const engine = await engineOf(documents, parts);
  const evidence = witnessOf(engine, parts);
  const common = new Set(known.common);
  const { thin, beside_the_best: beside, crowd, looked_at: lookedAt } = known.asking;
  const many = everyone.length >= crowd;

  const tells = ({ folded }) =>
    !common.has(folded) && !common.has(stems.of(folded)) && !/^\p{Nd}+$/u.test(folded);

  const telling = (text) => {
    const words = [...wordsOf(text)].filter(tells).map(({ start, end }) => text.slice(start, end));
    return [...new Set(words)].join(" ") || text;
  };

  const ranked = (question) => {
    const standing = ({ document, z }) => z * (everyone[document].id === null ? thin : 1);
    return engine.rank(question).filter(({ z }) => z > 0 || !many)
      .sort((one, other) => standing(other) - standing(one));
  };

  const answers = (question, may = () => true) => {
    const asked = telling(question);
    const found = [];
    const hits = ranked(question).filter(({ document }) => may(everyone[document]));
    for (const { document, z } of hits.slice(0, MOST + lookedAt)) {
      if (found.length === MOST || (many && found.length && z < found[0].z * beside)) break;
      const why = evidence(asked, documents[document]);
      if (why) found.push({ who: everyone[document], z, ...quoted(told[document][why.at], why) });
    }
    return found;
  };
  return { answers, rank: engine.rank, wordsOnly: !model };
};

const quoted = ([field, text], { start, end, matches }) =>
  ({ field, quote: text.slice(start, end), matches });

// What is told of somebody, field by field in the order of the fields.
const toldOf = (who, { fields, introduce }) => {
  const own = who.fields.map((field, at) => [field, who.texts[at]]);
  const offered = who.id === null ? [] : introduce[who.place].map((text) => ["introduce", text]);
  const every = [...own, ...offered].filter(([field, text]) => fields.includes(field) && text);
  return fields.flatMap((field) => every.filter(([each]) => each === field));
};
