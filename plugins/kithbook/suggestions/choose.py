"""Which suggestions make the list: the worthiest first, and nobody worn out.

At most two for one person in one list, at most so many for one need as the settings say, and
nobody of whom an introduction asked something within the last 30 days. Whoever asks about one
person is shown those too, for they come with a word of care.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from kithbook.introductions.guards import Guards
from kithbook.suggestions.left_out import LeftPairs
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.pairing import Pairing, Weighed
from kithbook.suggestions.suggestion import HeldBack, LeftAside
from kithbook.suggestions.texts import Need
from kithbook.text.dates import Span

PER_PERSON = 2
REST = Span(30, "days")
RESTS = "of somebody for whom there was an introduction within the last 30 days"
OFTEN = "with a person or a need that is in this list often enough"
FURTHER = "further down the list"
_SHORT = 300
FAR = "who like the same, and live in different places"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one list may hold; `about` is a person for whom alone it is made."""

    most: int
    per_need: int
    about: str = ""


def choose(
    pairing: Pairing, finder: Matchmaker, limits: Limits
) -> tuple[tuple[Weighed, ...], tuple[LeftAside, ...]]:
    """The list, and what was left out and why.

    Once the list is full, only a short rest is looked at closely; a long one is merely counted.
    """
    chosen: list[Weighed] = []
    left = LeftPairs()
    people: Counter[str] = Counter()
    needs: Counter[Need] = Counter()

    def rests(who: Iterable[str]) -> bool:
        return any(resting(finder.guards, one, finder.today) for one in who)

    for one in pairing.in_order():
        others = [person for person in one.pair if person != limits.about]
        if one.far and not limits.about:
            left.add(FAR, partial(_often, finder, one))
        elif not limits.about and rests(one.pair):
            left.add(RESTS, partial(_at_rest, finder, one))
        elif any(people[who] >= PER_PERSON for who in others) or any(
            needs[need] >= limits.per_need for need in one.needs
        ):
            left.add(OFTEN, partial(_often, finder, one))
        elif len(chosen) == limits.most:
            left.add(FURTHER, lambda: None)
        else:
            chosen.append(one)
            people.update(one.pair)
            needs.update(one.needs)
        if len(chosen) == limits.most and pairing.waiting > _SHORT:
            left.add_many(FURTHER, pairing.waiting)
            break
    return tuple(chosen), left.all()


def resting(guards: Guards, person: str, today: date) -> date | None:
    """The first day on which a person may be in a list again, or None where that is now."""
    days = guards.begun(person)
    return days[0] + REST if days and days[0] + REST > today else None


def _at_rest(finder: Matchmaker, one: Weighed) -> HeldBack:
    who = next(each for each in one.pair if resting(finder.guards, each, finder.today))
    until = resting(finder.guards, who, finder.today)
    why = f"{_names(finder, one)}: {finder.network.name_of(who)} rests until {until}."
    return HeldBack(one.pair, why, f"kith suggest {who}")


def _often(finder: Matchmaker, one: Weighed) -> HeldBack:
    return HeldBack(one.pair, f"{_names(finder, one)}.", f"kith suggest {one.pair[0]}")


def _names(finder: Matchmaker, one: Weighed) -> str:
    return " and ".join(map(finder.network.name_of, one.pair))
