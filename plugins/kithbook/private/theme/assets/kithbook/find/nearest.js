// The nearest known word to one that is not known, by the measure that Python's difflib takes:
// twice the letters in common runs, as a share of all letters.
import { key } from "./words.js";

const NEAR = 0.72;

// `Did you mean "x"?`, or an empty text when none is near.
export const didYouMean = (word, known) => {
  const asked = key(word);
  let best = "";
  let most = NEAR;
  for (const candidate of known) {
    const share = likeness(candidate, asked);
    if (share > most || (share === most && candidate > best)) [best, most] = [candidate, share];
  }
  return best && `Did you mean "${best}"?`;
};

export const likeness = (one, other) => {
  const total = one.length + other.length;
  return total ? (2 * common(one, other)) / total : 1;
};

// The longest common run, then the same on either side of it.
const common = (one, other) => {
  let [start, along, length] = [0, 0, 0];
  for (let i = 0; i < one.length; i += 1) {
    for (let j = 0; j < other.length; j += 1) {
      let run = 0;
      while (i + run < one.length && one[i + run] === other[j + run]) run += 1;
      if (run > length) [start, along, length] = [i, j, run];
    }
  }
  if (!length) return 0;
  return length + common(one.slice(0, start), other.slice(0, along))
    + common(one.slice(start + length), other.slice(along + length));
};
