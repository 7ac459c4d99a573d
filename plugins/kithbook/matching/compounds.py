"""Compounds taken apart by a word list: `hochzeitstorte` is `hochzeit` and `torte`.

How a language puts words together stands in `compounds.txt` of its folder; most have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kithbook.language import small_words
from kithbook.matching.word_list import WordList
from kithbook.text.words import fold

_FILE = "compounds.txt"
_LONGEST, _MOST_PARTS = 48, 4
_JOINT, _RARE_JOINT = 0.3, 1.5  # what they cost, as Zipf values
_ONE_WORD = 4.4  # so common that it has a meaning of its own, such as Hochzeit
_FUNCTION_WORD = 6.0
_LEAST_OF_FOUR = 3.3  # below it, words of four letters are mostly names, English or pieces
_LEAST_WITH_E = 3.5

Way = tuple[float, tuple[str, ...]]


def split(word: str, words: WordList) -> tuple[str, ...]:
    """The parts of a folded compound, two to four; empty where the word is whole.

    The fewest parts win, then the commonest by their mean Zipf value. A first part may have lost
    its `e`, as in `schulhaus`, and is given with it where the list knows it only so.
    """
    rules, own = rules_of(words.code), words.zipf_of(word)
    if rules is None or own >= _ONE_WORD or len(word) > _LONGEST:
        return ()
    cuts = _Cuts(rules, words)
    for count in range(2, _MOST_PARTS + 1):
        value, parts = max(cuts.ways(word, count, first=True), default=(0.0, ()))
        if parts:
            return parts if value / count > own else ()
    return ()


@dataclass(frozen=True, slots=True)
class CompoundRules:
    """What stands between parts, with what it costs; and what is a part and what is none."""

    joints: Mapping[str, float]
    short: frozenset[str]
    endings: frozenset[str]
    never: frozenset[str]


@cache
def rules_of(code: str) -> CompoundRules | None:
    """The rules of a language by its code; None where it puts no words together."""
    path = small_words.HERE / code / _FILE
    if not path.is_file():
        return None
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for name, listed in small_words.word_lines(path):
        lists[name].update(map(fold, listed))
    joints = dict.fromkeys(sorted(lists["joints"]), _JOINT)
    joints |= dict.fromkeys(sorted(lists["rare-joints"]), _RARE_JOINT)
    named = (frozenset(lists[name]) for name in ("short", "endings", "never"))
    return CompoundRules({"": 0.0} | joints, *named)


@dataclass(frozen=True, slots=True)
class _Cuts:
    rules: CompoundRules
    words: WordList

    def ways(self, word: str, count: int, *, first: bool) -> Iterator[Way]:
        """Each way to cut a word into so many parts, with the sum of their values."""
        if count == 1:
            if value := self._value(word, first=first):
                yield value, (word,)
            return
        for end in range(3, len(word) - 2):
            part, value = self._joined(word[:end], first=first)
            if not value:
                continue
            for joint, cost in self.rules.joints.items():
                if word.startswith(joint, end):
                    left = word[end + len(joint) :]
                    for more, parts in self.ways(left, count - 1, first=False):
                        yield value - cost + more, (part, *parts)

    def _joined(self, part: str, *, first: bool) -> tuple[str, float]:
        """A part that others follow, as the list has it, and its value."""
        value = self._value(part, first=first)
        if value or len(part) <= 3 or part in self.rules.never:
            return part, value
        whole = f"{part}e"
        value = self._value(whole, first=first)
        return whole, value if value >= _LEAST_WITH_E else 0.0

    def _value(self, part: str, *, first: bool) -> float:
        rules = self.rules
        if part in rules.never or (part in rules.endings and not first):
            return 0.0
        if len(part) < 4 and part not in rules.short:
            return 0.0
        value = self.words.zipf_of(part)
        rare = len(part) == 4 and value < _LEAST_OF_FOUR
        return 0.0 if rare or value >= _FUNCTION_WORD else value
