"""Words of time at the head of a line that are no day of the calendar: `last Friday:`, `17:30`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from kithbook.book.written_days import falls_on, is_weekday, month_named
from kithbook.language.small_words import in_any_language
from kithbook.text.words import fold

_OPENING = re.compile(r"[*_~(\[<=]{0,4}(?:\s*[\u2248~]\s*)?")
_WORD = re.compile(
    r"(?P<word>\d{1,2}[:.h]\d\d(?:\s?uhr)?|['\u2019]?\d{1,4}(?:st|nd|rd|th|ers?|\.)?(?!\w)"
    r"|[^\W\d_](?:\w|['\u2019](?=\w)|-(?=\w))*\.?)"
    r"(?P<after>[*_)\]>=~]*(?:\s*[:\uff1a|]+\s*|\s+-{1,2}\s+|\s*[\u2013\u2014]\s*|\s*[,;/]\s*|\s+|$))",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(r"[wqh]\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_WEEK = re.compile(
    r"(?P<year>\d{4})[-_ ]*(?:W|KW|Week|Woche|Semaine)[-_ ]*(?P<week>\d{1,2})(?!\d)", re.IGNORECASE
)
_MARKS = ":\uff1a|-\u2013\u2014"
_MOST, _MOST_DAYS = 8, 31
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?uhr)?")


class DatedHead(NamedTuple):
    """Words of time at the head of a text: what stands there, and where the text behind it begins.

    It is `apart` where a mark parts it from what was said; `known` is the month or year, as far
    as these are written out, and `words` how many there are.
    """

    said: str
    end: int
    apart: bool
    known: str = ""
    words: int = 1
    weekday: str = ""
    number: int = 0
    hour: str = ""


def dated_head(text: str, at: int = 0) -> DatedHead | None:
    """The words of time that a text begins with, or None where it begins with something else."""
    opened = _OPENING.match(text, at)
    start = end = opened.end() if opened else at
    words: list[str] = []
    apart = False
    while len(words) < _MOST and (found := _WORD.match(text, end)):
        word = fold(found["word"].strip(".'\u2019"))
        if not _is_of_time(word):
            break
        words.append(word)
        end = found.end()
        if apart := any(mark in found["after"] for mark in _MARKS):
            break
    if not words or not _tells(words):
        return None
    return DatedHead(
        text[start:end].strip(" \t:,;|*_()[]<>=~-\u2013\u2014"),
        end,
        apart,
        _known(words),
        len(words),
        next((one for one in words if is_weekday(one)), ""),
        next((int(n) for one in words if (n := _number(one)) and int(n) <= _MOST_DAYS), 0),
        next((f"{one} " for one in words if _HOUR.fullmatch(one)), ""),
    )


def _is_of_time(word: str) -> bool:
    return bool(
        word[:1].isdigit()
        or _PART_OF_YEAR.fullmatch(word)
        or is_weekday(word)
        or month_named(word)
        or word in _words()
    )


@cache
def _words() -> frozenset[str]:
    return frozenset().union(
        in_any_language("days"),
        in_any_language("counting"),
        in_any_language("around"),
        in_any_language("moments"),
        in_any_language("weeks"),
    )


def _tells(words: list[str]) -> bool:
    """Whether some words of time say when, and not only how much or which."""
    around = in_any_language("around")
    telling = (in_any_language("days") - around) | in_any_language("moments")
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else ""
        if _HOUR.fullmatch(word) or _PART_OF_YEAR.fullmatch(word) or word in telling:
            return True
        # Two letters may be a word of their own, such as "we" or "so".
        if (len(word) > len("we") or _number(behind)) and (is_weekday(word) or month_named(word)):
            return True
        if word in in_any_language("weeks") and _number(behind):
            return True
    counted = [one for one in words if one in in_any_language("counting")]
    return bool(counted) and any(word in around for word in words)


def _number(word: str) -> str:
    found = re.match(r"\d{1,4}", word)
    return found.group() if found and not _HOUR.fullmatch(word) else ""


def _known(words: list[str]) -> str:
    """The month of a year, or the year, that words of time name."""
    year = next((one for one in words if _YEAR.fullmatch(one)), "")
    month = next((n for one in words if len(one) > 2 and (n := month_named(one))), None)
    return f"{year}-{month:02}" if year and month else year


def day_in_week(head: DatedHead, days: tuple[date, ...]) -> str:
    """Which day of a week words of time mean, by its weekday, its number or both; else nothing."""
    numbered = [one for one in days if not head.number or one.day == head.number]
    fits = [one for one in numbered if not head.weekday or falls_on(one, head.weekday)]
    return fits[0].isoformat() if len(fits) == 1 else ""


def days_of_week_file(path: str) -> tuple[date, ...]:
    """The seven days of the week that a file is named for, such as `2026-W47.md`, or none."""
    found = _OF_WEEK.search(PurePosixPath(path).stem)
    try:
        number = (int(found["year"]), int(found["week"])) if found else (0, 0)
        return tuple(date.fromisocalendar(*number, day) for day in range(1, 8))
    except ValueError:
        return ()
