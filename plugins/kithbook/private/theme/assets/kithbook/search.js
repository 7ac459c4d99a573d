// Opens the search: with the button in the header, with / or with Ctrl+K. The search itself is
// loaded when it is first opened; without this script the button is a link to the directory.
addEventListener("DOMContentLoaded", () => {
  const link = document.querySelector(".kith-search");
  if (!link) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ Control+K");
  button.append(...link.childNodes);
  link.replaceWith(button);

  // What is typed between the first key and the open search belongs to it.
  let typed = null;
  const open = () => {
    typed = "";
    import("./find/dialog.js")
      .then((dialog) => dialog.open(typed))
      .catch(() => { location.href = link.href; })
      .finally(() => { typed = null; });
  };

  const writing = (element) =>
    element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

  button.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (typed !== null && bare && event.key.length === 1) {
      typed += event.key;
      event.preventDefault();
      return;
    }
    const slash = event.key === "/" && bare;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!(slash && !writing(event.target)) && !k) return;
    event.preventDefault();
    open();
  });
});
