"""The factors of a suggestion, each from 0 to 1 and in words that one can argue with.

benefit   what each side would have of it (geometric: one side alone does not make a good match)
standing  how well the owner knows the two, for it is the owner's name that is lent
care      whoever is closest is not worn out on a weak reason
rest      how long ago the two were last asked for anything
novelty   few people in common: those who share many will meet without help

They are multiplied, so that one bad factor is enough to hold a suggestion back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, sqrt

from kithbook.book.network import Network
from kithbook.insight.days import ago
from kithbook.introductions.closeness import ACE, HARDLY
from kithbook.introductions.guards import Guards
from kithbook.suggestions.suggestion import Factor, Reason
from kithbook.text.words import fold, listed

GLAD = 0.5
"""What giving gladly is worth beside getting."""
RARE = 0.15
"""What something rare in common is worth beside a need: less than a need met alike, by one side."""
FAR = 0.2
"""What is left of that between people in different places."""
_FLOOR = 0.15
_STANDING = (0.0, 0.15, 0.5, 0.8, 1.0, 1.0)
_KNOWN = ("not at all", "hardly", "a little", "well", "closely", "very closely")
_NOVELTY = ((1, 1.0), (3, 0.9), (6, 0.7))
_REST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Gain:
    """What one side would have of an introduction: how much, from 0 to 1, and the reason.

    A side without one only helps, `gladly` where their file offers what the other looks for.
    """

    value: float
    reason: Reason | None
    gladly: bool = False

    @property
    def words(self) -> str:
        """How much, in words."""
        if self.reason is None:
            return "gives this gladly" if self.gladly else "only helps"
        kind = self.reason.kind
        if kind == "gladly":
            return "gives this gladly"
        if kind == "shared":
            return "something rare in common"
        strength = "strong" if self.value >= 0.5 else "fair" if self.value >= 0.2 else "faint"
        return f"a {strength} answer to a need"


Gains = tuple[tuple[str, Gain], tuple[str, Gain]]


class Weigher:
    """Weighs pairs of one book on one day."""

    def __init__(self, network: Network, guards: Guards, today: date) -> None:
        self._network, self._guards, self._today = network, guards, today
        self._groups: Mapping[str, frozenset[str]] = {
            person.id: frozenset(map(fold, person.tags)) for person in network.people.values()
        }

    def values(self, one: str, first: float, other: str, second: float) -> tuple[float, ...]:
        """The five values in their order, for what each of two would have of it."""
        return (
            sqrt((first + _FLOOR) * (second + _FLOOR)) / (1 + _FLOOR),
            sqrt(_STANDING[self._close(one)] * _STANDING[self._close(other)]),
            min(self._care(one, first), self._care(other, second)),
            min(self._rest(one), self._rest(other)),
            self._novelty(self._shared(one, other)),
        )

    def factors(self, gains: Gains) -> tuple[Factor, ...]:
        """The same with their names, and in words."""
        (one, first), (other, second) = gains
        words = (
            ("benefit", "; ".join(f"{self._name(who)}: {gain.words}" for who, gain in gains)),
            ("standing", self._standing_in_words(one, other)),
            ("care", self._care_in_words(one, other)),
            ("rest", self._rest_in_words(one, other)),
            ("novelty", self._novelty_in_words(one, other)),
        )
        values = self.values(one, first.value, other, second.value)
        return tuple(
            Factor(name, value, told) for (name, told), value in zip(words, values, strict=True)
        )

    def _close(self, who: str) -> int:
        """Closeness; a contact of a roster is hardly known, and no more is known than that."""
        return self._guards.closeness(who) if who in self._network.people else HARDLY

    def _standing_in_words(self, one: str, other: str) -> str:
        if other not in self._network.people:
            return f"{other} is known from a roster alone"
        untold = [self._name(who) for who in (one, other) if not self._guards.told(who)]
        silent = f"the files do not say how well you know {listed(untold, 'or')}"
        told = [who for who in (one, other) if self._guards.told(who)]
        close = [_KNOWN[self._close(who)] for who in told]
        if len(told) == 2 and close[0] == close[1]:
            return f"you know both {close[0]}"
        known = [f"{self._name(who)} {each}" for who, each in zip(told, close, strict=True)]
        said = [f"you know {' and '.join(known)}"] if known else []
        return "; ".join((*said, silent) if untold else said)

    def _care(self, who: str, value: float) -> float:
        return 1 - 0.5 * (1 - value) if self._close(who) == ACE else 1.0

    def _care_in_words(self, one: str, other: str) -> str:
        aces = [self._name(who) for who in (one, other) if self._close(who) == ACE]
        if not aces:
            return "neither is among those closest to you, whom you would rather not ask often"
        verb = "is" if len(aces) == 1 else "are"
        return f"{listed(aces, 'and')} {verb} very close to you: is the reason good enough"

    def _rest(self, who: str) -> float:
        days = self._guards.begun(who)
        return 1 - exp(-(self._today - days[0]).days / _REST_DAYS) if days else 1.0

    def _rest_in_words(self, one: str, other: str) -> str:
        asked = [(days[0], who) for who in (one, other) if (days := self._guards.begun(who))]
        if not asked:
            return "no introduction has asked anything of either"
        day, who = max(asked)
        return f"the last introduction for {self._name(who)} was {ago(day, self._today)}"

    def _shared(self, one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
        groups = self._groups.get(one, _NONE) & self._groups.get(other, _NONE)
        return self._guards.known_to_both(one, other), groups

    def _novelty(self, shared: tuple[frozenset[str], frozenset[str]]) -> float:
        number = len(shared[0]) + len(shared[1])
        return next((worth for most, worth in _NOVELTY if number <= most), 0.5)

    def _novelty_in_words(self, one: str, other: str) -> str:
        people, groups = self._shared(one, other)
        shared = [
            *map(self._name, self._network.by_name(people)),
            *(f"#{tag}" for tag in sorted(groups)),
        ]
        if not shared:
            return "nobody and no group in common"
        more = [f"{len(shared) - 3} more"] if len(shared) > 4 else []
        return f"in common: {listed((*(shared[:3] if more else shared), *more), 'and')}"

    def _name(self, person: str) -> str:
        return self._network.name_of(person)


def without_standing(values: tuple[float, ...]) -> tuple[float, ...]:
    """The values of the factors but how well the owner knows the two."""
    return (values[0], *values[2:])


def at_most(value: float) -> float:
    """What a pair can be worth where each has so much of it and nothing speaks against it."""
    # No less than the product, whose last bits are rounded.
    return round((value + _FLOOR) / (1 + _FLOOR) + 1e-8, 9)


_NONE: frozenset[str] = frozenset()
