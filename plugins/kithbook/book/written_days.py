"""Days as people write them at the head of a line: `20 Nov 2026`, `**2026-11-20**`, `[[…]]`.

A writing that could mean two days, or lacks its year, is told apart here and read nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from kithbook.book.numbered_days import (
    CENTURY,
    DASHES,
    NUMBERS,
    days_of_numbers,
    parsed_day,
    part_of_year,
    sure_day,
)
from kithbook.language.small_words import List, all_beginnings, beginnings, in_any_language
from kithbook.text.dates import PartialDate
from kithbook.text.words import fold

_WORD = r"[^\W\d_]{2,12}"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|ers?)?"
_WORDY = re.compile(
    rf"(?:(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{_WORD})\.?"
    rf"|(?P<m2>{_WORD})\.?(?:\s+(?:the\s+)?(?P<d2>{_DAY}))?)"
    r"(?:,?\s+(?:(?P<y>\d{4})|(?P<mark>['\u2019])?(?P<short>\d\d))(?!\w|[:.]\d)|(?![^\W_]))",
    re.IGNORECASE,
)
_ISO = re.compile(rf"\d{{4}}(?:-\d{{2}}){{0,2}}(?!(?!T\d\d[:.]?\d)[^\W_]|[-/.{DASHES}]\d)")
_BLANKS = re.compile(r"(?P<y>(?:19|20)\d\d) (?P<m>\d\d?) (?P<d>\d\d?)(?![\w:.])")
_SHORT_YEAR = re.compile(r"['\u2019](?P<y>\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\w-])")
_VAGUE = re.compile(r"-?(?:\?{1,2}|[xX]{1,2}(?!\w)|[WQ]\d{1,2}(?!\w))")
_TO = (
    r"(?:\s*(?:[\u2013\u2014/]|\.\.+)\s*|\s+(?:-|to|until|till|bis|au)\s+"
    r"|\.?-(?=\d{1,2}(?:\.?\s|\.\d{1,2}\.)))"
)
_UNTIL = re.compile(
    rf"(?P<first>\d{{4}}-\d\d-\d\d){_TO}(?P<last>\d{{4}}-\d\d-\d\d|\d\d-\d\d|\d{{1,2}})"
    r"(?!\w|[-:.]\d|\s?(?:uhr|h|[ap]m)\b)",
    re.IGNORECASE,
)
_SPREAD = re.compile(rf"(?P<d>\d{{1,2}})\.?{_TO}(?=\d{{1,2}}(?:\.?\s+[^\W\d_]|\.\d{{1,2}}\.\d))")
_OPENING = re.compile(
    r"(?:\[\[(?:[^\[\]\n/|]{1,30}/){1,4}(?=\d{4}-\d\d)|\[\[?|\*{1,3}|_{1,3}|`|\(|<)+"
)
_CLOSING = re.compile(
    r"(?:\|[^\[\]]*)?(?:[:,]?(?:\]\]|\](?:\([^()\n]*\))?|\*{1,3}|_{1,3}|`|\)|>))+"
)
_WEEKDAY = re.compile(rf"(?P<open>\()?(?P<word>{_WORD})(?(open)\))\.?,?(?=[\s:,\]>]|$)")
_NUMBER_NEXT = re.compile(r"\s+\d{1,4}(?:[-./]\d|\.\s)")
_AFTER = re.compile(r"\s*(?:[:,;|\uff1a]|[-\u2013\u2014](?=\s))?\s*")
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]m)?|\s?(?:[ap]m|uhr)(?!\w))"
_HOUR = re.compile(
    rf"(?:T|(?:at|um|gegen|à|@)\s+)?(?P<hour>{_CLOCK}(?:\s?[-\u2013]\s?{_CLOCK})?)(?:\s?Uhr|Z|[+-]\d\d:?\d\d)?"
    r"(?:[:,]?\s+(?:[-\u2013\u2014]\s+)?|$|(?=[\]>]))",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(
    r"(?P<d>\d{1,2})(?P<counted>\.|st|nd|rd|th|er)?"
    r"(?:$|:(?=\s|$)|\s+[\u2013\u2014-](?=\s)|(?=\s+[^\W\d_][^:\s]*\s*:)|(?(counted),?(?=\s+[^\W\d_])|(?!)))"
    r"\s*"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4}),?[ \t]+(?=[^\W\d_]|\d{1,2}\S{0,2}\s+[^\W\d_])")
_JOINED_UP = re.compile(
    r"(?:(?P<d>\d{1,2})|(?P<y2>\d{4})[-./_])[-./_]?(?P<m>[^\W\d_]{3,9})[-./_]?"
    r"(?:(?P<y>(?:19|20)\d\d)|(?<=[-./_])(?P<d2>\d{1,2}))(?!\w)"
)
_DOTTED = re.compile(r"\d\.\d{1,2}\.\d")
_NOT_TITLE = re.compile(r"^[^\w]+|[^\w]+$")
_NAMED = re.compile(r"\[\[(?P<day>\d{4}-\d\d-\d\d)[ _-]+[^\W\d_][^\[\]\n]*\]\]")
_MOST_DAYS = 31
_SPOKEN: tuple[List, ...] = ("ordinals", "months", "weekdays", "counting")
_AROUND = ("the", "of", "on", "and", "am", "der", "den")
_ANY_DAY = "DATE"


class WrittenDay(NamedTuple):
    """A day at the head of a text: where it begins and where the text after it does.

    `meant` are the days it can mean as a book writes them; `on` is it where that is read. Days
    from one to another have the last in `until`; `weekday` is one that the day does not fall on; a
    `vague` one is in doubt by its own words.
    """

    start: int
    end: int
    meant: tuple[str, ...]
    on: PartialDate | None = None
    hour: str = ""
    until: str = ""
    weekday: str = ""
    vague: bool = False


def read_day(text: str, at: int = 0) -> WrittenDay | None:
    """The day that a text begins with, or None where it begins with something else."""
    at += text.startswith("@", at)
    opened = _OPENING.match(text, at)
    start = opened.end() if opened else at
    found, first = _days(text, start), None
    if found is None and (first := _weekday(text, start)):
        found = _days(text, _past_blanks(text, first.end()))
    if found is None:
        return None
    end = found.end
    within = _weekday(text, _past_blanks(text, end, "_-")) if opened else None
    end = within.end() if within else end
    hour = _HOUR.match(text, _past_blanks(text, end, ",")) if opened else None
    if opened:
        closed = _CLOSING.match(text, hour.end() if hour and text[hour.end() - 1] != " " else end)
        if closed is None:
            return None
        end = closed.end()
    last = _weekday(text, _past_blanks(text, end)) or _behind_comma(text, end)
    if last and text.startswith("[[", at) and _fitting(found, last, text).weekday:
        last = None  # the note of a day is linked; what stands behind is `Tuesday run`
    end = last.end() if last else end
    left = _AFTER.match(text, end)
    end = left.end() if left else end
    after = _HOUR.match(text, end)
    told = hour or after
    found = found._replace(end=after.end() if after else end, hour=told["hour"] if told else "")
    return _fitting(found, first or within or last, text)


def day_of_note(text: str) -> WrittenDay | None:
    """The day at the head of the name of a linked note, `[[2026-11-20 Budget]]`; it ends there."""
    found = _NAMED.match(text)
    on = parsed_day(found["day"]) if found else None
    return WrittenDay(0, 0, (str(on),), on) if on else None


def day_below(text: str, at: int, above: PartialDate | None) -> WrittenDay | None:
    """The day that a text begins with, whose year or month may be that which stands above it."""
    day = read_day(text, at)
    if above is None or above.day or not above.year or (day and day.on):
        return day
    if day is None and above.month:
        return _day_of_month(text, at, above)
    fits = [one for one in day.meant if one.startswith(f"YEAR-{str(above)[5:]}")] if day else []
    if day and len(fits) == 1 and (above.month or len(day.meant) == 1):
        written = f"{above.year:04}{fits[0][4:]}"
        return day._replace(meant=(written,), on=parsed_day(written))
    return day


def _day_of_month(text: str, at: int, above: PartialDate) -> WrittenDay | None:
    """The day whose number alone a text begins with, below a month; a weekday may stand beside."""
    weekday = _weekday(text, at, sure=True)
    begins = _past_blanks(text, weekday.end()) if weekday else at
    number = _OF_MONTH.match(text, begins)
    if number is None:
        return None
    written = f"{above}-{int(number['d']):02}"
    return _fitting(WrittenDay(at, number.end(), (written,), parsed_day(written)), weekday, text)


def number_of_day(text: str) -> int:
    """The number from 1 to 31 that a text begins with as a day of a month may, or 0."""
    weekday = _weekday(text, 0, sure=True)
    found = re.match(
        r"(?P<d>[0-3]?\d)(?:\.|st|nd|rd|th|er)?(?:\s*[:\u2013\u2014-]|\s|$)",
        text[_past_blanks(text, weekday.end()) if weekday else 0 :],
    )
    day = int(found["d"]) if found else 0
    return day if day <= _MOST_DAYS else 0


def date_of_heading(title: str, above: PartialDate | None) -> PartialDate | None:
    """The date that a heading gives to what stands below it, or None; a month needs its year."""
    day = day_below(title, 0, above)
    if day and day.on:
        return day.on
    if above is None or above.month or not above.year:
        return None
    number = title if title.isdecimal() else month_named(title)
    return parsed_day(f"{above.year:04}-{int(number):02}") if number else None


def month_named(title: str) -> int | None:
    """The number of the month that a heading names and says no more, or None."""
    return beginnings("months", 3).get(fold(_NOT_TITLE.sub("", title)))


def past_hour(text: str, at: int) -> int:
    """Where a text goes on behind a time of day, or the place itself where none stands there."""
    found = _HOUR.match(text, at) if text[at : at + 1].isdigit() else None
    return found.end() if found else at


def _fitting(found: WrittenDay, weekday: re.Match[str] | None, text: str) -> WrittenDay:
    """A day that does not fall on the weekday beside it could be either.

    Where dots part its numbers the day stands first.
    """
    day = found.on.exact if found.on else None
    if weekday and found.on is None and len(found.meant) > 1 and not found.until:
        dotted = _DOTTED.search(text, found.start, found.end) is not None
        return _by_weekday(found, weekday["word"], dotted=dotted)
    if weekday is None or day is None:
        return found
    if falls_on(day, weekday["word"]):
        return found
    return found._replace(on=None, weekday=weekday["word"])


def _by_weekday(found: WrittenDay, word: str, *, dotted: bool) -> WrittenDay:
    """A day that could be two is the one that falls on the weekday beside it, where one does."""
    first = parsed_day(found.meant[0])
    if dotted and first and first.exact and not falls_on(first.exact, word):
        return found._replace(meant=found.meant[:1], weekday=word)
    days = (parsed_day(one) for one in found.meant)
    falls = [one for one in days if one and one.exact and falls_on(one.exact, word)]
    return found._replace(meant=(str(falls[0]),), on=falls[0]) if len(falls) == 1 else found


def told_from_today(text: str) -> int | None:
    """Where a text goes on that begins with `yesterday` or `2 weeks ago`, or None."""
    end, told = 0, False
    for word in re.finditer(r"[^\s:,]+[:,]?\s*", text):
        plain = fold(word.group().strip(" :,"))
        # Two letters may be a word of their own, such as "we", behind a day that is told.
        weekday = plain in _weekdays() and (len(plain) > len("we") or not end)
        weekday = weekday and not (end and plain in in_any_language("silent"))
        tells = weekday or plain in in_any_language("days")
        if not tells and plain not in in_any_language("counting") and not plain.isdigit():
            break
        end, told = word.end(), told or tells
    return end if told else None


def spoken_day(text: str) -> int | None:
    """Where a text goes on that begins with a month and a day in words, as dictation writes it."""
    end = 0
    seen: set[str] = set()
    for word in re.finditer(r"[^\s:,]+[:,]?\s*", text):
        plain = fold(word.group().strip(" :,"))
        last = plain.replace("-", " ").split()[-1:]
        what = next((one for one in _SPOKEN if in_any_language(one).issuperset(last or "?")), "")
        if not what and plain not in _AROUND:
            break
        end = word.end()
        seen.add(what)
    return end if {"months", "ordinals"} <= seen else None


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a day of the week, whole or short."""
    return fold(word) in _weekdays()


