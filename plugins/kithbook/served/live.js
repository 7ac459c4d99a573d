// Keeps a page of the served site up to date: it is loaded again when it was made anew, and
// says what keeps the site from being built. Nothing is asked while the page is out of sight, and
// nothing is taken away that somebody is writing.
(() => {
  const FIRST = 1_000, LONGEST = 15_000;
  const { built, told } = document.currentScript.dataset;
  let known = told;
  let pause = FIRST;
  let asking = null;
  let later = 0;

  const show = (trouble) => {
    document.querySelector(".kith-trouble")?.remove();
    if (!trouble) return;
    const box = document.createElement("div");
    box.className = "kith-trouble";
    box.setAttribute("role", "alert");
    box.textContent = trouble;
    document.body.prepend(box);
  };

  const settle = (working) => {
    if (!working) document.querySelector(".kith-working")?.remove();
  };

  const news = async (signal) => {
    const page = encodeURIComponent(location.pathname);
    const answer = await fetch(`/.kith/live?built=${built}&told=${known}&page=${page}`, { signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };

  const isNew = (one) => one.options
    ? [...one.options].some((option) => option.selected !== option.defaultSelected)
    : one.type !== "hidden" && one.value !== one.defaultValue;
  const isWriting = () => [...document.forms]
    .filter((form) => form.method === "post")
    .some((form) => [...form.elements].some(isNew));

  const stop = () => {
    clearTimeout(later);
    asking?.abort();
    asking = null;
  };

  const ask = async () => {
    if (asking || document.visibilityState !== "visible") return;
    clearTimeout(later);
    const mine = new AbortController();
    asking = mine;
    try {
      const now = await news(mine.signal);
      if (asking !== mine) return;
      if (now.built !== built && !isWriting()) {
        location.reload();
        return;
      }
      if (now.built !== built) {
        show("The book changed. This page is loaded again once nothing in it is half written.");
        throw new Error("later");
      }
      if (now.told !== known) {
        show(now.trouble);
        settle(now.working);
      }
      known = now.told;
      pause = FIRST;
      later = setTimeout(ask);
    } catch {
      if (asking !== mine) return;
      later = setTimeout(ask, pause);
      pause = Math.min(2 * pause, LONGEST);
    }
    asking = null;
  };

  // A page that the browser had put aside whole may be from a site that is gone.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
    else stop();
  });
  if (document.readyState === "complete") ask();
  else addEventListener("load", ask, { once: true });
})();
