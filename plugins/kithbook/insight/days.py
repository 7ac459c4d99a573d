"""Days as sentences say them, and the first and last day that a partial date can mean."""

from __future__ import annotations

from datetime import date

from kithbook.language.folders import MODEL
from kithbook.language.small_words import words_in
from kithbook.text.dates import PartialDate

_MONTHS = words_in(MODEL, "months")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def first_day(when: PartialDate | None) -> date | None:
    """The first day it can mean, or None where there is no date or no year."""
    return when.earliest() if when and when.year is not None else None


def last_day(when: PartialDate | None) -> date | None:
    """The last day it can mean, or None where there is no date or no year."""
    return when.latest() if when and when.year is not None else None


def happened(when: PartialDate | None, today: date) -> bool:
    """Whether a dated thing took place: there is a date and it does not lie ahead."""
    day = first_day(when)
    return when is not None and (day is None or day <= today)


def on_day(day: date, today: date) -> str:
    """The day as a sentence says it: `today`, `tomorrow`, `on Thursday`, `on 30 November`."""
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[ahead]
    if 1 < ahead < 7:
        return f"on {_WEEKDAYS[day.weekday()]}"
    return f"on {written(PartialDate.of(day), today)}"


def written(when: PartialDate, today: date) -> str:
    """A date in words, as exact as it is known: `12 October`, `May 2019`, `2019`, `14 July`.

    The year is left out where it is this year's.
    """
    parts = [str(when.day)] if when.day else []
    if when.month:
        parts.append(_MONTHS[when.month - 1])
    if when.year and (when.year != today.year or not when.day):
        parts.append(str(when.year))
    return " ".join(parts)


def on_date(when: PartialDate, today: date) -> str:
    """A partial date with its preposition: `on 12 October`, `in May 2019`, `in 2019`."""
    if when.exact:
        return on_day(when.exact, today)
    return f"{'on' if when.day else 'in'} {written(when, today)}"


def ago(day: date, today: date) -> str:
    """How long ago a day is, in one round number: `yesterday`, `3 weeks ago`, `2 years ago`."""
    days = (today - day).days
    if days < 2:
        return {1: "yesterday", 0: "today"}.get(days, on_day(day, today))
    for length, unit in ((730, "years"), (61, "months"), (14, "weeks")):
        if days >= length:
            return f"{days // {'years': 365, 'months': 30, 'weeks': 7}[unit]} {unit} ago"
    return f"{days} days ago"
