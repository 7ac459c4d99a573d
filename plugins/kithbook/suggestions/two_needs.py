"""Two needs that answer one another: somebody seeks an apprentice, another a place as one.

Which words do so is data of the languages, the list `mutual` in `words.txt`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kithbook.language.small_words import by_language
from kithbook.matching.matched_words import Evidence, Match
from kithbook.matching.stems import Stems, WordAt, stems_for, words_of
from kithbook.text.words import fold

TELLING = 0.6
"""How much it says that one is sought and the other: of which trade, the other words tell."""


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The stems of one language that answer one another, each with those that answer it."""

    stems: Stems
    answers: Mapping[str, frozenset[str]]


def seeks_a_seeker(need: str) -> bool:
    """Whether another need could answer this one."""
    plain = fold(need)
    return any(head in plain for head in _heads()) and any(
        each.stems.of(word.folded) in each.answers for word in words_of(need) for each in _pairs()
    )


def answered_by_need(need: str, passage: int, other: str) -> Evidence | None:
    """How one need answers another: the words that do, and all of it as the quote."""
    matches = tuple(
        Match(need[one.start : one.end], other[two.start : two.end], "near", TELLING)
        for one, two in _answering(need, other)
    )
    return Evidence(passage, 0, len(other), matches) if matches else None


def _answering(need: str, other: str) -> Iterator[tuple[WordAt, WordAt]]:
    """The words of the first pair; two who seek the very same do not answer one another."""
    for each in _pairs():
        mine, theirs = (_by_stem(each.stems, text) for text in (need, other))
        for stem, word in mine.items():
            wanted = each.answers.get(stem, frozenset()) & theirs.keys()
            if stem not in theirs and wanted and wanted.isdisjoint(mine):
                yield word, theirs[min(wanted)]
                return


def _by_stem(stems: Stems, text: str) -> dict[str, WordAt]:
    return {stems.of(word.folded): word for word in words_of(text)}


@cache
def _pairs() -> tuple[_Pairs, ...]:
    return tuple(_of(code, pairs) for code, pairs in sorted(by_language("mutual").items()))


@cache
def _heads() -> frozenset[str]:
    """How the words begin: stemming leaves so much of a word as it is."""
    return frozenset(stem[:4] for each in _pairs() for stem in each.answers)


def _of(code: str, pairs: tuple[str, ...]) -> _Pairs:
    stems, answers = stems_for(code), defaultdict[str, set[str]](set)
    for pair in pairs:
        one, other = (stems.of(fold(side)) for side in pair.split("/"))
        answers[one].add(other)
        answers[other].add(one)
    return _Pairs(stems, {stem: frozenset(each) for stem, each in answers.items()})
