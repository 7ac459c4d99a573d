"""Which suggestions make the list: the worthiest first, and nobody worn out.

At most two for one person in one list, at most so many for one need as the settings say, and
nobody of whom an introduction asked something within the last 30 days. Whoever asks about one
person is shown those too, for they come with a word of care.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kithbook.introductions.guards import Guards
from kithbook.suggestions.pairing import Pairing, Weighed
from kithbook.suggestions.texts import Need
from kithbook.text.dates import Span

PER_PERSON = 2
REST = Span(30, "days")
RESTS = "of somebody for whom there was an introduction within the last 30 days"
OFTEN = "with a person or a need that is in this list often enough"
FURTHER = "further down the list"
_SHORT = 300
ONE_SIDED = "with a reason for one side only"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one list may hold; `about` is a person for whom alone it is made."""

    most: int
    per_need: int
    about: str = ""
    one_sided: bool = False


def choose(
    pairing: Pairing, guards: Guards, today: date, limits: Limits
) -> tuple[tuple[Weighed, ...], Counter[str]]:
    """The list, and how many pairs were left out and why.

    Once the list is full, only a short rest is looked at closely; a long one is merely counted.
    """
    chosen: list[Weighed] = []
    left_out: Counter[str] = Counter()
    people: Counter[str] = Counter()
    needs: Counter[Need] = Counter()
    for one in pairing.in_order():
        others = [person for person in one.pair if person != limits.about]
        if one.one_sided and not limits.one_sided:
            left_out[ONE_SIDED] += 1
        elif not limits.about and any(resting(guards, person, today) for person in one.pair):
            left_out[RESTS] += 1
        elif any(people[who] >= PER_PERSON for who in others) or any(
            needs[need] >= limits.per_need for need in one.needs
        ):
            left_out[OFTEN] += 1
        elif len(chosen) == limits.most:
            left_out[FURTHER] += 1
        else:
            chosen.append(one)
            people.update(one.pair)
            needs.update(one.needs)
        if len(chosen) == limits.most and pairing.waiting > _SHORT:
            left_out[FURTHER] += pairing.waiting
            break
    return tuple(chosen), left_out


def resting(guards: Guards, person: str, today: date) -> date | None:
    """The first day on which a person may be in a list again, or None where that is now."""
    days = guards.begun(person)
    return days[0] + REST if days and days[0] + REST > today else None
