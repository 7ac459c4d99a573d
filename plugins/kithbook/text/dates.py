"""Partial dates, spans of time, and the words people use for days."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_SHAPES = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?|--(?P<m>\d{2})(?:-(?P<d>\d{2}))?"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPAN = re.compile(r"(?P<count>\d{1,5})\s*(?P<unit>[a-z]*)", re.IGNORECASE)
_UNITS = {
    "": "days", "d": "days", "day": "days", "days": "days",
    "w": "weeks", "week": "weeks", "weeks": "weeks",
    "m": "months", "month": "months", "months": "months",
    "y": "years", "year": "years", "years": "years",
}  # fmt: skip
_LEAP_YEAR = 2000
_FIRST_YEAR = 1000
OLDEST = 120
"""Years; nobody is told to be older."""
NO_YEAR = 1604
"""What address books write for the year of a birthday of which the year is not known."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = re.compile(
    r"(?:(?P<count>\d+|an?|one|two|three)\s+(?P<unit>days?|weeks?|months?|years?)\s+ago)"
)
_NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


class DateFault(ValueError):
    """A text that is no date; its message says why, as a clause without a full stop."""


class PartialDate(NamedTuple):
    """A date of which only the year, or only month and day, may be known.

    Written 2019, 2019-05, 2019-05-07, --07-14 or --07 (ISO 8601-1 reduced precision; the form
    without a year is vCard's, RFC 6350 section 4.3.1).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The partial date that is exactly this day."""
        return cls(day.year, day.month, day.day)

    @property
    def exact(self) -> date | None:
        """The day itself, when all of it is known."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    def earliest(self) -> date:
        """The first day it can mean; raises ValueError without a year."""
        if self.year is None:
            raise ValueError("a date without a year has no first day")
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can mean; raises ValueError without a year."""
        if self.year is None:
            raise ValueError("a date without a year has no last day")
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.year and self.month and self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        if self.year is None:
            return f"--{self.month or 0:02}" + (f"-{self.day:02}" if self.day else "")
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as the owner wrote it: `6 weeks`, `2 months`.

    It may stand after a day and `+` or `-`; the first and last day of the calendar hold it.
    """

    count: int
    unit: str

    @property
    def days(self) -> int:
        """Its length in days; a month is 30, a year 365, so that cadences add up."""
        return self.count * {"days": 1, "weeks": 7, "months": 30, "years": 365}[self.unit]

    def before(self, day: date) -> date:
        """The day this long before another: 1 month before 31 March is the end of February."""
        return self._step(day, -1)

    def after(self, day: date) -> date:
        """The day this long after another, by the calendar."""
        return self._step(day, 1)

    def __radd__(self, day: date) -> date:
        return self.after(day)

    def __rsub__(self, day: date) -> date:
        return self.before(day)

    def _step(self, day: date, sign: int) -> date:
        if self.unit in ("days", "weeks"):
            number = day.toordinal() + sign * self.days
            return date.fromordinal(min(max(number, 1), date.max.toordinal()))
        months = self.count * (12 if self.unit == "years" else 1)
        return add_months(day, sign * months)

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit}"


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate:
    """Reads 2019, 2019-05, 2019-05-07, --07-14 or --07; raises DateFault saying what is wrong."""
    found = _SHAPES.fullmatch(text.strip())
    if not found:
        raise DateFault(_dash_in(text) or f'"{text}" is not a date')
    year, month, day = (
        int(part) if part else None
        for part in (found["year"], found["month"] or found["m"], found["day"] or found["d"])
    )
    if year is not None and year < _FIRST_YEAR:
        raise DateFault(f'"{text}" is not a year that people live in')
    if month is not None and not 1 <= month <= 12:
        raise DateFault(f'there is no month {month:02} in "{text}"')
    if day is not None and month is not None:
        _require_day(text, year, month, day)
    return PartialDate(year, month, day)


def is_date(text: str) -> bool:
    """Whether a text is a date as the book writes it."""
    try:
        parse_date(text)
    except DateFault:
        return False
    return True


def _dash_in(text: str) -> str:
    """The dash that stands where a date has hyphens, and the date with them; else nothing."""
    dash = next((letter for letter in text if letter in _DASHES), "")
    mended = with_hyphens(text)
    if not dash or not mended:
        return ""
    called = unicodedata.name(dash).lower()
    return f'the dash in "{text}" is "{dash}" ({called}), not a hyphen: write {mended}'


def with_hyphens(text: str) -> str:
    """A date with hyphens for its dashes, or nothing where it is none."""
    front = re.sub(f"^[{_DASHES}-]+", "--", text.strip())
    mended = re.sub(f"[{_DASHES}]", "-", front)
    return mended if _SHAPES.fullmatch(mended) else ""


def _require_day(text: str, year: int | None, month: int, day: int) -> None:
    last = calendar.monthrange(year or _LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        name = calendar.month_name[month] + (f" {year}" if year else "")
        raise DateFault(f'there is no such day as "{text}": {name} has {last} days')


def parse_span(text: str) -> Span:
    """Reads `6 weeks`, `90 days`, `6m`, `30` (days); raises ValueError for anything else."""
    found = _SPAN.fullmatch(text.strip())
    unit = _UNITS.get(found["unit"].lower()) if found else None
    if not found or unit is None or int(found["count"]) == 0:
        raise ValueError(f'"{text}" is not a span of time')
    return Span(int(found["count"]), unit)


def parse_day(text: str, today: date) -> date:
    """Reads the day a person means: an exact date, yesterday, monday, `3 days ago`.

    A weekday is the last one gone by. Raises DateFault.
    """
    word = " ".join(text.lower().split())
    if word in ("today", "now", ""):
        return today
    if word == "yesterday":
        return today - Span(1, "days")
    weekday = word.removeprefix("last ").removeprefix("on ")
    if weekday in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(weekday)) % 7 or 7
        return today - Span(back, "days")
    if found := _AGO.fullmatch(word):
        count = found["count"]
        return _ago(f"{_NUMBER_WORDS.get(count, count)} {found['unit']}", today)
    exact = parse_date(text).exact
    if exact is None:
        raise DateFault(f'"{text}" is not one day')
    return exact


def _ago(span: str, today: date) -> date:
    try:
        day = parse_span(span).before(today)
    except ValueError as fault:
        raise DateFault(str(fault)) from fault
    if day.year < _FIRST_YEAR:
        raise DateFault(f'"{span} ago" is before anybody was born')
    return day


def age_on(born: PartialDate, day: date) -> int | None:
    """How old somebody is on a birthday, where that can be: not before it, and not past 120."""
    years = day.year - born.year if born.year else 0
    return years if 0 < years <= OLDEST else None


def next_birthday(born: PartialDate, today: date) -> date | None:
    """The next time a birthday comes round, today included; 29 February falls on 28 February."""
    if born.month is None or born.day is None:
        return None
    for year in (today.year, min(today.year + 1, date.max.year)):
        last = calendar.monthrange(year, born.month)[1]
        day = date(year, born.month, min(born.day, last))
        if day >= today:
            return day
    return None
