// Where there is no page: who and what has a name near to the one in the address, and the search.
import { readBook, ROOT } from "./book.js";
import { likeness } from "./nearest.js";
import { clean, key, made } from "./words.js";

const MOST = 6;
const NEAR = 0.6;
const SHARED = 0.7;
const TELLING = 3;

// The last name in an address, as words.
const askedFor = () => {
  const names = location.pathname.split("/").filter(Boolean);
  const last = names.filter((name) => !/^index\.html$/.test(name)).at(-1) || "";
  try {
    return key(clean(decodeURIComponent(last)).replace(/\.(html|md)$/, ""));
  } catch {
    return key(last);
  }
};

const people = (book) => book.people.map(([id, name, , , , passages]) => {
  const names = passages.filter((_, at) => at % 2 && book.fields[passages[at - 1]] === "name");
  return { title: name, address: `people/${encodeURIComponent(id)}/`, names: [id, name, ...names] };
});

const pages = (book) => book.places.filter(([group]) => group !== "journal").map(([, title, , address]) => {
  const [path] = address.split("#");
  return { title, address, names: [title, decodeURIComponent(path).split("/").at(-2) || ""] };
});

const nearness = (asked, name) => {
  const words = new Set(asked.split(" ").filter((word) => word.length >= TELLING));
  const shared = name.split(" ").some((word) => words.has(word));
  const alike = likeness(asked, name);
  return shared ? Math.max(SHARED + alike / 10, alike) : alike;
};

// What is near to a name, the nearest first, each address once.
const near = (book, asked) => {
  const found = new Map();
  for (const { title, address, names } of [...people(book), ...pages(book)]) {
    const share = Math.max(...names.map((name) => nearness(asked, key(name))));
    if (share >= NEAR && share > (found.get(address)?.share || 0)) {
      found.set(address, { title, address, share });
    }
  }
  return [...found.values()].sort((a, b) => b.share - a.share).slice(0, MOST);
};

const item = ({ title, address }) => {
  const link = made("a", title);
  link.href = new URL(address, ROOT);
  const element = made("li");
  element.append(link);
  return element;
};

const asked = askedFor();
const search = document.querySelector(".kith-lost-search");
search.hidden = false;
search.querySelector("button").addEventListener("click", async () => {
  const dialog = await import("./dialog.js");
  dialog.open(asked);
});
if (asked) {
  const found = near(await readBook(), asked);
  const section = document.querySelector(".kith-lost");
  section.querySelector("ul").append(...found.map(item));
  section.hidden = !found.length;
}
