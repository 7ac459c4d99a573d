// The page Network: the picture that one can move, walk along with the keyboard and filter, with
// a list beside it. Without this script the tables of the page hold every line.
const kithbookNetwork = () => {
  "use strict";
  const web = document.querySelector(".kith-web");
  if (!web || !window.d3 || !window.kithbookDrawing) return;
  const { d3 } = window;
  const canvas = web.querySelector("canvas");
  const frame = web.querySelector(".kith-web-frame");
  const who = web.querySelector(".kith-web-who");
  const count = web.querySelector(".kith-web-count");
  const form = document.querySelector(".kith-web-filter");
  const sections = [...document.querySelectorAll(".kith-joins")];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const drawing = window.kithbookDrawing(canvas);
  // Letters that no accent makes: people type the plain ones.
  const PLAIN = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[łøđðþßæœı]/g, (letter) => PLAIN[letter]);
  const said = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const small = () => people.length <= 400;
  const many = () => lines.length > 800;

  let people = [];
  let lines = [];
  let groups = [];
  let order = [];
  let simulation = null;
  let view = d3.zoomIdentity;
  let focus = null;
  let hover = null;
  let touched = false;
  let gesture = false;
  let asked = 0;

  // --- drawing ---

  const paint = () => {
    asked = 0;
    drawing.draw({
      people: order.filter((one) => one.shown),
      lines: lines.filter((line) => line.shown),
      view, focus, hover,
      quick: many() && (gesture || frame.dataset.state === "moving"),
    });
  };
  const redraw = () => { asked ||= requestAnimationFrame(paint); };

  const state = (word) => {
    frame.dataset.state = word;
    performance.mark(`kith-picture-${word}`);
    redraw();
  };

  const look = (transform) => { zoom.transform(d3.select(canvas), transform); };

  const showAll = () => show(people.filter((one) => one.shown));
  const show = (shown) => {
    if (!shown.length) return;
    const [left, right] = d3extent(shown, "x");
    const [top, bottom] = d3extent(shown, "y");
    const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
    const k = Math.min(1.6, (wide - 150) / (right - left + 1), (high - 90) / (bottom - top + 1));
    look(d3.zoomIdentity.translate(wide / 2 - 20, high / 2 - 12).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2));
  };
  const d3extent = (ones, key) => ones.reduce(([low, high], one) => [Math.min(low, one[key]), Math.max(high, one[key])], [Infinity, -Infinity]);

  const zoom = d3.zoom().scaleExtent([0.05, 6]).filter((event) => {
    if (event.type === "wheel") return event.ctrlKey || document.activeElement === canvas;
    if (event.type.startsWith("touch")) return event.touches.length > 1;
    return !event.button && !event.ctrlKey;
  }).on("start end", (event) => {
    gesture = event.type === "start" && Boolean(event.sourceEvent);
    redraw();
  }).on("zoom", (event) => {
    touched ||= Boolean(event.sourceEvent);
    view = event.transform;
    redraw();
  });

  const at = (x, y) => {
    let best = null;
    let nearest = 14;
    for (const one of people) {
      if (!one.shown) continue;
      const away = Math.hypot(view.applyX(one.x) - x, view.applyY(one.y) - y) - drawing.radius(one, view);
      if (away < nearest) [best, nearest] = [one, away];
    }
    return best;
  };

  // --- laying out: people are eased apart from the places that the book gave them ---

  const forces = () => {
    const homes = groups.map((_, number) => {
      const members = people.filter((one) => one.group === number);
      const middle = (key) => members.reduce((sum, one) => sum + one[key], 0) / (members.length || 1);
      return { x: middle("x"), y: middle("y") };
    });
    const same = (line) => line.source.group === line.target.group;
    return d3.forceSimulation(people).stop()
      .alpha(small() ? 0.8 : 0.4).alphaMin(small() ? 0.001 : 0.012).alphaDecay(small() ? 0.03 : 0.085)
      .force("lines", d3.forceLink(lines).distance((line) => (same(line) ? 76 : 150)).strength((line) => (same(line) ? 0.35 : 0.03)))
      .force("apart", d3.forceManyBody().strength(-170).distanceMax(300).theta(small() ? 0.9 : 1.3))
      .force("room", d3.forceCollide((one) => 7 + 1.5 * Math.sqrt(one.count)))
      .force("x", d3.forceX((one) => homes[one.group].x).strength(0.09))
      .force("y", d3.forceY((one) => homes[one.group].y).strength(0.09));
  };

  const settled = () => {
    simulation.stop();
    if (focus && !touched) show([focus, ...joined(focus)]);
    else if (!touched) showAll();
    state("still");
  };

  // Nothing moves where the owner wants stillness, nor where all of it takes no time.
  const easeStill = () => {
    const until = performance.now() + 40;
    while (simulation.alpha() > simulation.alphaMin() && performance.now() < until) simulation.tick();
    if (simulation.alpha() > simulation.alphaMin()) setTimeout(easeStill);
    else settled();
  };

  const ease = () => {
    simulation = forces();
    if (still.matches || small()) { easeStill(); return; }
    showAll();
    state("moving");
    simulation.on("tick", () => {
      if (!touched) showAll();
      redraw();
    }).on("end", settled).restart();
  };

  // --- somebody in focus ---

  const button = (one) => {
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

  const tell = () => {
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
      item.append(button(one), " ", quiet(phrases.join("; ")));
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

  const keepInSight = () => {
    const [x, y] = [view.applyX(focus.x), view.applyY(focus.y)];
    const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
    const k = Math.max(view.k, 0.6);
    if (k === view.k && x > 40 && y > 40 && x < wide - 120 && y < high - 40) return;
    look(d3.zoomIdentity.translate(wide / 2, high / 2).scale(k).translate(-focus.x, -focus.y));
  };

  const choose = (one) => {
    focus = one;
    if (one) {
      one.shown = true;
      if (touched ||= frame.dataset.state === "still") keepInSight();
    }
    tell();
    tally();
    share();
    redraw();
  };

  const share = () => {
    const url = new URL(location.href);
    const now = { focus: focus?.id, circle: form.circle?.value, place: form.place?.value, tag: form.tag?.value };
    for (const [key, value] of Object.entries(now)) {
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    }
    history.replaceState(null, "", url);
  };

  // --- filters ---

  const tally = () => {
    const shown = people.filter((one) => one.shown).length;
    const drawn = lines.filter((line) => line.shown).length;
    const told = focus ? `${focus.name}: ${said(focus.lines.filter((line) => line.shown).length, "line", "lines")}. ` : "";
    count.textContent = shown ? `${told}${said(shown, "person", "people")} and ${said(drawn, "line", "lines")} shown.` : "Nobody fits. Fewer choices show more.";
  };

  const sift = () => {
    const kinds = new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => Number(box.value)));
    const fits = (one) => ["circle", "place"].every((key) => !form[key]?.value || one[key] === form[key].value)
      && (!form.tag?.value || one.tags.includes(form.tag.value));
    const words = fold(form.q.value).split(/\s+/).filter(Boolean);
    for (const one of people) one.shown = false;
    for (const line of lines) {
      line.shown = kinds.has(line.kind) && fits(line.source) && fits(line.target);
      if (line.shown) line.source.shown = line.target.shown = true;
      if (line.row) line.row.hidden = !line.shown || !words.every((word) => line.find.includes(word));
    }
    if (form.circle?.value || form.place?.value || form.tag?.value) for (const one of people) one.shown ||= fits(one);
    if (focus) focus.shown = true;
    for (const section of sections) {
      const none = ![...section.querySelectorAll("tbody tr")].some((row) => !row.hidden);
      section.querySelector(".kith-scroll").hidden = none;
      section.querySelector(".kith-none").hidden = !none;
    }
  };

  const resift = () => {
    sift();
    tell();
    tally();
    share();
    showAll();
    redraw();
  };

  const seek = () => {
    const text = fold(form.q.value.trim());
    const starts = (one) => one.fold.startsWith(text) || one.fold.includes(` ${text}`);
    sift();
    if (text.length > 1) {
      const found = order.find((one) => one.shown && starts(one));
      if (found && found !== focus) choose(found);
    }
    tally();
    redraw();
  };

  // --- hands: pointer, keyboard, buttons ---

  const open = (one) => { location.href = one.address; };

  const step = (x, y) => {
    const angle = (one) => {
      const [dx, dy] = [one.x - focus.x, one.y - focus.y];
      return Math.acos(Math.max(-1, Math.min(1, (dx * x + dy * y) / (Math.hypot(dx, dy) || 1))));
    };
    const [next] = joined(focus).filter((one) => angle(one) < 1.45).sort((a, b) => angle(a) - angle(b));
    if (next) choose(next);
  };

  const byName = (way) => {
    const shown = people.filter((one) => one.shown);
    choose(shown[(shown.indexOf(focus) + way + shown.length) % shown.length]);
  };

  const closer = (by) => { touched = true; zoom.scaleBy(d3.select(canvas), by); };
  const DOES = { closer: () => closer(1.5), further: () => closer(1 / 1.5), all: () => { touched = false; choose(null); showAll(); } };
  const KEYS = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    PageDown: () => byName(1), PageUp: () => byName(-1), Home: () => choose(order.find((one) => one.shown) || null),
    Enter: () => open(focus), Escape: () => choose(null),
    "+": DOES.closer, "=": DOES.closer, "-": DOES.further, "0": DOES.all,
  };

  const wire = () => {
    const surface = d3.select(canvas);
    surface.call(d3.drag().container(canvas).touchable(false).clickDistance(4)
      .subject((event) => { const one = at(event.x, event.y); return one && { x: event.x, y: event.y, one }; })
      .on("drag", ({ subject, x, y }) => {
        touched = true;
        [subject.one.x, subject.one.y] = view.invert([x, y]);
        [subject.one.vx, subject.one.vy] = [0, 0];
        redraw();
      }));
    surface.call(zoom).on("dblclick.zoom", null);
    canvas.addEventListener("click", (event) => { canvas.focus(); choose(at(event.offsetX, event.offsetY)); });
    canvas.addEventListener("dblclick", (event) => { const one = at(event.offsetX, event.offsetY); if (one) open(one); });
    canvas.addEventListener("pointermove", (event) => {
      const one = at(event.offsetX, event.offsetY);
      if (one === hover) return;
      hover = one;
      canvas.classList.toggle("kith-over", Boolean(one));
      redraw();
    });
    canvas.addEventListener("focus", () => { if (!focus && canvas.matches(":focus-visible")) KEYS.Home(); });
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
      event.preventDefault();
      if (!focus && !/^[-+=0]$/.test(event.key)) KEYS.Home();
      else KEYS[event.key]();
    });
    for (const one of web.querySelectorAll("[data-do]")) one.addEventListener("click", DOES[one.dataset.do]);
    form.addEventListener("change", (event) => { if (event.target !== form.q) resift(); });
    form.q.addEventListener("input", seek);
    form.addEventListener("submit", (event) => event.preventDefault());
    new ResizeObserver(() => { drawing.fitted(); if (!touched) showAll(); paint(); }).observe(frame);
    const dress = () => { drawing.dress(); redraw(); };
    new MutationObserver(dress).observe(document.body, { attributes: true });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
  };

  const read = (data) => {
    groups = data.groups;
    people = data.people.map(([id, address, name, x, y, group, number, bridge, circle, place, tags]) => ({
      id, address, name, x, y, group, count: number, bridge, circle, place, tags,
      colour: Math.min(group, 8), fold: fold(name), lines: [], near: [], shown: true,
    }));
    const rows = sections.flatMap((section) => [...section.querySelectorAll("tbody tr")]);
    const sides = new Map();
    lines = data.lines.map(([one, other, kind, words], place) => {
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
    order = [...people].sort((a, b) => Boolean(b.bridge) - Boolean(a.bridge) || b.count - a.count);
  };

  const begin = (data) => {
    const asks = new URLSearchParams(location.search);
    read(data);
    [web.hidden, form.hidden] = [false, false];
    for (const key of ["circle", "place", "tag"]) if (asks.get(key) && form[key]) form[key].value = asks.get(key);
    drawing.dress();
    drawing.fitted();
    wire();
    const wanted = people.find((one) => one.id === asks.get("focus"));
    focus = wanted || null;
    sift();
    ease();
    tell();
    tally();
    if (asks.get("focus") && !wanted) count.textContent = `Nothing joins ${asks.get("focus")} to others yet, so they are not drawn. ${count.textContent}`;
  };

  fetch(web.dataset.picture).then((answer) => answer.json()).then(begin).catch((reason) => {
    web.hidden = true;
    form.hidden = true;
    const note = document.createElement("p");
    note.className = "kith-banner";
    note.textContent = "The picture could not be read; the tables below hold every line.";
    web.before(note);
    if (reason instanceof TypeError && location.protocol === "file:") return;
    throw reason;
  });
};

// The theme puts the page's scripts before its article.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", kithbookNetwork);
else kithbookNetwork();