def falls_on(day: date, weekday: str) -> bool:
    """Whether a day falls on a day of the week, whole or short, as `is_weekday` knows it."""
    return day.isoweekday() in all_beginnings("weekdays", 2)[fold(weekday)]


@cache
def _weekdays() -> Mapping[str, int]:
    return beginnings("weekdays", 2)


def _weekday(text: str, at: int, *, sure: bool = False) -> re.Match[str] | None:
    found = _WEEKDAY.match(text, at)
    if found is None or fold(found["word"]) not in all_beginnings("weekdays", 2):
        return None
    if fold(found["word"]) not in _weekdays():  # a beginning of two, in two languages
        return found if _NUMBER_NEXT.match(text, found.end()) else None
    # Two letters may be a word of their own, such as "we" or "so".
    sure = sure or len(found["word"]) > 2 or found.group()[-1] in ".,)"
    return found if sure or _NUMBER_NEXT.match(text, found.end()) else None


def _behind_comma(text: str, at: int) -> re.Match[str] | None:
    """A weekday behind a day and a comma, with nothing but a colon after it."""
    found = (
        _weekday(text, _past_blanks(text, at, ","), sure=True) if text[at : at + 1] == "," else None
    )
    return found if found and text[found.end() : found.end() + 1] == ":" else None


