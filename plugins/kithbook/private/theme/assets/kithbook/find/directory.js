// The directory: finds and sorts everyone as one types, a window of rows at a time; on Enter it
// answers a question by ranking everyone.
import { questionIn } from "../asking/question.js";
import { parse, QueryFault } from "./ask.js";
import { recall, remember, share } from "./asked.js";
import { everyoneIn, fold, readBook, readContacts, readerOf } from "./book.js";
import { facetsOf } from "./facets.js";
import { fitting, found, matcher, quote } from "./matching.js";
import { EVERYONE } from "./query.js";
import { clean, key, made, mark, plain } from "./words.js";

const PAGE = 100;
const SHOWN = ["org", "role", "place", "circle", "last", "due", "met"];
const COLUMNS = ["name", "work", "place", "circle", "last", "met"];
const DATES = ["last", "met"];

// The script comes early, so that the files are on their way while the table is still read.
const files = Promise.all([readBook(), readContacts()]);
files.catch(() => {});
if (document.readyState === "loading") {
  await new Promise((done) => { addEventListener("DOMContentLoaded", done, { once: true }); });
}

const table = document.querySelector(".kith-people");
const form = document.querySelector(".kith-filter");
const input = form.querySelector("input");
const count = document.getElementById("kith-count");
const link = form.querySelector(".kith-share");
const more = document.getElementById("kith-more");
const [body] = table.tBodies;
const rows = [...body.rows].filter((row) => !row.classList.contains("kith-thin"));
const drawn = new Map();

let everyone = null;
let reader;
let asked = { query: EVERYONE, fits: () => 1, hits: () => [] };
let list = [];
let order = { column: "", down: false };
let shown = PAGE;
let facets = () => {};
let book;
let engine = null;
let answers = null;
let wordsOnly = false;

const keep = (kind, words) => {
  remember(kind, words);
  link.hidden = !words;
};

const shareLink = async () => {
  const before = link.textContent;
  link.textContent = await share(answers ? "ask" : "q", input.value);
  setTimeout(() => { link.textContent = before; }, 2_000);
};

// --- rows -------------------------------------------------------------------------------------

const rowOf = (who) => {
  const place = who.id === null ? `contact ${who.place}` : who.place;
  if (!drawn.has(place)) drawn.set(place, who.id === null ? contactRow(who) : rows[who.place]);
  return drawn.get(place);
};

const contactRow = ({ values: [name, org, role, place, connected] }) => {
  const row = made("tr", "", "kith-thin");
  const head = made("th");
  head.scope = "row";
  head.append(made("bdi", name));
  const work = [role, org].filter(Boolean).join(" · ");
  const year = connected && `connected ${connected.slice(0, 4)}`;
  row.append(head, ...[work, place, "roster", "", year].map((text) => made("td", text)));
  return row;
};

// Says below the work what matched, where no column shows it.
const explain = (row, who) => {
  row.querySelector(".kith-found")?.remove();
  if (answers) {
    const line = made("span", "", "kith-found");
    row.cells[1].append(answerIn(line, answers.get(who)));
    return;
  }
  const hits = asked.hits(who).filter((hit) =>
    !SHOWN.includes(hit.field) && !(hit.field === "name" && hit.at === 0));
  if (!hits.length) return;
  const [hit] = hits;
  const line = made("span", "", "kith-found");
  line.append(made("span", hit.field === "name" ? "also" : hit.field, "kith-label"), " ");
  row.cells[1].append(mark(line, quote(hit, who), [hit.word]));
};

// The line that an answer rests on, its words marked, and what a near word was asked as.
const answerIn = (line, { field, said: kind, quote: said, matches }) => {
  line.append(made("span", field, "kith-label"), " ");
  mark(line, plain(said), matches.map((each) => key(each.found)));
  const near = matches.filter((each) => each.how === "near")
    .map((each) => `${clean(each.asked)} ~ ${clean(each.found)}`);
  if (near.length) line.append(` (${near.join(", ")})`);
  if (kind === "sought") line.append(" · ", made("span", "also looks for this", "kith-quiet"));
  return line;
};

// --- sorting ----------------------------------------------------------------------------------

const cellOf = {
  name: (who) => key(who.name),
  work: (who) => key([who.role, who.org].join(" ")),
  place: (who) => key(who.where),
  circle: (who) => key(who.circle),
  last: (who) => who.last,
  met: (who) => (who.id === null ? who.values[4] : who.met),
};

// The first text of a field; queries need no such look-up, so it is made when one sorts.
const withCells = (who) => {
  const first = (field) => who.texts[who.fields.indexOf(field)] || "";
  return {
    ...who, role: first("role"), org: first("org"), where: first("place"), circle: first("circle"),
  };
};

const orders = new Map();

