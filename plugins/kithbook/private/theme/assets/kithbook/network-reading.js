// What the page Network knows of its picture: reading its file, the forces that ease people apart,
// and the list beside it.
window.kithbookPicture = (() => {
  "use strict";
  // Up to so many people are laid out before they are shown.
  const SMALL = 400;

  // Letters that no accent makes: people type the plain ones, as in text/words.py.
  const PLAIN = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ŋ: "n", "’": "'" };
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[łøđðħŧþßæœıŋ’]/g, (letter) => PLAIN[letter]);

  const forces = (people, lines, groups) => {
    const homes = groups.map((_, number) => {
      const members = people.filter((one) => one.group === number);
      const middle = (key) => members.reduce((sum, one) => sum + one[key], 0) / (members.length || 1);
      return { x: middle("x"), y: middle("y") };
    });
    const small = people.length <= SMALL;
    const same = (line) => line.source.group === line.target.group;
    return window.d3.forceSimulation(people).stop()
      .alpha(small ? 0.8 : 0.4).alphaMin(small ? 0.001 : 0.012).alphaDecay(small ? 0.03 : 0.085)
      .force("lines", window.d3.forceLink(lines).distance((line) => (same(line) ? 76 : 150)).strength((line) => (same(line) ? 0.35 : 0.03)))
      .force("apart", window.d3.forceManyBody().strength(-170).distanceMax(300).theta(small ? 0.9 : 1.3))
      .force("room", window.d3.forceCollide((one) => 7 + 1.5 * Math.sqrt(one.count)))
      .force("x", window.d3.forceX((one) => homes[one.group].x).strength(0.09))
      .force("y", window.d3.forceY((one) => homes[one.group].y).strength(0.09));
  };

  const button = (one, choose) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = one.name;
    made.addEventListener("click", () => choose(one));
    return made;
  };

  const quiet = (text) => {
    const made = document.createElement("span");
    made.className = "kith-quiet";
    made.textContent = text;
    return made;
  };

  const phrase = (line, from) => {
    if (line.kind === 0) return line.source === from ? `came through ${from.name}` : `brought ${from.name}`;
    if (line.kind === 1) return line.words || "tie";
    return line.kind === 2 ? `introduced by you ${line.words}`.trim() : `together in ${line.words}`;
  };

  const joined = (from) => from.lines.filter((line) => line.shown).map((line) => (line.source === from ? line.target : line.source));

  // What stands beside the picture: whoever is in focus, and to whom lines go from there.
  const tellOf = (who, focus, groups, choose) => {
    who.replaceChildren();
    if (!focus) {
      who.append(quiet("Choose somebody in the picture to see whom they are joined to."));
      return;
    }
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    [link.href, link.textContent] = [focus.address, focus.name];
    heading.append(link);
    const about = document.createElement("p");
    const around = groups[focus.group] === focus.name ? "" : `in the group around ${groups[focus.group]}`;
    about.append(quiet([focus.place, focus.circle, around].filter(Boolean).join(" · ")));
    const list = document.createElement("ul");
    for (const one of new Set(joined(focus))) {
      const item = document.createElement("li");
      const phrases = focus.lines.filter((line) => line.shown && (line.source === one || line.target === one)).map((line) => phrase(line, focus));
      item.append(button(one, choose), " ", quiet(phrases.join("; ")));
      list.append(item);
    }
    who.append(heading, about);
    if (focus.bridge) {
      const bridge = document.createElement("p");
      bridge.textContent = `A bridge: alone joins ${focus.bridge}.`;
      who.append(bridge);
    }
    who.append(list);
  };

  const read = (data, sections) => {
    const people = data.people.map(([id, address, name, x, y, group, number, bridge, circle, place, tags]) => ({
      id, address, name, x, y, group, count: number, bridge, circle, place, tags,
      colour: Math.min(group, 8), fold: fold(name), lines: [], near: [], shown: true,
    }));
    const rows = sections.flatMap((section) => [...section.querySelectorAll("tbody tr")]);
    const sides = new Map();
    const lines = data.lines.map(([one, other, kind, words], place) => {
      const row = rows[place];
      const line = { source: people[one], target: people[other], kind, words, row, shown: true, find: fold(row?.textContent || "") };
      const key = one < other ? `${one}/${other}` : `${other}/${one}`;
      line.beside = sides.get(key) || sides.set(key, []).get(key);
      line.beside.push(line);
      for (const [here, there] of [[line.source, line.target], [line.target, line.source]]) {
        here.lines.push(line);
        here.near.push(there);
      }
      return line;
    });
    for (const line of lines) line.aside = (line.beside.indexOf(line) - (line.beside.length - 1) / 2) * 4.5;
    const order = [...people].sort((a, b) => Boolean(b.bridge) - Boolean(a.bridge) || b.count - a.count);
    return { people, lines, groups: data.groups, order };
  };

  return { SMALL, fold, forces, joined, read, tellOf };
})();
