// The span of a text to quote, as matching/spans.py finds it; `pairs` are its matches.
const LONGEST = 160;
const SENTENCE = /[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?/g;

// The whole text when it is short, else the sentence that says most, cut at words.
export const spanOf = (text, pairs) => {
  const short = text.trim();
  if (short.length <= LONGEST && !short.includes("\n")) {
    const start = text.indexOf(short);
    return [start, start + short.length];
  }
  let [best, worth] = [[0, text.length], -1];
  for (const { 0: sentence, index } of text.matchAll(SENTENCE)) {
    const end = index + sentence.length;
    const inside = pairs.filter((pair) => pair.start >= index && pair.start < end);
    const said = inside.reduce((sum, pair) => sum + pair.worth, 0);
    if (said > worth) [best, worth] = [[index, end], said];
  }
  return cut(text, best, pairs);
};

// A span without its outer spaces, around its first match when it is too long.
const cut = (text, span, pairs) => {
  let [start, end] = span;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  if (end - start <= LONGEST) return [start, end];
  const inside = pairs.map((pair) => pair.start).filter((at) => at >= start && at < end);
  const first = inside.length ? Math.min(...inside) : start;
  if (first - start > LONGEST / 2) {
    const space = text.slice(0, first - LONGEST / 4).lastIndexOf(" ");
    if (space >= start) start = space + 1;
  }
  let stop = Math.min(end, start + LONGEST);
  if (stop < end) {
    const space = text.slice(0, stop).lastIndexOf(" ");
    stop = Math.max(space >= start ? space : -1, start + 1);
  }
  return [start, stop];
};
