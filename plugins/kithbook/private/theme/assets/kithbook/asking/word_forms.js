// Of which words a word may be a form, as matching/word_forms.py guesses it; the rules come with the
// questions.
const SHORTEST = 3;

export const formsOf = (word, { endings, inside, apart }) => {
  const ended = (each) => endings
    .filter(([ending]) => each.endsWith(ending) && each.length - ending.length >= SHORTEST)
    .map(([ending, instead]) => each.slice(0, each.length - ending.length) + instead);
  const whole = (each) => (each.length > SHORTEST ? [each, ...ended(each)] : []);
  const found = ended(word);
  for (const part of inside) if (word.startsWith(part)) found.push(...whole(word.slice(part.length)));
  for (const prefix of apart) {
    for (const part of inside) {
      if (!word.startsWith(prefix + part)) continue;
      const rest = word.slice(prefix.length + part.length);
      found.push(...whole(prefix + rest), ...whole(rest));
    }
  }
  return found;
};
