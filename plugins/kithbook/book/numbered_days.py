"""Days in numbers that are not written as a book does: `20.11.2026`, `11/20/26`, `20261120`."""

from __future__ import annotations

import re
from datetime import date

from kithbook.text.dates import DateFault, PartialDate, parse_date

CENTURY = 2000
"""What is added to a year of two digits."""
DASHES = r"\u2010\u2011\u2013\u2014\u2212"
"""Dashes other than that of the keyboard, as the inside of a set of letters in a pattern."""
NUMBERS = re.compile(
    rf"(?P<a>\d{{1,4}})(?P<sep>[-./{DASHES}])(?P<b>\d{{1,2}})(?:(?P=sep)(?P<c>\d{{1,4}}))?"
    r"\.?(?!\w|[-/.]\d)"
    r"|(?P<one>\d{1,2})(?P<gap>\.[ ]|,[ ]?)(?P<two>\d{1,2})(?P=gap)(?P<year>(?:19|20)\d\d)(?!\w)"
    r"|(?P<whole>(?:19|20)\d{6})(?:T\d{4,6}Z?)?(?!\w)|(?P<stamp>\d{4}-\d{2}-\d{2})(?=[^\W\d_])"
)


def days_of_numbers(found: re.Match[str]) -> tuple[str, ...]:
    """The days that numbers can mean, that with the day first before that with the month first."""
    if found["stamp"]:
        return (found["stamp"],)
    if whole := found["whole"]:
        return (f"{whole[:4]}-{whole[4:6]}-{whole[6:]}",)
    first, second = found["a"] or found["one"], int(found["b"] or found["two"])
    third = found["c"] or found["year"] or ""
    if len(first) > 2:
        return (f"{first}-{second:02}" + (f"-{int(third):02}" if third else ""),)
    year = f"{CENTURY + int(third)}" if len(third) == 2 else third or "YEAR"
    orders = [(int(first), second), (second, int(first))]
    meant = [f"{year}-{month:02}-{day:02}" for day, month in orders if month <= 12 and day <= 31]
    if len(first) == len(third) == 2 and found["sep"] == "-" and second <= 12 and int(third) <= 31:
        meant.insert(0, f"{CENTURY + int(first)}-{second:02}-{third}")
    return tuple(dict.fromkeys(meant))


def sure_day(found: re.Match[str], meant: tuple[str, ...]) -> PartialDate | None:
    """The day that numbers mean where there is but one reading, with all digits of its year."""
    first, third = found["a"] or found["one"] or "", found["c"] or found["year"] or ""
    whole = found["whole"] or (len(first) == 4 and third) or len(third) == 4
    return parsed_day(meant[0]) if whole and len(meant) == 1 else None


def parsed_day(text: str) -> PartialDate | None:
    """A day as a book writes it, or None where the calendar has none such."""
    try:
        return parse_date(text)
    except DateFault:
        return None


def part_of_year(year: str, part: str) -> str:
    """The month of a week, or the year of a quarter, as far as a day is known by it."""
    if len(year) > len("2026"):
        return ""
    if part[0] == "Q":
        return year
    try:
        days = [date.fromisocalendar(int(year), int(part[1:]), day) for day in (1, 7)]
    except ValueError:
        return ""
    return f"{days[0]:%Y-%m}" if days[0].month == days[1].month else year
