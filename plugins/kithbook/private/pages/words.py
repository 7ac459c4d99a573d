"""Dates and small words as pages show them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.days import ago, on_day, written
from kithbook.text.dates import PartialDate, Span

_EXACT = Markup('<time datetime="{0}" title="{2}">{1}</time>')
_ROUGH = Markup('<time datetime="{0}">{1}</time>')
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class When(NamedTuple):
    """A date to show: for machines, in words, and exactly, for the pointer and for paper."""

    iso: str
    words: str
    exact: str

    def __html__(self) -> Markup:
        """As a <time> element; templates print a date by its name alone."""
        return _time(self)


@lru_cache(maxsize=8192)
def _time(when: When) -> Markup:
    if when.exact:
        return _EXACT.format(*when)
    return _ROUGH.format(*when)


@lru_cache(maxsize=8192)
def when(day: date | PartialDate, today: date) -> When:
    """A date relative to today: `3 weeks ago`, `on Thursday`; partial ones as far as known."""
    if isinstance(day, PartialDate):
        exact = day.exact
        if exact is None:
            return When(str(day).removeprefix("--"), written(day, today), "")
        day = exact
    words = ago(day, today) if day <= today else on_day(day, today)
    return When(day.isoformat(), words, in_full(day))


@lru_cache(maxsize=8192)
def ledger_day(day: PartialDate, today: date) -> When:
    """A date for the margin of a ledger: `3 Nov 2026`, `Sep 2024`; how long ago on hover."""
    parts = [str(day.day)] if day.day else []
    parts += [_SHORT[day.month - 1]] if day.month else []
    parts += [str(day.year)] if day.year else []
    first = day.earliest()
    relative = ago(first, today) if first <= today else on_day(first, today)
    return When(str(day), " ".join(parts), relative)


@lru_cache(maxsize=8192)
def in_full(day: date) -> str:
    """A day with its year: `22 November 2026`."""
    return written(PartialDate.of(day), date.min)


def circle_line(circle: str | None, cadence: Span | None) -> str:
    """The circle and the cadence: `close, every 6 weeks`."""
    parts = (circle or "", f"every {cadence}" if cadence else "")
    return ", ".join(part for part in parts if part)


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: a capital before, a full stop behind unless it ends already."""
    shown = capital(text.strip())
    return shown if not shown or shown.endswith((".", "?", "!", "\u2026")) else f"{shown}."