// Everyone in an order; empty cells come last whichever way, and equals stay by name.
const ordered = ({ column, down }) => {
  const name = `${column} ${down}`;
  if (!orders.has(name)) {
    const cells = new Map(everyone.map((who) => [who, cellOf[column](withCells(who))]));
    const way = down ? -1 : 1;
    const compare = (one, other) => {
      if (!one !== !other) return one ? -1 : 1;
      return one < other ? -way : one > other ? way : 0;
    };
    orders.set(name, [...everyone].sort((a, b) => compare(cells.get(a), cells.get(b))));
  }
  return orders.get(name);
};

const sorted = () => {
  if (answers && !order.column) return [...answers.keys()];
  if (answers) return ordered(order).filter((who) => answers.has(who));
  return order.column ? ordered(order).filter(asked.fits) : found(asked.fits, everyone);
};

const headings = () => {
  for (const [at, head] of [...table.tHead.rows[0].cells].entries()) {
    const column = COLUMNS[at];
    const button = made("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const again = order.column === column;
      order = { column, down: again ? !order.down : DATES.includes(column) };
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      shown = PAGE;
      refresh();
    });
    head.replaceChildren(button);
  }
};

// --- asking -----------------------------------------------------------------------------------

// Reads the query; one that says nothing yet leaves what is shown.
const read = () => {
  try {
    const query = parse(input.value);
    if (reader) asked = { query, fits: fitting(query, reader), hits: matcher(query, reader) };
    input.removeAttribute("aria-invalid");
    return true;
  } catch (fault) {
    if (!(fault instanceof QueryFault)) throw fault;
    input.setAttribute("aria-invalid", "true");
    const [first, ...rest] = fault.message;
    count.textContent = clean(first.toUpperCase() + rest.join(""));
    return false;
  }
};

const refresh = () => {
  if (!everyone) return;
  list = sorted();
  draw();
  facets(asked.query);
};

const draw = () => {
  const first = list.slice(0, shown);
  body.replaceChildren(...first.map(rowOf));
  table.dataset.live = "";
  first.forEach((who) => explain(rowOf(who), who));
  more.hidden = first.length === list.length;
  if (input.getAttribute("aria-invalid")) return;
  if (answers) {
    const how = wordsOnly ? ". Words alone are compared: the model of meanings is not there." : "";
    count.textContent = list.length ? `${list.length} may answer, the likeliest first${how}`
      : "Nothing in the book answers this. Try other words.";
    return;
  }
  const number = list.length.toLocaleString("en");
  count.textContent = list.length > first.length
    ? `${number} found, the first ${first.length.toLocaleString("en")} shown`
    : list.length ? `${number} found`
      : "Nobody fits. Fewer words find more, and Ask finds who comes near.";
};

const change = () => {
  answers = null;
  keep("q", input.value);
  shown = PAGE;
  if (read()) refresh();
};

// Ranks everyone for what stands in the field; what that needs is read when it is first asked for.
const ask = async () => {
  const question = everyone && questionIn(input.value);
  if (!question) return;
  const said = input.value;
  count.textContent = "Reading what has been written about everyone …";
  engine ||= import("../asking/answers.js").then(({ answersIn }) => answersIn(book, everyone));
  const { answers: rank, wordsOnly: less } = await engine;
  const found = await rank(question.text, fitting(question.among, reader));
  if (input.value !== said) return;
  wordsOnly = less;
  input.removeAttribute("aria-invalid");
  answers = new Map(found.map((one) => [one.who, one]));
  order = { column: "", down: false };
  for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
  keep("ask", said);
  refresh();
  form.dataset.asked = said;
};

const tryToAsk = () => ask().catch(() => {
  engine = null;
  count.textContent = "What ranking needs could not be read; the words alone still find people.";
});

const write = (text) => {
  input.value = text;
  change();
};

const start = async () => {
  form.hidden = false;
  document.querySelector(".kith-rest")?.remove();
  const { kind, words } = recall();
  input.value = words;
  link.hidden = !words;
  link.addEventListener("click", shareLink);
  input.addEventListener("input", change);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tryToAsk();
  });
  more.addEventListener("click", () => {
    const first = body.rows.length;
    shown += PAGE * 2;
    draw();
    body.rows[first]?.querySelector("a")?.focus();
  });
  headings();
  const [known, contacts] = await files;
  book = known;
  list = everyoneIn(book, contacts);
  if (!input.value) draw();
  performance.mark("kith-directory-rows");
  await fold(list);
  [everyone, reader] = [list, readerOf(book)];
  facets = facetsOf(document.querySelector(".kith-facets"), everyone, reader, write);
  read();
  refresh();
  form.dataset.state = "ready";
  performance.mark("kith-directory-ready");
  if (kind === "ask") tryToAsk();
};

start().catch(() => {
  body.replaceChildren(...rows);
  table.dataset.live = "";
  count.textContent = "The list of everyone could not be read; these are the people with a file.";
});
