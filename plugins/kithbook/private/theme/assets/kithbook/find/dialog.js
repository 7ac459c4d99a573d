// The search as a dialog: a field, and groups of links that the arrow keys walk through.
import { handOver } from "./asked.js";
import { readBook, readContacts, ROOT } from "./book.js";
import { reachedBy } from "./reaching.js";
import { ask, indexNames, indexOf, namesIn } from "./search.js";
import { clean, key, made, mark } from "./words.js";

const MOST = 6;
const WIDE = 150;
const BEFORE = 40;
const ABOUT = ["role", "org", "place", ""];

let dialog;
let book = null;
let names = null;
let broken = false;

// Opens the search; it keeps what was asked last, unless something else was typed meanwhile.
export const open = (typed) => {
  dialog ||= build();
  if (dialog.element.open) return;
  dialog.element.showModal();
  dialog.input.select();
  if (!typed) return;
  dialog.input.value = typed;
  show(dialog);
};

const build = () => {
  const element = made("dialog", "", "kith-finder");
  element.setAttribute("aria-label", "Search");
  const form = made("form", "", "kith-finder-form");
  form.setAttribute("role", "search");
  const input = made("input");
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.placeholder = "A name, or what somebody knows, needs or said";
  input.setAttribute("aria-label", "Search the book");
  const close = made("button", "Close");
  close.type = "button";
  const status = made("p", "", "kith-finder-status");
  status.setAttribute("role", "status");
  const results = made("div", "", "kith-finder-results");
  form.append(input, close);
  element.append(form, status, results);
  document.body.append(element);
  const built = { element, input, status, results };
  close.addEventListener("click", () => element.close());
  input.addEventListener("input", () => show(built));
  form.addEventListener("submit", (event) => { event.preventDefault(); follow(results); });
  element.addEventListener("keydown", (event) => walk(event, built));
  element.addEventListener("click", (event) => { if (event.target === element) element.close(); });
  load(built);
  return built;
};

// People first; the names of the rosters join when they are ready.
const load = async (built) => {
  show(built);
  try {
    book = await indexOf(await readBook());
    show(built);
    names = namesIn(await readContacts());
    built.element.dataset.state = "ready";
    performance.mark("kith-search-ready");
    show(built);
    await indexNames(names);
    built.element.dataset.names = "ready";
  } catch {
    broken = true;
  }
  show(built);
};

const show = ({ input, status, results }) => {
  const groups = ask(book, names, input.value);
  results.replaceChildren(...groups.map((group) => section(group, input.value)));
  status.textContent = said(groups, input.value);
};

const said = (groups, question) => {
  if (broken) return "The index of the search could not be read; the directory may still help.";
  if (!book) return "Reading the book";
  if (!key(question)) return "Names first, then needs, offers, notes and entries.";
  if (!groups.length) return "Nothing is written about that. Fewer letters find more.";
  const near = groups.every(({ hits }) => hits.every((hit) => hit.near));
  const counts = groups.map(({ title, single, hits }) =>
    `${hits.length.toLocaleString("en")} ${hits.length === 1 ? single : title.toLowerCase()}`);
  return `${near ? "Nothing is written exactly like that; close to it: " : "Found: "}${counts.join(", ")}`;
};

const section = ({ title, group, hits }, question) => {
  const element = made("section");
  const heading = made("h2", title);
  heading.append(" ", made("span", hits.length.toLocaleString("en"), "kith-count"));
  const list = made("ul");
  list.append(...hits.slice(0, MOST).map(item));
  element.append(heading, list);
  if (hits.length > MOST && ["people", "contacts"].includes(group)) {
    const all = made("a", "All of them in the directory", "kith-finder-all");
    all.href = new URL("people/", ROOT);
    all.addEventListener("click", () => handOver(asWords(question)));
    element.append(all);
  }
  return element;
};

// A question as the directory takes it: its words alone, since signs mean something there.
const asWords = (question) => (reachedBy(question) ? question.trim() : key(question).split(" ").map((word) => (/^(and|or|not)$/.test(word) ? `"${word}"` : word)).join(" "));

const item = (hit) => {
  const link = made(hit.address ? "a" : "div", "", "kith-finder-hit");
  if (hit.address) link.href = new URL(hit.address, ROOT);
  link.append(mark(made("span", "", "kith-finder-title"), hit.title, hit.words));
  const why = because(hit);
  if (why) link.append(why);
  const element = made("li");
  element.append(link);
  return element;
};

// Why it matched: the line that holds most of what was asked, or else what they do and where.
const because = ({ lines, words, title, tier }) => {
  const held = (text) => {
    const folded = ` ${key(text)} `;
    return words.filter((word) => folded.includes(` ${word} `) || word > "\u2e80" && folded.includes(word)).length;
  };
  let [best, most] = [null, 0];
  for (const line of lines) {
    const count = line[0] === "name" && line[1] === title ? 0 : held(line[1]);
    if (count > most) [best, most] = [line, count];
  }
  if (tier % 2 === 0 && best?.[0] !== "name") best = null;
  best ||= ["", ABOUT.flatMap((field) => lines.filter((line) => line[0] === field))
    .map(([, text]) => text).filter(Boolean).join(" · ")];
  const [field, text] = best;
  if (!text) return null;
  const line = made("span", "", "kith-finder-why");
  const label = field === "name" ? "also" : field;
  if (label) line.append(made("span", label, "kith-label"), " ");
  return mark(line, around(text, words), words);
};

// A piece of a text around the first of the words, cut at spaces.
const around = (text, words) => {
  const line = clean(text).split(/\s+/).join(" ").trim();
  if (line.length <= WIDE) return line;
  const at = Math.max(0, line.split(" ").findIndex((word) => key(word).split(" ").some((each) => words.includes(each))));
  const place = line.split(" ").slice(0, at).join(" ").length;
  const start = place < WIDE - BEFORE ? 0 : line.indexOf(" ", place - BEFORE) + 1;
  const end = line.lastIndexOf(" ", start + WIDE);
  const stop = start + WIDE >= line.length ? line.length : end > start ? end : start + WIDE;
  return `${start ? "… " : ""}${line.slice(start, stop)}${stop < line.length ? " …" : ""}`;
};

const follow = (results) => results.querySelector("a")?.click();

const walk = (event, { input, results }) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [input, ...results.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
};
