// Compounds taken apart by a word list, as matching/compounds.py does: `hochzeitstorte` is `hochzeit`
// and `torte`. How a language puts words together comes with the questions.
const [LONGEST, MOST_PARTS, SHORTEST] = [48, 4, 3];
const ONE_WORD = 4.4;
const FUNCTION_WORD = 6;
const LEAST_OF_FOUR = 3.3;
const LEAST_WITH_E = 3.5;

// What splits a folded word: into two to four parts, or none where it is whole. The fewest parts
// win, then the commonest.
export const splitterOf = (rules, list) => {
  const [short, endings, never] = [rules.short, rules.endings, rules.never].map((all) => new Set(all));
  const joints = Object.entries(rules.joints);

  const valueOf = (part, first) => {
    if (never.has(part) || (!first && endings.has(part))) return 0;
    if (part.length < 4 && !short.has(part)) return 0;
    const value = list.zipf(part);
    return (part.length === 4 && value < LEAST_OF_FOUR) || value >= FUNCTION_WORD ? 0 : value;
  };

  // A part that others follow, with the `e` that it lost, and its value.
  const joined = (part, first) => {
    const value = valueOf(part, first);
    if (value || part.length <= SHORTEST || never.has(part)) return [part, value];
    const whole = valueOf(`${part}e`, first);
    return [`${part}e`, whole >= LEAST_WITH_E ? whole : 0];
  };

  // The best way to cut a word into so many parts, with the sum of their values; or nothing.
  const best = (word, count, first) => {
    if (count === 1) {
      const value = valueOf(word, first);
      return value ? { value, parts: [word] } : null;
    }
    let found = null;
    for (let end = SHORTEST; end < word.length - 2; end += 1) {
      const [part, value] = joined(word.slice(0, end), first);
      if (!value) continue;
      for (const [joint, cost] of joints) {
        if (!word.startsWith(joint, end)) continue;
        const more = best(word.slice(end + joint.length), count - 1, false);
        if (!more) continue;
        const way = { value: value - cost + more.value, parts: [part, ...more.parts] };
        if (!found || beats(way, found)) found = way;
      }
    }
    return found;
  };

  return (word) => {
    const own = list.zipf(word);
    if (own >= ONE_WORD || word.length > LONGEST) return [];
    for (let count = 2; count <= MOST_PARTS; count += 1) {
      const way = best(word, count, true);
      if (way) return way.value / count > own ? way.parts : [];
    }
    return [];
  };
};

// Of ways that are worth the same, the later in the alphabet.
const beats = (one, other) => {
  if (one.value !== other.value) return one.value > other.value;
  const at = one.parts.findIndex((part, place) => part !== other.parts[place]);
  return at >= 0 && one.parts[at] > other.parts[at];
};
