"""The record of introductions: what came of those made, by year and by person, and in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Introduction
from kithbook.insight.days import first_day
from kithbook.insight.made import MADE, dated
from kithbook.introductions.state import Progress
from kithbook.text.dates import PartialDate

_NAMED = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True)
class Tally:
    """Introductions that were made in one year (None: not known, or all), and what is known.

    `known` are those of which somebody told: useful, pleasant or nothing came of it.
    """

    year: int | None
    made: int = 0
    met: int = 0
    useful: int = 0
    pleasant: int = 0
    nothing: int = 0

    @property
    def known(self) -> int:
        """Of how many it is known what came of them."""
        return self.useful + self.pleasant + self.nothing


def tallies(acts: Iterable[Progress]) -> tuple[Tally, ...]:
    """The introductions that were made, by the year of it, the newest first."""
    by_year: dict[int, list[Progress]] = defaultdict(list)
    for one in acts:
        if one.state in MADE:
            by_year[year_of(one) or 0].append(one)
    return tuple(_tally(year or None, by_year[year]) for year in sorted(by_year, reverse=True))


def year_of(one: Progress) -> int | None:
    """The year in which an introduction was made, as far as its dates tell."""
    on = dated(one.introduction)
    return on.year if on else None


def newest_first(acts: Iterable[Progress]) -> tuple[Progress, ...]:
    """Introductions by the last day that they tell of, or else that their file is named for."""
    return tuple(sorted(acts, key=lambda one: _newest(one.introduction), reverse=True))


def _newest(act: Introduction) -> tuple[date, str]:
    steps = (on for _, on in (*act.asked, *act.nudged))
    said = (answer.on for _, answer in act.answered)
    ends = (one.on for one in (act.outcome, act.set_aside) if one)
    named = _NAMED.match(act.id)
    begun = PartialDate(int(named["year"]), int(named["month"])) if named else None
    every = (*steps, *said, *ends, act.made, act.met, act.thanked, begun)
    return max((day for on in every if (day := first_day(on))), default=date.min), act.id


def loop_in_words(acts: Iterable[Progress]) -> str:
    """How often the loop was closed, as sentences: what was made, and of how many one knows."""
    everyone = tuple(acts)
    counts = tallies(everyone)
    made, known = sum(one.made for one in counts), sum(one.known for one in counts)
    if not made:
        return "No introduction has been made yet."
    waiting = sum(any(step.kind == "loop" and step.turn for step in one.waits) for one in everyone)
    said = f"You have made {made:,} introduction{'' if made == 1 else 's'}. "
    said += _of_those(made, known)
    if waiting:
        said += f" It is time to ask about {waiting:,}."
    return said


def _of_those(made: int, known: int) -> str:
    if known == made:
        return "You know what came of it." if made == 1 else "You know what came of each."
    if not known:
        return f"What came of {'it' if made == 1 else 'them'} is not written down yet."
    return f"You know what came of {known:,} of them."


def _tally(year: int | None, acts: Iterable[Progress]) -> Tally:
    everyone = tuple(acts)
    was = [_told(one) for one in everyone]
    return Tally(
        year,
        made=len(everyone),
        met=sum(_have_met(one) for one in everyone),
        useful=was.count("useful"),
        pleasant=was.count("pleasant"),
        nothing=was.count("nothing"),
    )


def _told(one: Progress) -> str:
    outcome = one.introduction.outcome
    return outcome.was if outcome and one.state == "closed" else ""


def _have_met(one: Progress) -> bool:
    return one.state == "met" or (one.state == "closed" and one.introduction.met is not None)
