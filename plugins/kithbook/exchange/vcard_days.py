"""Days in cards: with and without the year, in words, and with the hour, both ways."""

from __future__ import annotations

import re

from kithbook.book.roster_cells import day_in
from kithbook.exchange.contact_card import Day
from kithbook.exchange.vcard_words import clean
from kithbook.text.dates import NO_YEAR, DateFault, PartialDate
from kithbook.text.vcards import CardProperty

_HOUR = re.compile(r"[\d-]+T[\d:]+.*", re.DOTALL)
_OMIT_YEAR = "X-APPLE-OMIT-YEAR"


def day_of(one: CardProperty, what: str = "") -> Day | None:
    """The day that a property says; in its words where it is none, None where nothing stands."""
    omitted = one.parameters.get(_OMIT_YEAR, ())
    return day_said(clean(one.text()), what, omitted)


def day_said(written: str, what: str = "", omitted: tuple[str, ...] = ()) -> Day | None:
    """The day that a text says; the years in `omitted` stand for none."""
    try:
        on = day_in(written)
    except DateFault:
        return Day(None, written, what)
    if on is None:
        return Day(None, written, what) if written.strip("0/.- :") else None
    if not on.month and not written.isdecimal():
        # "circa 1800" is less sure than the year that it names.
        return Day(None, written, what)
    if str(on.year) in omitted:
        on = PartialDate(None, on.month, on.day)
    return Day(on, written if on.year and _HOUR.fullmatch(written) else "", what)


def is_day(day: Day) -> bool:
    """Whether every reader of vCard 3.0 takes it for a day: whole, or without the year alone."""
    return bool(day.on and day.on.month and day.on.day)


def in_words(day: Day) -> str:
    """A day as it was written, or as the book writes it."""
    return day.written or str(day.on or "")


def written_day(day: Day, *, new: bool) -> tuple[str, str]:
    """The parameters and the value of a day; `new` for vCard 4.0, else as Apple writes 3.0."""
    on = day.on
    if on is None:
        return (";VALUE=text" if new else ""), day.written
    if day.written:
        return "", day.written
    if new:
        return "", str(on) if on.year and not on.day else _compact(on)
    if on.year or not on.day:
        return "", str(on)
    return f";{_OMIT_YEAR}={NO_YEAR}", f"{NO_YEAR}-{on.month:02}-{on.day:02}"


def _compact(on: PartialDate) -> str:
    year = f"{on.year:04}" if on.year else "--"
    return f"{year}{on.month or 0:02}" + (f"{on.day:02}" if on.day else "")
