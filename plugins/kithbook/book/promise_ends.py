"""How a promise ends in its line: until when, and when it was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kithbook.book.log_lines import ListItem
from kithbook.book.reading import Reading
from kithbook.book.tasks import marks_in, unasked_sign
from kithbook.book.written_days import (
    WrittenDay,
    falls_on,
    is_weekday,
    month_named,
    read_day,
    told_from_today,
)
from kithbook.language.small_words import in_any_language
from kithbook.text.dates import DateFault, PartialDate, Span, parse_date
from kithbook.text.words import fold

_DONE = re.compile(r"[,;]?\s*\b(?:done|erledigt|fait)\s+(?P<date>\d{4}(?:-\d{2}){0,2})\s*\.?\s*$")
_DONE_ON = re.compile(
    r"(?:[,;]\s*|\()(?:done|erledigt|fait)\s+(?:on\s+|am\s+|le\s+)?(?P<said>[^,;]{3,24})$"
)
_BY = re.compile(
    r"(?:^|(?<=[\s,(]))(?:(?:by|due|until|till|'til|before|(?:by\s+)?no\s+later\s+than"
    r"|(?:bis|sp\u00e4testens|vor)(?:\s+(?:sp\u00e4testens|bis|am|zum|dem|den))*"
    r"|avant(?:\s+le)?|pour\s+le|jusqu['\u2019]au|d['\u2019]ici\s+(?:le|au)|au\s+plus\s+tard(?:\s+le)?)"
    r"\s*:?\s+(?=\S)|@\s?(?=\d{4}-\d\d-\d\d))",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"(?:the\s+)?(?:end|start|middle|beginning)\s+of\s+\S+(?:\s\S+)?|next\s+\S+|soon"
    r"|(?:ende|anfang|mitte)\s+(?:de[rs]\s+)?\S+|fin\s+(?:du\s+)?\S+",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r",?\s*\(?(?:at\s+the\s+|the\s+)?latest|,?\s*\(?sp\u00e4testens|,?\s*\(?au\s+plus\s+tard",
    re.IGNORECASE,
)

_STARTS = re.compile(r"(?<=[\s(])(?=[^\s(])")
_END_OF = re.compile(
    r"(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?P<what>[^\W\d_]+)"
    r"|ende\s+(?:des\s+)?(?P<de>[^\W\d_]+)|fin\s+(?:du\s+|de\s+)?(?P<fr>[^\W\d_]+)",
    re.IGNORECASE,
)
_UNITS = {
    "month": ("month", "monats", "mois"), "year": ("year", "jahres", "jahr", "annee", "l'annee"),
}  # fmt: skip
_DAY_TO_ASK, _WEEK = "YEAR-MONTH-DAY", 7
_AGAIN = "\N{CLOCKWISE RIGHTWARDS AND LEFTWARDS OPEN CIRCLE ARROWS}"

Ends = tuple[str, PartialDate | None, PartialDate | None]


def by_and_done(text: str, line: ListItem, reading: Reading, *, entry: bool = False) -> Ends:
    """The text of a promise without its ends: until when, and when it was done.

    Of an `entry` a due day that is none is reported; other lines are reported anyway.
    """
    marks = None if text.isascii() and "::" not in text else marks_in(text)
    text, done = _done(marks.text if marks else text, line, reading)
    text, by = _by(text, line, reading, entry=entry)
    return (text, by or marks.due, done or marks.done) if marks else (text, by, done)


def _done(text: str, line: ListItem, reading: Reading) -> tuple[str, PartialDate | None]:
    found = _DONE.search(text)
    if found is None:
        return _done_in_words(text, line, reading)
    try:
        when = parse_date(found["date"])
    except DateFault as fault:
        _report(sentence_of(fault), "Mend the date", found["date"], line, reading, code="bad-date")
        return text, None
    return text[: found.start()].rstrip(" ,;"), when


def _done_in_words(text: str, line: ListItem, reading: Reading) -> tuple[str, PartialDate | None]:
    """The same where the day behind `done` is written otherwise; one without its year is told."""
    found = _DONE_ON.search(text)
    said = found["said"].rstrip(" .)") if found else ""
    day = read_day(said) if said else None
    if found is None or day is None or not day.meant or day.end < len(said):
        return text, None
    if day.on:
        return text[: found.start()].rstrip(" ,;("), day.on
    meant = end_meant(said, _day_of(line)) or " or done ".join(day.meant)
    what = "has no year" if day.meant[0].startswith("YEAR") else "is not written as a day"
    message = f'"{said}" {what}, so this was done on no day'
    _report(message, f"Write done {meant} at the end of the line", said, line, reading)
    return text, None


def _by(
    text: str, line: ListItem, reading: Reading, *, entry: bool
) -> tuple[str, PartialDate | None]:
    for found in reversed(list(_BY.finditer(text))):
        rest, again, often = text[found.end() :].partition(_AGAIN)
        rest = rest.rstrip(" .)")
        day = read_day(rest)
        if day and (day.end >= len(rest) or _LATEST.fullmatch(rest, day.end)):
            if day.on and (day.on.month or _is_ahead(day.on, line)):
                return f"{text[: found.start()].rstrip(' ,;(')} {again}{often}".strip(), day.on
            if not day.on:
                _report_day(rest, day, line, reading, entry=entry)
            return text, None
        if day and day.on and day.on.exact and entry:
            message = f'"{rest}" says more than a day, so this is due on none'
            _report(message, f"Write by {day.on} at the end of the line", rest, line, reading)
            return text, None
        if entry and _says_when(rest):
            message = f'"{rest}" says no day of the calendar, so this is due on none'
            meant = end_meant(rest, _day_of(line))
            hint = f"Write by {meant or _DAY_TO_ASK}"
            hint = hint if meant else f'{hint}, the day that "{rest}" is'
            _report(message, hint, rest, line, reading)
            return text, None
    if entry:
        _report_unread(text, line, reading)
    return text, None


def _says_when(rest: str) -> bool:
    """Whether words say when, and no day of the calendar: `end of the week`, `Nikolaus`."""
    moment = fold(rest).replace(" ", "_") in in_any_language("moments")
    return moment or told_from_today(rest) == len(rest) or _SOON.fullmatch(rest) is not None


def _report_unread(text: str, line: ListItem, reading: Reading) -> None:
    """Tells of a day at the end of a promise, after that of the promise, that no word is before."""
    done = line.text[:2].lower() == "[x" or unasked_sign(text)
    made = None if done else _day_of(line)
    for start in _STARTS.finditer(text) if made else ():
        day = read_day(text, start.start())
        on = day.on.exact if day and day.on else None
        if day and on and made and on > made and not text[day.end :].strip(" .)"):
            said = text[start.start() :].strip(" .()")
            message = f'"{said}" says a day, and not that this is due then'
            _report(message, f"Write by {on} at the end of the line", said, line, reading)
            return


def _day_of(line: ListItem) -> date | None:
    """The day of a promise, where it has one of the calendar."""
    own = read_day(line.text.lstrip("[]xX "))
    on = own.on if own and own.on else line.given
    return on.exact if on else None


def end_meant(said: str, made: date | None) -> str:
    """The day that the end of a promise is, told from the day it was made; empty where it is none.

    `end of month` and `1 Dec` are such, `next week` is not.
    """
    if made is None:
        return ""
    day = read_day(said)
    if day and day.end >= len(said) and len(day.meant) == 1 and day.meant[0].startswith("YEAR-"):
        return next((one for one in _with_year(day.meant[0][4:], made)), "")
    if is_weekday(said) and len(said) > len("we"):
        ahead = (made + Span(number, "days") for number in range(1, _WEEK + 1))
        return str(next(day for day in ahead if falls_on(day, said)))
    return _end_of(said, made)


def _end_of(said: str, made: date) -> str:
    """The last day of a month or of the year, told from the day of a promise; else nothing."""
    ended = _END_OF.fullmatch(said)
    what = fold(next(filter(None, ended.groups()), "")) if ended else ""
    if what in _UNITS["year"]:
        return f"{made.year}-12-31"
    month = made.month if what in _UNITS["month"] else month_named(what)
    if month is None:
        return ""
    return str(PartialDate(made.year + (month < made.month), month).latest())


def _with_year(rest: str, made: date) -> Iterator[str]:
    """A day without its year as the first one that is not before a day."""
    for year in (made.year, made.year + 1):
        try:
            found = parse_date(f"{year}{rest}")
        except DateFault:
            continue
        if found.latest() >= made:
            yield str(found)


def with_whole_end(text: str, made: date | None) -> str:
    """A promise whose end, where it lacks its year, has that which it can only mean."""
    for found in reversed(list(_BY.finditer(text))):
        rest = text[found.end() :].rstrip(" .)")
        if meant := end_meant(rest, made):
            return f"{text[: found.end()]}{meant}"
    return text


def with_end_to_ask(text: str, asked: str) -> str:
    """A promise with what has to be asked for in the place of an end that is no one day."""
    end = _end_in_doubt(text)
    if end is None:
        return text
    found, _ = end
    opened = text[: found.start()].rstrip().endswith("(")
    head = text[: found.start()].rstrip(" (") + " " if opened else text[: found.start()]
    return f"{head}{found.group()}{asked}"


def ends_meant(text: str) -> tuple[str, ...]:
    """The days that the end of a promise can mean, where these are two or more."""
    end = _end_in_doubt(text)
    meant = end[1].meant if end and end[1] else ()
    return meant if meant[1:] and all(one[0].isdigit() for one in meant) else ()


def _end_in_doubt(text: str) -> tuple[re.Match[str], WrittenDay | None] | None:
    """The word before the end of a promise that is no one day, and the days that it can mean."""
    for found in reversed(list(_BY.finditer(text))):
        rest = text[found.end() :].rstrip(" .)")
        day = read_day(rest)
        if day is not None and day.end >= len(rest) and day.on is None:
            return found, day
        if _says_when(rest):
            return found, None
    return None


def _is_ahead(year: PartialDate, line: ListItem) -> bool:
    """Whether a year alone is not before that of the promise, and so can be when it ends."""
    own = read_day(line.text.lstrip("[]xX "))
    made = own.on if own and own.on else line.given
    return bool(made and made.year and year.year and year.year >= made.year)


def is_end_in_doubt(text: str) -> bool:
    """Whether a promise says until when, and that is no one day: `by soon`, `by 3/4/2026`."""
    for found in reversed(list(_BY.finditer(text))):
        rest = text[found.end() :].rstrip(" .)")
        day = read_day(rest)
        return _says_when(rest) or day is not None
    return False


def _report_day(
    rest: str, day: WrittenDay, line: ListItem, reading: Reading, *, entry: bool
) -> None:
    if len(day.meant) == 1 and day.meant[0][0].isdigit() and not day.weekday and not day.until:
        try:
            parse_date(day.meant[0])
        except DateFault as fault:
            _report(sentence_of(fault), "Mend the date", rest, line, reading, code="bad-date")
            return
    if entry:
        whole = end_meant(rest, _day_of(line))
        each = (whole,) if whole else day.meant
        ways = " or ".join(f"by {one}" for one in each) or "by DATE"
        message = f'"{rest}" is not one day, so this is due on none'
        _report(message, f"Write {ways}", rest, line, reading)


def _report(
    message: str, hint: str, said: str, line: ListItem, reading: Reading, code: str = "almost-entry"
) -> None:
    at = line.text.rfind(said)
    reading.report(line.offset + max(at, 0), code, message, hint)


def sentence_of(fault: DateFault) -> str:
    """What is wrong with a date, as a sentence without its full stop."""
    message = str(fault)
    return message[0].upper() + message[1:]
