"""Rare things that two people both like or know.

Two texts share something when they say the same, or when the whole of a short one stands in the
other: "bicycles" and "old bicycles". What many share, and words that merely occur in both, are no
reason to meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from kithbook.insight.places import key_of
from kithbook.introductions.acquainted import Pair
from kithbook.matching.stems import Stems
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


def shared(
    people: Sequence[Candidate], stems: Stems, places: Mapping[str, str]
) -> Mapping[Pair, Shared]:
    """The rarest thing that each pair of people shares; `people` are in the order of their ids.

    `places` is where they live, by id, as the files have it.
    """
    found: dict[Pair, Shared] = {}
    texts = [
        (one.id, text, key)
        for one in people
        for text in one.texts
        if text.field in LIKED and (key := telling_stems(text.phrase.text, stems))
    ]
    for group in _groups(texts).values():
        rare = _rarity(len(group), len(people))
        few = len(people) >= FEW_OF * len(group)
        if rare <= 0:
            continue
        for (one, first), (other, second) in combinations(group.items(), 2):
            known = found.get((one, other))
            if known is None or known.rare < rare:
                far = not few and apart(places.get(one, ""), places.get(other, ""))
                found[one, other] = Shared((first, second), rare, far)
    return found


def apart(place: str, other: str) -> bool:
    """Whether two places as they are written are both known, and not the same."""
    one, two = set(key_of(place).split()), set(key_of(other).split())
    return bool(one and two) and not (one <= two or two <= one)


def _groups(
    texts: Sequence[tuple[str, FieldText, frozenset[str]]],
) -> Mapping[frozenset[str], Mapping[str, FieldText]]:
    """For each thing that somebody names, the people with it and the text that says so."""
    by_word: dict[str, list[tuple[str, FieldText, frozenset[str]]]] = defaultdict(list)
    for each in texts:
        for stem in each[2]:
            by_word[stem].append(each)
    groups: dict[frozenset[str], dict[str, FieldText]] = {}
    for key in dict.fromkeys(key for _, _, key in texts):
        fewest = min((by_word[stem] for stem in sorted(key)), key=len)
        group: dict[str, FieldText] = {}
        for person, text, other in fewest:
            if key <= other:
                group.setdefault(person, text)
        if len(group) > 1:
            groups[key] = group
    return groups


def _rarity(having: int, everyone: int) -> float:
    """How little chance would have it: for two of many near one half, for many nothing."""
    if having > min(MOST, max(2, everyone // 4)) or everyone < 2:
        return 0.0
    return min(1.0, log(everyone / having) / (2 * log(everyone)))
