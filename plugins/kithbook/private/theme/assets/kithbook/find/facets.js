// Facets: the commonest places and tags as toggles, each with how many a query for it finds.
import { fitting } from "./matching.js";
import { alike, allOf, field, partsOf, print } from "./query.js";
import { clean, key, made } from "./words.js";

const MOST = 8;
const FEWEST = 2;
const KINDS = [["place", "Places"], ["tag", "Tags"]];

// Draws the facets; gives what shows which of them a query holds. `write` takes a new query.
export const facetsOf = (element, everyone, reader, write) => {
  let query = null;
  const toggles = KINDS.flatMap(([name, title]) => {
    const common = commonest(name, everyone, reader);
    if (!common.length) return [];
    const group = made("p");
    group.append(made("span", title, "kith-label"));
    element.append(group);
    return common.map(([text, count]) => {
      const button = made("button", text);
      button.type = "button";
      button.append(" ", made("span", count.toLocaleString("en"), "kith-count"));
      // What is written for the owner to read holds nothing unseen, and means the same.
      const one = field(name, clean(text) === text ? text : key(text));
      button.addEventListener("click", () => write(turned(query, one)));
      group.append(" ", button);
      return [button, one];
    });
  });
  element.hidden = !toggles.length;
  return (now) => {
    query = now;
    for (const [button, one] of toggles) {
      button.setAttribute("aria-pressed", String(partsOf(query).some((part) => alike(part, one))));
    }
  };
};

// A query with one part more, or with it taken out.
const turned = (query, one) => {
  const parts = partsOf(query);
  const kept = parts.filter((part) => !alike(part, one));
  if (kept.length < parts.length) return kept.length ? print(allOf(kept)) : "";
  return print(allOf([...parts, one]));
};

const commonest = (name, everyone, reader) => {
  const counts = new Map();
  for (const who of everyone) {
    for (let at = 0; at < who.fields.length; at += 1) {
      if (who.fields[at] !== name || !who.keys[at]) continue;
      const one = counts.get(who.keys[at]);
      if (one) one.count += 1;
      else counts.set(who.keys[at], { text: who.texts[at], count: 1 });
    }
  }
  const ranked = [...counts].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  const chosen = [];
  for (const [folded, { text }] of ranked) {
    // "Houston, TX" is found with "Houston".
    const within = name === "place" && chosen.some((other) => ` ${folded}`.includes(` ${key(other)}`));
    if (!within) chosen.push(text);
    if (chosen.length === MOST) break;
  }
  return chosen.map((text) => {
    const fits = fitting(field(name, text), reader);
    return [text, everyone.reduce((sum, who) => sum + (fits(who) ? 1 : 0), 0)];
  }).filter(([, count]) => count >= FEWEST);
};
