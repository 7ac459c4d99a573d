"""Rare things that two people both like or know.

Two texts share something when they say the same, or when the whole of a short one stands in the
other: "bicycles" and "old bicycles". What many share, and words that merely occur in both, are no
reason to meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from kithbook.insight.places import key_of
from kithbook.introductions.acquainted import Pair
from kithbook.matching.languages import Languages
from kithbook.suggestions.texts import LIKED, Candidate, FieldText, telling_stems

MOST = 30
FEW_OF = 250
"""One of so many who share something is rare enough for a journey."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two people share, their texts in the order of the pair, and how rare it is, 0 to 1.

    It is `far` where they are known to live in different places and many others share it, too.
    """

    texts: tuple[FieldText, FieldText]
    rare: float
    far: bool = False


class Sharing:
    """The rarest thing that each pair of people shares; what it is, is looked up when asked for."""

    def __init__(
        self, people: Sequence[Candidate], languages: Languages, places: Mapping[str, str]
    ) -> None:
        """`people` are in the order of their ids; `places` is where they live, by id."""
        texts = [
            (one.id, text, key)
            for one in people
            for text in one.texts
            if text.field in LIKED and (key := telling_stems(text.phrase.text, languages))
        ]
        everyone = len(people)
        found = ((_rarity(len(each), everyone), each) for each in _groups(texts, everyone))
        # The rarest first, so that a pair that shares several things is met with that one.
        self._groups = sorted((each for each in found if each[0] > 0), key=lambda each: -each[0])
        self._everyone, self._places = everyone, places
        self._first: dict[Pair, int] = {}
        for number, (_, group) in enumerate(self._groups):
            for pair in combinations(group, 2):
                self._first.setdefault(pair, number)

    @property
    def pairs(self) -> Collection[Pair]:
        """All pairs who share something, the rarest first."""
        return self._first.keys()

    def rare(self, pair: Pair) -> float:
        """How rare it is what the two share, from 0 to 1."""
        return self._groups[self._first[pair]][0] if pair in self._first else 0.0

    def of(self, pair: Pair) -> Shared | None:
        """What the two share."""
        if pair not in self._first:
            return None
        rare, group = self._groups[self._first[pair]]
        one, other = pair
        few = self._everyone >= FEW_OF * len(group)
        far = not few and apart(self._places.get(one, ""), self._places.get(other, ""))
        return Shared((group[one], group[other]), rare, far)


def apart(place: str, other: str) -> bool:
    """Whether two places as they are written are both known, and not the same."""
    one, two = set(key_of(place).split()), set(key_of(other).split())
    return bool(one and two) and not (one <= two or two <= one)


def _groups(
    texts: Sequence[tuple[str, FieldText, frozenset[str]]], everyone: int
) -> Iterator[Mapping[str, FieldText]]:
    """For each thing that a few name, the people with it and the text that says so."""
    by_word: dict[str, set[int]] = defaultdict(set)
    for number, (_, _, key) in enumerate(texts):
        for stem in key:
            by_word[stem].add(number)
    for key in dict.fromkeys(key for _, _, key in texts):
        # The shortest first: that a text holds them all is then seen in so many steps.
        numbers = set.intersection(*sorted((by_word[stem] for stem in key), key=len))
        group: dict[str, FieldText] = {}
        for number in sorted(numbers):
            group.setdefault(texts[number][0], texts[number][1])
        if 1 < len(group) <= _most(everyone):
            yield group


def _most(everyone: int) -> int:
    """How many may share something that is rare."""
    return min(MOST, max(2, everyone // 4))


def _rarity(having: int, everyone: int) -> float:
    """How little chance would have it: for two of many near one half, for many nothing."""
    if having > _most(everyone) or everyone < 2:
        return 0.0
    return min(1.0, log(everyone / having) / (2 * log(everyone)))
