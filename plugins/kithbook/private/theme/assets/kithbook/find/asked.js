// What was asked under People: kept with the page for going back, and in no address, since browsers
// list addresses in their history. One that is to be shared is made when it is wanted.
const HANDED = "kith-asked";
const KINDS = ["q", "ask"];

const bare = () => {
  const url = new URL(location.href);
  for (const each of KINDS) url.searchParams.delete(each);
  return url;
};

// Keeps what is asked now: `q` looks up, `ask` ranks.
export const remember = (kind, words) =>
  history.replaceState({ ...history.state, asked: words ? { kind, words } : null }, "", bare());

// What is asked: by an address that was shared, by another page, or before one came back here.
export const recall = () => {
  const params = new URLSearchParams(location.search);
  const shared = KINDS.find((each) => params.get(each));
  if (shared) return { kind: shared, words: params.get(shared) };
  try {
    const words = sessionStorage.getItem(HANDED);
    sessionStorage.removeItem(HANDED);
    if (words) return { kind: "q", words };
  } catch {
    // A browser that keeps nothing hands nothing over.
  }
  return history.state?.asked || { kind: "q", words: "" };
};

// Leaves words for the directory, which is opened next.
export const handOver = (words) => {
  try {
    sessionStorage.setItem(HANDED, words);
  } catch {
    // The directory then shows everyone.
  }
};

// The address that asks the same, for whoever it is meant for.
export const addressOf = (kind, words) => {
  const url = bare();
  url.searchParams.set(kind, words);
  return url;
};

// Puts it on the clipboard; where that is shut, into the address, which can be copied by hand.
export const share = async (kind, words) => {
  const url = addressOf(kind, words);
  try {
    await navigator.clipboard.writeText(url.href);
    return "Copied";
  } catch {
    history.replaceState(history.state, "", url);
    return "Now in the address";
  }
};
