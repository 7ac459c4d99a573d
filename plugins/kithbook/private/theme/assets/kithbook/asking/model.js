// The static model and the vectors of other languages, as matching/static_model.py and
// matching/wordpiece.py read them: for each word or piece of one a short vector.
import { rowsOf } from "./word_list.js";

const LONGEST = 64;

// Vectors by word from their file: how many and how wide, the scales, the vectors, the words as
// lines.
export const tableOf = (bytes) => {
  const [count, width] = new Uint32Array(bytes, 0, 2);
  const scales = new Float32Array(bytes, 8, count);
  const vectors = new Int8Array(bytes, 8 + 4 * count, count * width);
  const rows = rowsOf(bytes, 8 + count * (4 + width));

  // The sum of words that the table has, not of length 1.
  const sum = (words) => {
    const found = new Float32Array(width);
    for (const word of words) {
      const row = rows.get(word);
      for (let at = 0; at < width; at += 1) found[at] += vectors[row * width + at] * scales[row];
    }
    return found;
  };
  return { width, rows, sum };
};

// The model: any folded word is the sum of its pieces.
export const modelOf = (bytes) => {
  const table = tableOf(bytes);
  const { rows } = table;
  const cut = (word) => {
    const found = [];
    for (let start = 0; start < word.length;) {
      let end = Math.min(word.length, start + LONGEST);
      const mark = start ? "##" : "";
      while (end > start && !rows.has(mark + word.slice(start, end))) end -= 1;
      if (end === start) return [];
      found.push(mark + word.slice(start, end));
      start = end;
    }
    return found;
  };
  // Zeros where the pieces do not cover the word.
  return { ...table, word: (word) => table.sum(cut(word)) };
};

// At length 1, in place; zeros stay.
export const unit = (vector) => {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let at = 0; at < vector.length; at += 1) vector[at] /= length;
  return vector;
};

export const add = (into, vector, weight) => {
  for (let at = 0; at < into.length; at += 1) into[at] += vector[at] * weight;
};

export const dot = (one, other) => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at] * other[at];
  return sum;
};
