// The coach beside a form, while one writes: `<form data-coach>` with a `.field` around each
// input and an `.advice` region in it. Nothing is sent, kept or held back; without this script
// the form is the same form.
"use strict";
{
  const PAUSE = 1200; // milliseconds without a key
  const FIELDS = ["how_found", "why", "ask", "offer", "wants", "why_them", "for_them", "forwardable"];

  for (const form of document.querySelectorAll("form[data-coach]")) {
    const fields = new Map();
    for (const box of form.querySelectorAll(".field")) {
      const input = box.querySelector("textarea, input");
      const advice = box.querySelector(".advice");
      if (input && advice && FIELDS.includes(input.name)) fields.set(input.name, { input, advice });
    }
    const begun = new Set();
    let look = null;
    let waiting = 0;

    const wish = () => ({
      kind: form.dataset.kind || "",
      say: (form.dataset.language || "").split("-")[0],
      weak_tie: form.dataset.weakTie || "hint",
      max_words: Number(form.dataset.maxWords) || 200,
    });

    const write = (advice, findings) => {
      // Written only when it changes, so that a screen reader says it once.
      if (advice.textContent === findings.map(({ say }) => say).join(" ")) return;
      advice.textContent = "";
      for (const { level, say } of findings) {
        const remark = document.createElement("span");
        remark.className = `remark remark-${level}`;
        remark.textContent = say;
        advice.append(advice.hasChildNodes() ? " " : "", remark);
      }
    };

    const read = (name) => {
      clearTimeout(waiting);
      look = look || kithCoach.make(kithCoach.rules);
      const message = {};
      for (const [field, { input }] of fields) message[field] = input.value;
      const whole = fields.size === begun.size || [...fields.values()].every(({ input }) => input.value || !input.required);
      // Nobody is asked for what is still to come: remarks wait until their field was begun.
      const said = look(message, wish()).findings
        .map((finding) => ({ ...finding, field: fields.has(finding.field) ? finding.field : name }))
        .filter(({ field, quote, level }) => begun.has(field) && (whole || quote || level === "good"));
      const chosen = kithCoach.shown(said);
      for (const [field, { advice }] of fields) {
        write(advice, chosen.filter((finding) => finding.field === field));
      }
    };

    const pause = (name) => {
      begun.add(name);
      clearTimeout(waiting);
      waiting = setTimeout(read, PAUSE, name);
    };

    for (const [name, { input, advice }] of fields) {
      advice.textContent = "";
      // Called in late, when somebody is already writing.
      if (input.value !== input.defaultValue) pause(name);
      input.addEventListener("input", () => pause(name));
      input.addEventListener("blur", () => {
        if (input.value) begun.add(name);
        if (begun.has(name)) read(name);
      });
    }
    form.dataset.coached = "";
  }
}
