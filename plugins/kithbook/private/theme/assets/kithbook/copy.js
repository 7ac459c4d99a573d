// Puts a button to work beside each line or draft that can be copied; without this script it is
// plain text. Where the clipboard is out of reach, it is selected, ready for Ctrl+C.
addEventListener("DOMContentLoaded", () => {
  const said = document.createElement("p");
  said.className = "kith-unseen";
  said.setAttribute("role", "status");
  document.querySelector("article")?.append(said);

  const select = (line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  for (const place of document.querySelectorAll(".kith-copy")) {
    const line = place.querySelector("code");
    const button = place.querySelector("button");
    const words = button.firstChild;
    const before = words.data;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(line.textContent);
        words.data = "Copied";
      } catch {
        select(line);
        words.data = "Selected";
      }
      said.textContent = `${words.data}: ${line.textContent.split("\n")[0]}`;
      setTimeout(() => { words.data = before; }, 2000);
    });
  }
});
