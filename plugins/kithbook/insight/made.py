"""Whether an introduction was made by a day, and on which: the one definition for all who count.

It was made where that is dated, and also where only a meeting or an outcome is: what came of it
shows that it was.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from kithbook.book.model import Introduction
from kithbook.insight.days import first_day, happened
from kithbook.text.dates import PartialDate

Stage = Literal["made", "met", "closed"]
MADE: tuple[Stage, ...] = ("made", "met", "closed")


def stage(act: Introduction, today: date) -> Stage | None:
    """How far an introduction has come once it was made; None before that."""
    if act.outcome and (act.outcome.on is None or happened(act.outcome.on, today)):
        return "closed"
    if happened(act.met, today):
        return "met"
    return "made" if happened(act.made, today) else None


def made_on(act: Introduction) -> date | None:
    """The first day on which it can have been made, by its own date or that of the meeting."""
    return first_day(act.made) or first_day(act.met)


def dated(act: Introduction) -> PartialDate | None:
    """The date that stands for an introduction: made, else met, else told."""
    return act.made or act.met or (act.outcome.on if act.outcome else None)


def told_on(act: Introduction) -> date | None:
    """The day on which the outcome became known, or else the last day before it that is known."""
    outcome = act.outcome
    return first_day(outcome.on if outcome else None) or first_day(act.met) or first_day(act.made)
