// The book as a browser reads it: what the build wrote beside the pages, loaded when first asked
// for. People and contacts become what queries see: fields, texts and their keys.
import { synonymsOf } from "./matching.js";
import { pairs } from "./reaching.js";
import { keys, runTogether, speltOut } from "./words.js";

export const ROOT = new URL("../../../", import.meta.url);

const SLICE = 8_000;
const CONTACT = ["name", "org", "role", "place"];
const files = new Map();

const read = (name) => {
  if (!files.has(name)) {
    files.set(name, fetch(new URL(`find/${name}.json`, ROOT)).then((answer) => {
      if (!answer.ok) throw new Error(`find/${name}.json: ${answer.status}`);
      return answer.json();
    }));
  }
  return files.get(name);
};

// People with their files, entries, and what stands on other pages.
export const readBook = () => read("book");

// The contacts of the rosters that belong to nobody with a file, by name.
export const readContacts = () => read("contacts");

// What matching needs beside everyone.
export const readerOf = (book) => ({ today: book.today, synonyms: synonymsOf(book.synonyms) });

// Everyone as queries see them, people before contacts, each by name; `fold` is still to come.
export const everyoneIn = (book, contacts) => {
  const people = book.people.map((one, place) => personOf(book, one, place));
  for (const [, , text, taking] of book.entries) {
    for (const place of taking) {
      people[place].fields.push("log");
      people[place].texts.push(text);
    }
  }
  return [...people, ...contacts.map(contactOf)];
};

// Gives everyone the keys that queries compare, a slice at a time, so that the page stays awake.
export const fold = async (everyone) => {
  for (let start = 0; start < everyone.length; start += SLICE) {
    if (start) await new Promise((done) => { setTimeout(done); });
    const slice = everyone.slice(start, start + SLICE);
    const folded = keys(slice.flatMap((who) => who.texts));
    let at = 0;
    for (const who of slice) {
      who.keys = folded.slice(at, at += who.texts.length).map((each, place) => {
        if (who.fields[place] !== "name") return each;
        const others = [speltOut, runTogether].map((way) => way(who.texts[place])).filter(Boolean);
        return [each, ...others].join("\n ");
      });
      who.whole = ` ${who.keys.join("\n ")}`;
    }
  }
};

const personOf = (book, [id, name, met, last, state, passages, reached], place) => ({
  id, name, met, last, state, place, reached: pairs(reached),
  fields: passages.filter((_, at) => at % 2 === 0).map((field) => book.fields[field]),
  texts: passages.filter((_, at) => at % 2),
});

const contactOf = (values, place) => {
  const kept = CONTACT.filter((_, at) => values[at]);
  const more = pairs(values[6]);
  return {
    id: null, name: values[0], met: "", last: "", state: "untracked", place, values,
    reached: pairs(values[5]), fields: [...kept, ...more.map(([field]) => field)],
    texts: [...values.slice(0, CONTACT.length).filter(Boolean), ...more.map(([, text]) => text)],
  };
};
