"""Whom a person met through the owner, and whom the owner met through a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.insight.days import first_day, on_date
from kithbook.insight.made import MADE, dated
from kithbook.introductions.state import Progress
from kithbook.text.dates import PartialDate

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "useful": "it was useful",
        "pleasant": "it was pleasant",
        "nothing": "nothing came of it",
        "unknown": "nobody told",
    }
)


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody whom a person met through the owner: since when, and what is known of it."""

    other: Mention
    on: PartialDate | None
    came_of_it: str
    introduction: Introduction

    def words(self, network: Network, today: date) -> str:
        """All of it on one line: `Kofi Mensah on 9 July: it was useful, bands for ten roles`."""
        name = network.shown(self.other)
        return f"{name}{f' {on_date(self.on, today)}' if self.on else ''}: {self.came_of_it}"


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came to the owner through a person, and when that was."""

    person: str
    on: PartialDate | None

    def words(self, network: Network, today: date) -> str:
        """All of it on one line: `Ada Byrne in May 2019`."""
        name = network.name_of(self.person)
        return f"{name}{f' {on_date(self.on, today)}' if self.on else ''}"


@dataclass(frozen=True)
class Acquaintances:
    """Who met whom through whom, in both directions, gathered once for a whole book."""

    network: Network
    acts: tuple[Progress, ...]

    def met_through_me(self, person: str) -> tuple[Introduced, ...]:
        """Whom a person met through the owner, the newest introduction first."""
        return self._introduced.get(person, ())

    def brought(self, person: str) -> tuple[Came, ...]:
        """Who came to the owner through a person: by the day they met, those without one last."""
        return self._came.get(person, ())

    @cached_property
    def _introduced(self) -> Mapping[str, tuple[Introduced, ...]]:
        found: dict[str, list[Introduced]] = defaultdict(list)
        for one in self.acts:
            if one.state in MADE:
                for person in dict.fromkeys(one.introduction.ids):
                    found[person] += _others(one, person)
        return {person: tuple(sorted(each, key=_newest)) for person, each in found.items()}

    @cached_property
    def _came(self) -> Mapping[str, tuple[Came, ...]]:
        found: dict[str, list[Came]] = defaultdict(list)
        for person, brought in self.network.came_through.items():
            found[person] = [Came(one.id, one.met.on) for one in brought]
        return {person: tuple(sorted(each, key=self._by_day)) for person, each in found.items()}

    def _by_day(self, came: Came) -> tuple[date, tuple[str, str]]:
        return first_day(came.on) or date.max, self.network.order_of(came.person)


def came_of_it(one: Progress) -> str:
    """What is known of an introduction that was made, as the end of a sentence."""
    outcome = one.introduction.outcome
    if one.state == "closed" and outcome:
        said = OUTCOMES.get(outcome.was, outcome.was)
        return f"{said}, {' '.join(outcome.note.split())}" if outcome.note else said
    return "they have met" if one.state == "met" else "no news yet"


def _others(one: Progress, person: str) -> Iterable[Introduced]:
    act = one.introduction
    on, known = dated(act), came_of_it(one)
    return (Introduced(each, on, known, act) for each in act.between if each.person != person)


def _newest(one: Introduced) -> tuple[int, str]:
    day = first_day(one.on)
    return (-day.toordinal() if day else 0, one.introduction.path)
