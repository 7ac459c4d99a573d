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
from kithbook.introductions.closeness import ACE
from kithbook.introductions.guards import Guards
from kithbook.suggestions.model import Factor, Reason
from kithbook.text.words import fold, listed

GLAD = 0.5
"""What giving gladly is worth beside getting."""
RARE = 0.6
"""What something rare in common is worth beside a need."""
_FLOOR = 0.15
_STANDING = (0.0, 0.15, 0.5, 0.8, 1.0, 1.0)
_KNOWN = ("not at all", "hardly", "a little", "well", "closely", "very closely")
_NOVELTY = ((1, 1.0), (3, 0.9), (6, 0.7))
_REST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Gain:
    """What one side would have of an introduction: how much, from 0 to 1, and the reason."""

    value: float
    reason: Reason | None

    @property
    def words(self) -> str:
        """How much, in words."""
        if self.reason is None:
            return "no reason found"
        kind = self.reason.kind
        if kind == "gladly":
            return "gives this gladly"
        if kind == "shared":
            return "something rare in common"
        strength = "strong" if self.value >= 0.5 else "fair" if self.value >= 0.2 else "faint"
        return f"a {strength} answer to a need"


class Weigher:
    """Weighs pairs of one book on one day."""

    def __init__(self, network: Network, guards: Guards, today: date) -> None:
        self._network, self._guards, self._today = network, guards, today
        self._groups: Mapping[str, frozenset[str]] = {
            person.id: frozenset(map(fold, person.tags)) for person in network.people.values()
        }

    def factors(self, gains: tuple[tuple[str, Gain], tuple[str, Gain]]) -> tuple[Factor, ...]:
        """All five, in the order in which they are told."""
        (one, first), (other, second) = gains
        return (
            self._benefit(gains),
            self._standing(one, other),
            self._care(((one, first), (other, second))),
            self._rest(one, other),
            self._novelty(one, other),
        )

    def _benefit(self, gains: tuple[tuple[str, Gain], ...]) -> Factor:
        value = sqrt((gains[0][1].value + _FLOOR) * (gains[1][1].value + _FLOOR)) / (1 + _FLOOR)
        words = "; ".join(f"{self._name(who)}: {gain.words}" for who, gain in gains)
        return Factor("benefit", value, words)

    def _standing(self, one: str, other: str) -> Factor:
        close = [self._guards.closeness(who) for who in (one, other)]
        if other not in self._network.people:
            words = f"{other} is known from a roster alone"
            return Factor("standing", sqrt(_STANDING[close[0]] * _STANDING[1]), words)
        value = sqrt(_STANDING[close[0]] * _STANDING[close[1]])
        if close[0] == close[1]:
            return Factor("standing", value, f"you know both {_KNOWN[close[0]]}")
        known = " and ".join(
            f"{self._name(who)} {_KNOWN[each]}"
            for who, each in zip((one, other), close, strict=True)
        )
        return Factor("standing", value, f"you know {known}")

    def _care(self, gains: tuple[tuple[str, Gain], ...]) -> Factor:
        aces = [(who, gain) for who, gain in gains if self._guards.closeness(who) == ACE]
        if not aces:
            return Factor("care", 1.0, "neither is among those whom you would least like to tire")
        value = min(1 - 0.5 * (1 - gain.value) for _, gain in aces)
        names = listed((self._name(who) for who, _ in aces), "and")
        verb = "is" if len(aces) == 1 else "are"
        return Factor("care", value, f"{names} {verb} very close to you: is the reason good enough")

    def _rest(self, one: str, other: str) -> Factor:
        asked = [(days[0], who) for who in (one, other) if (days := self._guards.begun(who))]
        if not asked:
            return Factor("rest", 1.0, "no introduction has asked anything of either")
        day, who = max(asked)
        value = 1 - exp(-(self._today - day).days / _REST_DAYS)
        words = f"the last introduction for {self._name(who)} was {ago(day, self._today)}"
        return Factor("rest", value, words)

    def _novelty(self, one: str, other: str) -> Factor:
        people = sorted(self._guards.known_to_both(one, other), key=self._name)
        groups = sorted(self._groups.get(one, _NONE) & self._groups.get(other, _NONE))
        shared = [*(self._name(who) for who in people), *(f"#{tag}" for tag in groups)]
        value = next((worth for most, worth in _NOVELTY if len(shared) <= most), 0.5)
        if not shared:
            return Factor("novelty", value, "nobody and no group in common")
        more = [f"{len(shared) - 3} more"] if len(shared) > 4 else []
        shown = shared[:3] if more else shared
        return Factor("novelty", value, f"in common: {listed((*shown, *more), 'and')}")

    def _name(self, person: str) -> str:
        return self._network.name_of(person)


_NONE: frozenset[str] = frozenset()
