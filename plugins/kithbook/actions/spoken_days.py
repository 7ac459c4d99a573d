"""The day in a spoken line: `yesterday`, `3 days ago`, `am Montagabend`, `by Friday`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kithbook.actions.spoken_clause import Clause
from kithbook.book.written_days import read_day
from kithbook.language.folders import MODEL
from kithbook.language.small_words import words_in
from kithbook.text.dates import DateFault, PartialDate, Span, add_months, parse_date
from kithbook.text.words import fold

_UNITS = ("days", "weeks", "months", "years")
_ALONE = (("today", 0), ("yesterday", -1), ("before_yesterday", -2))
_AHEAD = (("tomorrow", 1), ("after_tomorrow", 2))
_ORDINAL = re.compile(r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)")
_NUMERIC = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d{2})|\.)?|\d{4}-\d\d(?:-\d\d)?")
_ONE_WAY = re.compile(
    r"(?!24/7$)(?:(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|\d\d/\d\d|\d{1,2}\.\d{1,2}\.)"
)
_FOUR = re.compile(r"(?:19|20)\d\d")
_YEAR = "YEAR-"


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """Words that tell a day, from one word until another; `meant` are the days it can be.

    `sure` ones are past by their own words, `ahead` ones are to come; none `meant` is no one day.
    """

    start: int
    end: int
    meant: tuple[date, ...]
    sure: bool = False
    ahead: bool = False

    @property
    def day(self) -> date | None:
        """The one day that is meant."""
        return self.meant[0] if len(self.meant) == 1 else None


def days_in(clause: Clause, today: date, *, to_come: bool = False) -> Iterator[SpokenDay]:
    """The days told in a clause, in order; where it is open, the last one gone or the next."""
    at = 0
    while at < len(clause.words):
        found = _day_at(clause, at, today, to_come=to_come)
        if found:
            yield found
        at = found.end if found else at + 1


def _day_at(clause: Clause, at: int, today: date, *, to_come: bool) -> SpokenDay | None:
    if clause.words[at].mark:
        return None
    return (
        _vague(clause, at)
        or _named(clause, at, today)
        or _ago(clause, at, today)
        or _weekday(clause, at, today, to_come=to_come)
        or _end_of(clause, at, today)
        or _feast(clause, at, today, to_come=to_come)
        or _written(clause, at, today, to_come=to_come)
    )


def _vague(clause: Clause, at: int) -> SpokenDay | None:
    length = clause.speech.length("vague", clause.plain, at)
    if clause.is_in(at, "in") and (_month(clause, at + 1) or _is_year(clause, at + 1)):
        length = 2 + (_month(clause, at + 1) and _is_year(clause, at + 2))
    return SpokenDay(at, at + length, ()) if length else None


def _is_year(clause: Clause, at: int) -> bool:
    return at < len(clause.words) and bool(_FOUR.fullmatch(clause.words[at].text))


def _named(clause: Clause, at: int, today: date) -> SpokenDay | None:
    speech, plain = clause.speech, clause.plain
    lists = (*_ALONE, *_AHEAD)
    length, off = max((speech.length(name, plain, at), off) for name, off in lists)
    if not length:
        return None
    end = at + length
    end += speech.length("parts", plain, end)
    return SpokenDay(at, end, (today + Span(off, "days"),), sure=off <= 0, ahead=off > 0)


def _ago(clause: Clause, at: int, today: date) -> SpokenDay | None:
    """`3 days ago`, `vor einer Woche`."""
    speech, plain = clause.speech, clause.plain
    before = speech.length("since", plain, at)
    begin = at + before
    if begin >= len(plain):
        return None
    number, length = speech.place("numbers", plain, begin)
    if not length and plain[begin].isdecimal():
        number, length = int(plain[begin][:5]), 1
    unit, wide = speech.place("units", plain, begin + length) if length else (0, 0)
    end = begin + length + wide
    after = speech.length("ago", plain, end) if wide else 0
    if not (wide and (before or after)):
        return None
    day = Span(number, _UNITS[unit - 1]).before(today)
    return SpokenDay(at, end + after, (day,), sure=True)


def _weekday(clause: Clause, at: int, today: date, *, to_come: bool) -> SpokenDay | None:
    """`on Monday`, `last Friday evening`, `am Montagabend`."""
    speech, plain = clause.speech, clause.plain
    begin, last, following = at, False, False
    for name in ("last", "next", "on"):
        if length := speech.length(name, plain, at):
            begin, last, following = at + length, name == "last", name == "next"
            break
    number, part = _weekday_of(clause, begin, told=begin > at)
    if not number:
        return None
    behind = begin + 1 + (plain[begin + 1 : begin + 2] == [","])
    written = behind < len(plain) and _written(clause, behind, today, to_come=to_come)
    if written:
        return replace(written, start=at)
    end = begin + 1 + (0 if part else speech.length("parts", plain, begin + 1))
    back = (today.isoweekday() - number) % 7 or 7
    ahead = (number - today.isoweekday()) % 7 or 7
    forward = following or (to_come and not last)
    day = today + Span(ahead, "days") if forward else today - Span(back, "days")
    return SpokenDay(at, end, (day,), sure=last, ahead=following)


def _weekday_of(clause: Clause, at: int, *, told: bool) -> tuple[int, bool]:
    """Which weekday a word is, from Monday on, and whether it tells a part of the day too.

    A short form that is a word of its own is none, and one of two letters only where it is `told`.
    """
    speech = clause.speech
    word = clause.plain[at].rstrip(".") if at < len(clause.plain) else ""
    if number := speech.place("weekdays", (word,), 0)[0]:
        return number, False
    last = all(one.mark for one in clause.words[at + 1 :])
    told = told or (at == 0 and not speech.knows(word))
    short = (3, 4, 5, 2) if told else (3, 4, 5) if last or not speech.knows(word) else ()
    for number, written in enumerate(words_in(speech.code, "weekdays"), start=1):
        full = fold(written)
        if word == full or word.removesuffix("s") in [full[:length] for length in short]:
            return number, False
        if word.startswith(full) and speech.has("parts", word[len(full) :]):
            return number, True
    return 0, False


def _end_of(clause: Clause, at: int, today: date) -> SpokenDay | None:
    number, length = clause.speech.place("ends", clause.plain, at)
    if not length:
        return None
    month = add_months(date(today.year, today.month, 1), 1) - Span(1, "days")
    day = month if number == 1 else date(today.year, 12, 31)
    return SpokenDay(at, at + length, (day,), ahead=True)


def _feast(clause: Clause, at: int, today: date, *, to_come: bool) -> SpokenDay | None:
    """`Christmas`, where something is due by it."""
    number, length = clause.speech.place("feasts", clause.plain, at)
    if not (length and to_come):
        return None
    places = clause.speech.places["feasts"].items()
    written = next(words[0] for words, one in places if one == number and words[0][0].isdigit())
    day = _dated(f"{_YEAR}{written}", today, to_come=True)
    return SpokenDay(at, at + length, (day,), ahead=True) if day else None


def _written(clause: Clause, at: int, today: date, *, to_come: bool) -> SpokenDay | None:
    """A date as it is written; without its year the last one gone by, or the next."""
    begin = at + clause.speech.length("on", clause.plain, at)
    if begin == at and at and clause.is_in(at - 1, "due") and clause.is_in(at, "article"):
        begin += 1
    if begin >= len(clause.words):
        return None
    word = clause.words[begin]
    month = _month(clause, begin + 1) or _month(clause, begin + 2)
    if begin > at and (number := _ORDINAL.fullmatch(word.text)) and not month:
        return _of_month(at, begin + 1, int(number["day"]), today, to_come=to_come)
    if not (word.text[0].isdigit() or _month(clause, begin)):
        return None
    if word.text[0].isdigit() and not _may_be_date(clause, at, begin):
        return None
    found = read_day(clause.line, word.start)
    if found is None or found.until or found.vague:
        return None
    dates = tuple(_dated(one, today, to_come=to_come) for one in found.meant)
    end = next((n for n in range(begin, len(clause.words)) if clause.words[n].start >= found.end),
               len(clause.words))  # fmt: skip
    # A dot parts the day from the month behind it; a stroke may part them either way.
    meant = dates[:1] if "." in word.text else dates
    return SpokenDay(at, max(end, begin + 1), tuple(one for one in meant if one))


def _may_be_date(clause: Clause, at: int, begin: int) -> bool:
    """Whether a number may begin a date: a year, a month beside it, or behind a word such as on."""
    text = clause.words[begin].text
    month = _month(clause, begin + 1)
    month = month or (bool(_ORDINAL.fullmatch(text)) and _month(clause, begin + 2))
    if month or text[:4].isdecimal():
        return bool(month or _NUMERIC.fullmatch(text))
    return bool(_NUMERIC.fullmatch(text)) and (
        begin > at
        or begin in (0, len(clause.words) - 1)
        or len(text) > 7
        or bool(_ONE_WAY.fullmatch(text))
    )


def _month(clause: Clause, at: int) -> bool:
    plain = clause.plain[at].rstrip(".") if at < len(clause.plain) else ""
    return plain in _months(clause.speech.code)


@cache
def _months(code: str) -> frozenset[str]:
    """The names of months and their first three letters, folded, of a language and the model's."""
    written = (*words_in(code, "months"), *words_in(MODEL, "months"))
    names = [fold(one) for months in written for one in months.split("/")]
    return frozenset(names) | {name[:3] for name in names} | {"sept"}


def _dated(written: str, today: date, *, to_come: bool) -> date | None:
    """The day of a date that may lack its year; None where it is a month alone, or no day."""
    if not written.startswith(_YEAR):
        return _exact(written)
    years = range(today.year, today.year + 9) if to_come else range(today.year, today.year - 9, -1)
    days = (_exact(f"{year}-{written.removeprefix(_YEAR)}") for year in years)
    return next((day for day in days if day and (day >= today if to_come else day <= today)), None)


def _exact(written: str) -> date | None:
    try:
        return parse_date(written).exact
    except DateFault:
        return None


def _of_month(start: int, end: int, number: int, today: date, *, to_come: bool) -> SpokenDay | None:
    """`on the 20th`: of this month or the one before, or the next."""
    for months in range(4):
        first = add_months(date(today.year, today.month, 1), months if to_come else -months)
        day = _exact(str(PartialDate(first.year, first.month)) + f"-{number:02}")
        if day and (day >= today if to_come else day <= today):
            return SpokenDay(start, end, (day,))
    return None
