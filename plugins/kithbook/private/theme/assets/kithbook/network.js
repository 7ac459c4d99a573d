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
  const { SMALL, fold, forces, joined, read, tellOf } = window.kithbookPicture;
  const drawing = window.kithbookDrawing(canvas);
  const said = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const small = () => people.length <= SMALL;
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
    simulation = forces(people, lines, groups);
    if (still.matches || small()) { easeStill(); return; }
    showAll();
    state("moving");
    simulation.on("tick", () => {
      if (!touched) showAll();
      redraw();
    }).on("end", settled).restart();
  };

  // --- somebody in focus ---

  const tell = () => tellOf(who, focus, groups, choose);

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

  const begin = (data) => {
    const asks = new URLSearchParams(location.search);
    ({ people, lines, groups, order } = read(data, sections));
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
