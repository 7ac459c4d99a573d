"""What days and spans that stand in another form can mean, as a book writes them."""

from __future__ import annotations

import re

from kithbook.book.written_days import month_named, read_day, told_from_today
from kithbook.text.dates import is_date
from kithbook.text.words import fold, unquoted

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_STAMP = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*")
_VCARD = re.compile(r"--?(?P<month>\d\d)-?(?P<day>\d\d)")
_NO_YEAR = re.compile(
    r"(?:0000|\?{2,4}|x{2,4}|X{2,4}|YYYY|yyyy|JJJJ|jjjj)-(?P<month>\d\d)-(?P<day>\d\d)"
)
# What some programs write for a month or a day that they do not know.
_ZEROS = re.compile(r"(?P<day>\d{4}(?:-(?!00)\d\d)?)(?:-00){1,2}")
_FRONT = re.compile(
    r"(?:until|till|since|in|on|from|bis(?:\s+zum)?|seit|im|am|ab|jusqu['\u2019](?:à|au)|depuis|en)\s+",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"(?P<month>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<year>[12]\d{3})")
_ASKED = "YEAR"
_CENTURIES, _LATE = (19, 20), 50
"""A year of two digits above this is of the last century where somebody is born in it."""
_ABOUT = re.compile(
    r"(?:~|ca?\.?|circa|about|around|early|late|spring|summer|autumn|fall|winter|um|etwa|anfang"
    r"|ende|frühling|frühjahr|sommer|herbst|vers|début|fin|printemps|été|automne|hiver)?"
    r"\s*(?P<year>[12]\d{3})\s*\??",
    re.IGNORECASE,
)
_UNITS = {
    "day": "days day d tage tag tagen jours jour",
    "week": "weeks week w wk wks wochen woche semaines semaine",
    "month": "months month m mo mos monate monat monaten mois",
    "year": "years year y yr yrs jahre jahr jahren ans an annees annee",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_EVERY = re.compile(
    r"(?:(?:once\s+)?every|each|once\s+an?|once|alle|jede[nrs]?|tous\s+les|toutes\s+les|chaque)?\s*"
    r"(?P<count>\d{1,3}|other|an?|one|two|three|four|six|second|third|zwei|drei|vier|sechs|deux|trois)?"
    r"\s*[.-]?\s*(?P<unit>[^\W\d_]+)\.?",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "other": 2, "second": 2, "two": 2, "zwei": 2, "deux": 2,
    "third": 3, "three": 3, "drei": 3, "trois": 3, "four": 4, "vier": 4, "six": 6, "sechs": 6,
}  # fmt: skip
_NO_COUNT = ("a", "an", "other", "second", "third")
_SPANS = {
    "daily": "1 day", "weekly": "1 week", "biweekly": "2 weeks", "fortnightly": "2 weeks",
    "monthly": "1 month", "bimonthly": "2 months", "quarterly": "3 months", "yearly": "1 year",
    "annually": "1 year", "annual": "1 year", "half yearly": "6 months", "taglich": "1 day",
    "wochentlich": "1 week", "monatlich": "1 month", "vierteljahrlich": "3 months",
    "halbjahrlich": "6 months", "jahrlich": "1 year", "hebdomadaire": "1 week",
    "mensuel": "1 month", "trimestriel": "3 months", "annuel": "1 year",
}  # fmt: skip


def meant_days(text: str, *, yearless: bool = False) -> tuple[str, ...]:
    """The days that a text can mean, each as a book writes it; none where it says none.

    A year of two digits is in no century. Without `yearless` a day needs its year.
    """
    said = _DASHES.sub("-", unquoted(" ".join(text.split())))
    said = re.sub(r"^-+(?=\d\d-\d\d)", "--", said)
    days = (day for day in _days(said) if yearless or not day.startswith("--"))
    return tuple(day for day in dict.fromkeys(days) if is_date(day))


def day_hint(text: str, *, yearless: bool = False, born: bool = False) -> str:
    """What to write in the place of a text that is no day: the days it can mean, or what lacks."""
    if ways := days_asked(text, yearless=yearless, born=born):
        lacks = ", with its year" if ways[0].startswith(_ASKED) else ""
        return f"Write {' or '.join(ways)}{lacks}"
    day = read_day(text.strip())
    if day and day.meant and day.end >= len(text.strip()):
        return f'Mend the day: "{text}" is none of the calendar'
    if (said := _said(text)) and (told_from_today(said) == len(said) or meant_span(said)):
        return f'Write which day "{text}" is, as YEAR-MONTH-DAY or as far as you know it'
    more = ", or --MONTH-DAY where its year is not known" if yearless else ""
    return f'Write what "{text}" means as YEAR-MONTH-DAY, YEAR-MONTH or YEAR{more}'


def days_asked(text: str, *, yearless: bool = False, born: bool = False) -> tuple[str, ...]:
    """The days that a text can mean, with YEAR for a year that has to be asked for."""
    if meant := meant_days(text, yearless=yearless) or (_of_a_century(text) if born else ()):
        return meant
    if month := month_named(_said(text)):
        return (f"--{month:02}" if yearless else f"{_ASKED}-{month:02}",)
    ways = meant_days(_said(text), yearless=True)
    return tuple(day if yearless else re.sub("^-(?=-)", _ASKED, day) for day in ways)


def _said(text: str) -> str:
    """A text without the word that says from or until when."""
    return _FRONT.sub("", " ".join(text.split()), count=1)


def _of_a_century(text: str) -> tuple[str, ...]:
    """The days of a birth whose year has two digits: of both centuries where it may be either."""
    day = read_day(text.strip())
    if day is None or day.end < len(text.strip()) or not day.meant:
        return ()
    short = [one for one in day.meant if _is_short(text, (one,))]
    centuries = _CENTURIES[:1] if short and int(short[0][2:4]) > _LATE else _CENTURIES
    return tuple(f"{each}{one[2:]}" for one in short for each in centuries if is_date(one))


def meant_span(text: str) -> str:
    """The span that a text means, as `3 months`; empty where it says none."""
    said = fold(text).replace("-", " ").strip()
    if said in _SPANS:
        return _SPANS[said]
    found = _EVERY.fullmatch(said)
    unit = _UNIT.get(found["unit"]) if found else None
    if found is None or unit is None:
        return ""
    count = found["count"] or "1"
    number = int(count) if count.isdigit() else _COUNTS[count]
    return f"{number} {unit}" + ("s" if number != 1 else "")


def number_in(text: str) -> int | None:
    """The whole number that a text says, in a word or with words beside it, or None."""
    said = fold(text).strip()
    figures = re.findall(r"\d+", said)
    if (
        len(figures) == 1
        and not re.search(r"[.,-]\d|\d[.,]|^-", said)
        and len(figures[0]) < len("1000000")
    ):
        return int(figures[0])
    return _COUNTS.get(said) if said not in _NO_COUNT else None


def _days(text: str) -> tuple[str, ...]:
    if found := _STAMP.fullmatch(text) or _ZEROS.fullmatch(text):
        return (found["day"],)
    if is_date(text):
        return (text,)
    if found := _NO_YEAR.fullmatch(text) or _VCARD.fullmatch(text):
        return (f"--{found['month']}-{found['day']}",)
    if found := _MONTH_FIRST.fullmatch(text):
        return (f"{found['year']}-{int(found['month']):02}",)
    day = read_day(text)
    if day and day.end >= len(text) and not day.until and not _is_short(text, day.meant):
        return tuple(one.replace("YEAR", "-") for one in day.meant)
    about = _ABOUT.fullmatch(text)
    return (about["year"],) if about else ()


def _is_short(text: str, meant: tuple[str, ...]) -> bool:
    """Whether the years of days were guessed from two digits."""
    return any(one[:4].isdigit() and one[:4] not in text for one in meant)