def _past_blanks(text: str, at: int, more: str = "") -> int:
    return len(text) - len(text[at:].lstrip(f" \t\u00a0\u202f{more}"))


def _days(text: str, at: int) -> WrittenDay | None:
    """One day, or one until another, which is read nowhere."""
    if not text[at : at + 1].isdigit():
        return _day(text, at)
    if (spread := _SPREAD.match(text, at)) and (last := _day(text, spread.end())):
        if not (last.on and last.on.exact):
            return last
        first = f"{last.meant[0][:8]}{int(spread['d']):02}"
        return WrittenDay(at, last.end, (first,), None, until=last.meant[0])
    if several := _UNTIL.match(text, at):
        first, end = several["first"], several["last"].zfill(2)
        return WrittenDay(at, several.end(), (first,), None, until=first[: -len(end)] + end)
    return _day(text, at)


def _day(text: str, at: int) -> WrittenDay | None:
    behind = text[at + 4 : at + 5]
    if behind == " " and (found := _BLANKS.match(text, at)):
        parts = (found["y"], f"{int(found['m']):02}", f"{int(found['d']):02}")
        return WrittenDay(at, found.end(), ("-".join(parts),))
    lettered = text[at : at + 1].isdigit() and any(map(str.isalpha, text[at + 1 : at + 7]))
    if lettered and (day := _year_first(text, at) or _joined_up(text, at)):
        return day
    if found := _ISO.match(text, at):
        if vague := _VAGUE.match(text, found.end()):
            known = found.group()
            if vague.group()[-1].isdigit():
                known = part_of_year(found.group(), vague.group().lstrip("-")) or _ANY_DAY
            return WrittenDay(at, vague.end(), (known,), vague=True)
        return WrittenDay(at, found.end(), (found.group(),), parsed_day(found.group()))
    if found := NUMBERS.match(text, at):
        meant = days_of_numbers(found)
        return WrittenDay(at, found.end(), meant, sure_day(found, meant))
    return _short(text, at) if text[at : at + 1] in ("'", "\u2019") else _worded(text, at)


