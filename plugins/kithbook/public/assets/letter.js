// The form of the letter. Without this script the page holds a mail link (or, in mode post, a form
// that works by itself); nothing is kept in the browser. The coach is called when somebody comes
// into the form; where it does not come, the page goes on without it. Only what the browsers of
// 2018 know is used; where something is missing all the same, the mail link stays or comes back.
"use strict";
{
  const MAX_MAIL_BYTES = 1900; // forms.py says why
  const LONG = 1400; // characters; about two hundred words
  const PAUSE = 1200; // milliseconds without a key
  const VERSION = 1;
  const AGAIN = 10000; // milliseconds until a form that was sent may be sent once more

  const form = document.getElementById("note");
  const ready = document.getElementById("ready");
  const opened = Date.now();
  const title = document.title;
  const fields = [...form.querySelectorAll(".field")].map((box) => ({
    box,
    input: box.querySelector("input, textarea"),
    label: box.querySelector("label").textContent.trim().replace(/\s+/g, " "),
    mend: box.querySelector(".mend"),
    advice: box.querySelector(".advice"),
  }));
  const via = asked();

  function asked() {
    const code = (new URLSearchParams(location.search).get("via") || "").normalize("NFC");
    return code.replace(/[\p{C}\p{Z}]+/gu, " ").trim().slice(0, 80);
  }

  function prefill() {
    const found = fields.find(({ input }) => input.name === "how_found");
    if (!via || found.input.value) return;
    const known = JSON.parse(form.dataset.via);
    // As a default, so that nobody takes it for what was typed.
    found.input.defaultValue = ({}).hasOwnProperty.call(known, via) ? known[via] : via;
  }

  // --- what is still to be added ---

  function lack({ box, input }) {
    const value = input.value.trim();
    if (!value) return input.required ? box.dataset.empty : "";
    return input.type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value) ? box.dataset.odd : "";
  }

  function describe({ input, mend }, text) {
    mend.textContent = text;
    mend.hidden = !text;
    const hint = document.getElementById(`${input.id}-hint`);
    const about = [hint && hint.id, text && mend.id].filter(Boolean).join(" ");
    about ? input.setAttribute("aria-describedby", about) : input.removeAttribute("aria-describedby");
    text ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
  }

  function summarise() {
    const summary = form.querySelector(".summary");
    const list = summary.querySelector("ul");
    list.textContent = "";
    for (const field of fields) {
      const text = lack(field);
      describe(field, text);
      if (!text) continue;
      const link = document.createElement("a");
      link.href = `#${field.input.id}`;
      link.textContent = text;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        field.input.focus();
      });
      list.appendChild(document.createElement("li")).appendChild(link);
    }
    const lacking = list.children.length > 0;
    summary.hidden = !lacking;
    document.title = lacking ? form.dataset.title + title : title;
    if (lacking) summary.focus();
    return lacking;
  }

  function advise({ input, advice }) {
    let waiting = 0;
    const say = () => {
      if ("coached" in form.dataset) return;
      advice.textContent = [...input.value].length > LONG ? form.dataset.long : "";
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(say, PAUSE);
    });
    input.addEventListener("blur", say);
  }

  function callCoach() {
    form.removeEventListener("focusin", callCoach);
    const script = document.createElement("script");
    script.src = form.dataset.coach;
    document.head.appendChild(script);
  }

  // --- the mail ---

  // Thirty marks on a letter are Unicode's own limit; ordering more would take the square of them.
  const calm = (text) => text.replace(/(\p{M}{30})\p{M}+/gu, "$1");
  const plain = (text) => calm(text).normalize("NFKC").replace(/[\s\u0085]+/gu, " ").trim();

  // The first eight digits tell later whether the text was changed on its way.
  async function sum(answers) {
    if (!crypto.subtle || !window.TextEncoder) return "";
    const text = answers.map(({ name, value }) => `${name}=${plain(value)}`).join("\n");
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const digits = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
    return digits.join("").slice(0, 8);
  }

  function name() {
    const random = new Uint8Array(4);
    crypto.getRandomValues(random);
    return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // A note that was opened or copied may be on its way: other words than those are another note.
  let id = name();
  let taken = "";

  const words = (answers) =>
    answers.map(({ value }) => plain(value).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()).join("\n");

  function take() {
    taken = words(given());
  }

  function given() {
    return fields
      .map(({ input, label }) => ({ name: input.name, label, value: input.value.trim() }))
      .filter(({ value }) => value);
  }

  async function compose() {
    const answers = given();
    if (taken && taken !== words(answers)) {
      id = name();
      taken = "";
    }
    const { kind, language, keep } = form.dataset;
    const head = ["kithbook", VERSION, kind, language, id];
    if (/^[a-z0-9-]{1,40}$/.test(via)) head.push(`via:${via}`);
    const parts = [keep, `[${head.join(" ")}]`];
    for (const { name, label, value } of answers) parts.push(`[${name}] ${label}\n${value}`);
    parts.push(`[${["end", await sum(answers)].join(" ").trim()}]`);
    return parts.join("\n\n") + "\n";
  }

  function mailAddress(text) {
    const body = encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
    const to = encodeURIComponent(form.dataset.email).replace(/%40/g, "@").replace(/%2B/g, "+");
    return `mailto:${to}?subject=${encodeURIComponent(form.dataset.subject)}&body=${body}`;
  }

  async function present() {
    const text = await compose();
    const address = mailAddress(text);
    const long = address.length > MAX_MAIL_BYTES;
    const open = ready.querySelector(".open");
    open.hidden = long;
    open.href = long ? `mailto:${form.dataset.email}` : address;
    ready.querySelector(".too-long").hidden = !long;
    ready.querySelector(".nothing").hidden = long;
    ready.querySelector(".copy").classList.toggle("first", long);
    ready.querySelector("textarea").value = text;
    ready.querySelector(".said").textContent = "";
    form.hidden = true;
    ready.hidden = false;
    ready.querySelector(".small-title").focus();
  }

  async function copy() {
    const area = ready.querySelector("textarea");
    const said = ready.querySelector(".said");
    try {
      await navigator.clipboard.writeText(area.value);
      said.textContent = said.dataset.copied;
    } catch {
      area.focus();
      area.select();
      said.textContent = document.execCommand("copy") ? said.dataset.copied : said.dataset.press;
    }
  }

  function back() {
    ready.hidden = true;
    form.hidden = false;
    fields[0].input.focus();
  }

  // --- begin ---

  const byMail = form.dataset.mode === "mailto";
  let sent = 0;

  function send(event) {
    const now = Date.now();
    if (now - sent < AGAIN) return event.preventDefault();
    sent = now;
    form.elements.kith_elapsed.value = String(Math.round((now - opened) / 1000));
    form.elements.kith_via.value = via;
  }

  function showPlain() {
    document.querySelector(".plain").hidden = false;
  }

  async function prepare() {
    try {
      if (!summarise()) await present();
    } catch (fault) {
      showPlain();
      throw fault;
    }
  }

  function submit(event) {
    if (byMail) {
      event.preventDefault(); // first of all: no answer may land in the address of the page
      prepare();
    } else if (summarise()) {
      event.preventDefault();
    } else {
      send(event);
    }
  }

  form.noValidate = true;
  form.addEventListener("submit", submit);
  window.addEventListener("pageshow", () => { sent = 0; });
  fields.filter(({ advice }) => advice).forEach(advise);
  if (form.dataset.coach) form.addEventListener("focusin", callCoach);
  prefill();
  if (byMail) {
    ready.querySelector(".copy").addEventListener("click", copy);
    ready.querySelector(".copy").addEventListener("click", take);
    ready.querySelector(".open").addEventListener("click", take);
    ready.querySelector("textarea").addEventListener("copy", take);
    ready.querySelector(".back").addEventListener("click", back);
    mailAddress(plain(title)); // whatever is missing for a mail is missed here, before the form shows
    form.hidden = false;
    document.querySelector(".plain").hidden = true;
  }
}
