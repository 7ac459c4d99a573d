// The directory: filters and sorts everyone as one types; contacts beyond the table's own rows
// come from a slim file. Without this script the table stands as it is.
//
// It is loaded in the head, before the theme's script: that one would take ?q= for a question put
// to its own search, so ours is taken out of the address until the theme has looked at it.
const question = new URLSearchParams(location.search).get("q") || "";

const ask = (words) => {
  const url = new URL(location.href);
  if (words) url.searchParams.set("q", words);
  else url.searchParams.delete("q");
  history.replaceState(history.state, "", url);
};

if (question) {
  ask("");
  addEventListener("load", () => ask(question), { once: true });
}

addEventListener("DOMContentLoaded", () => {
  const MOST = 300;
  const table = document.querySelector(".kith-people");
  if (!table) return;
  const form = document.querySelector(".kith-filter");
  const input = form.querySelector("input");
  const count = document.getElementById("kith-count");
  const body = table.tBodies[0];
  const rest = document.querySelector(".kith-rest");
  const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const known = [...body.rows].map((row) => {
    const cells = [...row.cells].map((cell) => cell.dataset.sort || cell.textContent.trim());
    return { row, cells, find: fold(`${row.textContent} ${row.dataset.also || ""}`) };
  });
  let everyone = known;
  let order = { column: 0, down: false };

  const cell = (kind, text) => {
    const made = document.createElement(kind);
    made.textContent = text;
    return made;
  };

  const rowOf = (one) => {
    if (one.row) return one.row;
    const row = document.createElement("tr");
    row.className = "kith-thin";
    const name = cell("th", one.cells[0]);
    name.scope = "row";
    name.dir = "auto";
    row.append(name, ...one.cells.slice(1, 4).map((text) => cell("td", text)));
    row.append(cell("td", one.cells[4] && `connected ${one.cells[4]}`));
    one.row = row;
    return row;
  };

  const show = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const found = everyone.filter((one) => words.every((word) => one.find.includes(word)));
    body.replaceChildren(...found.slice(0, MOST + (words.length ? 0 : known.length)).map(rowOf));
    const shown = body.rows.length;
    count.textContent = shown < found.length
      ? `${found.length.toLocaleString()} found, the first ${shown} shown`
      : found.length ? `${found.length.toLocaleString()} shown` : "Nobody fits. Fewer letters find more.";
    if (rest) rest.hidden = true;
  };

  const sort = () => {
    const way = order.down ? -1 : 1;
    everyone = [...everyone].sort((a, b) => {
      const one = a.cells[order.column] || "";
      const other = b.cells[order.column] || "";
      if (!one !== !other) return one ? -1 : 1;
      return way * collator.compare(one, other);
    });
  };

  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      order = { column, down: order.column === column ? !order.down : column === 4 };
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      sort();
      show();
    });
    head.replaceChildren(button);
  }

  form.hidden = false;
  input.value = question;
  input.addEventListener("input", () => { show(); ask(input.value); });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();

  if (table.dataset.roster) {
    fetch(table.dataset.roster).then((answer) => answer.json()).then((rows) => {
      const more = rows.map(([name, work, place, year]) => {
        const cells = [name, work, place, "roster", year];
        return { cells, find: fold(cells.join(" ")) };
      });
      everyone = known.concat(more);
      if (order.column || order.down) sort();
      show();
    }).catch(() => { count.textContent = "The contacts of the rosters could not be read."; });
  }
});