def _short(text: str, at: int) -> WrittenDay | None:
    """A day in figures that begins with a year of two digits and its mark, `'26-10-10`."""
    found = _SHORT_YEAR.match(text, at)
    if found is None:
        return None
    written = f"{CENTURY + int(found['y'])}-{found['m']}-{found['d']}"
    return WrittenDay(at, found.end(), (written,))


def _year_first(text: str, at: int) -> WrittenDay | None:
    """A year with its month and day in words behind it, `2026 October 30th`."""
    lone = _YEAR_FIRST.match(text, at)
    rest = _worded(text, lone.end()) if lone else None
    if lone is None or rest is None or not re.match(r"YEAR-\d\d-", rest.meant[0]):
        return None
    written = f"{lone['y']}{rest.meant[0][4:]}"
    return WrittenDay(at, rest.end, (written,), parsed_day(written))


def _joined_up(text: str, at: int) -> WrittenDay | None:
    """A day with its month in letters and no blanks, `14-Nov-2026`."""
    found = _JOINED_UP.match(text, at)
    month = beginnings("months", 3).get(fold(found["m"])) if found else None
    if found is None or month is None:
        return None
    year, day = found["y"] or found["y2"], found["d"] or found["d2"]
    written = f"{year}-{month:02}-{int(day):02}"
    return WrittenDay(at, found.end(), (written,), parsed_day(written))


def _worded(text: str, at: int) -> WrittenDay | None:
    found = _WORDY.match(text, at)
    month = beginnings("months", 3).get(fold(found["m"] or found["m2"])) if found else None
    day = re.match(r"\d*", (found["d"] or found["d2"] or "") if found else "")
    if found is None or month is None:
        return None
    if not (found["y"] or found["mark"] or (day and day.group())):
        return None
    parts = f"{month:02}" + (f"-{int(day.group()):02}" if day and day.group() else "")
    if not found["y"]:
        year = f"{CENTURY + int(found['short'])}" if found["short"] else "YEAR"
        return WrittenDay(at, found.end(), (f"{year}-{parts}",))
    written = f"{found['y']}-{parts}"
    return WrittenDay(at, found.end(), (written,), parsed_day(written))
