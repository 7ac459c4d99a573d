// The commonest words of a language, and how often each is written, as matching/word_list.py has them.
const STEPS = 512;

// A list from its file: how many words, their Zipf values in steps, the words as lines. It says how
// common a folded word is; 0 where the list does not have it.
export const wordListOf = (bytes) => {
  const [count] = new Uint32Array(bytes, 0, 1);
  const often = new Uint16Array(bytes, 4, count);
  const rows = rowsOf(bytes, 4 + 2 * count);
  return { zipf: (word) => (rows.has(word) ? often[rows.get(word)] / STEPS : 0) };
};

// The lines from a place of a file on, each with its row.
export const rowsOf = (bytes, start) => {
  const lines = new TextDecoder().decode(new Uint8Array(bytes, start)).split("\n");
  return new Map(lines.map((line, row) => [line, row]));
};
