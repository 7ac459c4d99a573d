"""Which suggestions make the list: the worthiest first, and nobody worn out.

At most two for one person in one list, at most so many for one need as the settings say, and
nobody of whom an introduction asked something within the last 30 days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kithbook.introductions.guards import Guards
from kithbook.suggestions.model import Suggestion
from kithbook.suggestions.texts import Need

PER_PERSON = 2
REST = timedelta(days=30)
RESTS = "of somebody for whom there was an introduction within the last 30 days"
OFTEN = "of somebody who is in two others of this list, or for a need that is"
FURTHER = "further down the list"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one list may hold; `about` is a person for whom alone it is made."""

    most: int
    per_need: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A suggestion with the needs that it would meet."""

    suggestion: Suggestion
    needs: frozenset[Need]


def choose(
    weighed: Iterable[Weighed], guards: Guards, today: date, limits: Limits
) -> tuple[tuple[Suggestion, ...], Counter[str]]:
    """The list, and how many were left out and why; equals stand by their ids."""
    chosen: list[Suggestion] = []
    left_out: Counter[str] = Counter()
    people: Counter[str] = Counter()
    needs: Counter[Need] = Counter()
    for one in sorted(weighed, key=_order):
        pair = one.suggestion.pair
        others = [person for person in pair if person != limits.about]
        if any(resting(guards, person, today) for person in pair):
            left_out[RESTS] += 1
        elif any(people[who] >= PER_PERSON for who in others) or any(
            needs[need] >= limits.per_need for need in one.needs
        ):
            left_out[OFTEN] += 1
        elif len(chosen) >= limits.most:
            left_out[FURTHER] += 1
        else:
            chosen.append(one.suggestion)
            people.update(pair)
            needs.update(one.needs)
    return tuple(chosen), left_out


def resting(guards: Guards, person: str, today: date) -> date | None:
    """The first day on which a person may be in a list again, or None where that is now."""
    days = guards.begun(person)
    return days[0] + REST if days and days[0] + REST > today else None


def _order(one: Weighed) -> tuple[float, tuple[str, str]]:
    # Rounded, so that the last bits of a product do not decide between equals.
    return (-round(one.suggestion.worth, 9), one.suggestion.pair)
