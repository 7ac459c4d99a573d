"""What is recorded at single steps of an introduction: an answer, an outcome, "not these two"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.text.dates import PartialDate

Answer = Literal["yes", "no", "later"]
Question = Literal["ask", "met", "outcome"]
"""What one of the two is asked: whether they want it, whether they met, what came of it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one side said when asked."""

    said: Answer
    on: PartialDate | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCodes:
    """By which the answers of one side are known, for each question; the last one counts."""

    ask: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()

    def of(self, question: Question) -> tuple[str, ...]:
        """Those of one question, the oldest first."""
        return {"ask": self.ask, "met": self.met, "outcome": self.outcome}[question]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an introduction."""

    was: str
    on: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """The owner's "not these two", and for how long."""

    on: PartialDate | None = None
    because: str = ""
    until: PartialDate | None = None

    def holds(self, today: date) -> bool:
        """Whether it stands on this day; its last day is included."""
        begun = self.on is None or self.on.earliest() <= today
        return begun and (self.until is None or self.until.latest() >= today)
