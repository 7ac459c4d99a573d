// The static model, as matching/static_model.py and matching/wordpiece.py read it: for each piece of a
// word a short vector, and for a word the sum of its pieces.
const LONGEST = 64;

// Vectors of folded words, and in which share of general texts each stands.
export const modelOf = ({ pieces, width }, bytes) => {
  const count = pieces.length;
  const rows = new Map(pieces.map((piece, row) => [piece, row]).filter(([piece]) => piece));
  const vectors = new Int8Array(bytes, 0, count * width);
  const [scales, often] = [0, 4].map((skip) => new Float32Array(bytes, count * (width + skip), count));

  const cut = (word) => {
    const found = [];
    for (let start = 0; start < word.length;) {
      let end = Math.min(word.length, start + LONGEST);
      const mark = start ? "##" : "";
      while (end > start && !rows.has(mark + word.slice(start, end))) end -= 1;
      if (end === start) return [];
      found.push(rows.get(mark + word.slice(start, end)));
      start = end;
    }
    return found;
  };

  // The sum of a word's pieces, not of length 1; zeros where the pieces do not cover it.
  const word = (text) => {
    const sum = new Float32Array(width);
    for (const row of cut(text)) {
      for (let at = 0; at < width; at += 1) sum[at] += vectors[row * width + at] * scales[row];
    }
    return sum;
  };

  return { width, word, often: (text) => (rows.has(text) ? often[rows.get(text)] : 0) };
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
