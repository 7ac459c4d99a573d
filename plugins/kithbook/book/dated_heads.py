"""Words of time at the head of a line that are no day of the calendar: `last Friday:`, `17:30`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from kithbook.book.written_days import falls_on, is_weekday, month_named
from kithbook.language.small_words import in_any_language
from kithbook.language.spoken_words import spoken_words
from kithbook.text.words import fold

_OPENING = re.compile(r"@?[*_~(\[<=]{0,4}(?:\s*[\u2248~]\s*)?")
_BEHIND = r"[*_)\]>=~]*(?:\s*[:\uff1a|]+\s*|\s+-{1,2}\s+|\s*[\u2013\u2014]\s*|\s*[,;/]\s*|\s+|$)"
_WORD = re.compile(
    r"(?P<word>\d{1,2}[:.h]\d\d(?:\s?uhr)?|['\u2019]?\d{1,4}(?:st|nd|rd|th|ers?|\.)?(?!\w)"
    rf"|[^\W\d_](?:\w|['\u2019](?=\w)|-(?=\w))*\.?)(?P<after>{_BEHIND})",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(r"[wqh]\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)")
_OF_WEEK = re.compile(
    r"(?P<year>\d{4})[-_ ]*(?:W|KW|Week|Woche|Semaine)[-_ ]*(?P<week>\d{1,2})(?!\d)", re.IGNORECASE
)
_MARKS = ":\uff1a|-\u2013\u2014"
_MOST, _MOST_DAYS, _TWO = 8, 31, 2
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?uhr)?")


class DatedHead(NamedTuple):
    """Words of time at the head of a text: what stands there, and where the text behind it begins.

    It is `apart` where a mark parts it from what was said, and `weak` where it may be no day at
    all, such as `back in 2019`; `known` is the month or year as far as these are written out,
    `words` how many there are. One `of_day` says the hour or the part of a day alone.
    """

    said: str
    end: int
    apart: bool
    known: str = ""
    words: int = 1
    weekday: str = ""
    number: int = 0
    hour: str = ""
    of_day: bool = False
    weak: bool = False


def dated_head(text: str, at: int = 0) -> DatedHead | None:
    """The words of time that a text begins with, or None where it begins with something else."""
    opened = _OPENING.match(text, at)
    start = end = opened.end() if opened else at
    words: list[str] = []
    apart = False
    while len(words) < _MOST and (found := _phrases().match(text, end) or _WORD.match(text, end)):
        word = fold(found["word"].strip("'\u2019"))
        word = word if word[:1].isdigit() or len(word) == len("we.") else word.rstrip(".")
        if not _is_of_time(word, first=not words):
            break
        words.append(word)
        end = found.end()
        if apart := any(mark in found["after"] for mark in _MARKS):
            break
    sure = _tells(words, apart=apart)
    if not words or not (sure or _may_tell(words)):
        return None
    return DatedHead(
        text[start:end].strip(" \t:,;|*_()[]<>=~-\u2013\u2014"),
        end,
        apart,
        _known(words),
        len(words),
        next((one.rstrip(".") for one in words if is_weekday(one.rstrip("."))), ""),
        next((int(n) for one in words if (n := _number(one)) and int(n) <= _MOST_DAYS), 0),
        next((f"{one} " for one in words if _HOUR.fullmatch(one)), ""),
        all(_HOUR.fullmatch(one) or _is_part_of_day(one) for one in words),
        weak=not sure,
    )


@cache
def _phrases() -> re.Pattern[str]:
    """Moments of several words, such as `Boxing Day`."""
    several = sorted((one for one in in_any_language("moments") if "_" in one), reverse=True)
    ways = "|".join(one.replace("_", "[ ]").replace("'", "['\u2019]") for one in several)
    return re.compile(rf"(?P<word>{ways}|w/[ce])(?P<after>{_BEHIND})", re.IGNORECASE)


@cache
def _beside() -> frozenset[str]:
    return frozenset().union(
        in_any_language("counting"), in_any_language("around"), in_any_language("weeks")
    )


@cache
def _telling() -> frozenset[str]:
    days = in_any_language("days") - in_any_language("around")
    return frozenset(one.replace("_", " ") for one in days | in_any_language("moments"))


def _is_of_time(word: str, *, first: bool) -> bool:
    named = _is_weekday(word) or _is_two(word) or bool(month_named(word))
    known = word in _telling() or word in _beside() or word in in_any_language("days")
    if known or word[:1].isdigit() or _PART_OF_YEAR.fullmatch(word) or _is_part_of_day(word):
        return True
    return named and (first or not _says_nothing(word))


def _says_nothing(word: str) -> bool:
    """Whether a short weekday is a small word as well, such as `mit` or `mon`."""
    return word.rstrip(".") == word and word in in_any_language("silent")


def _is_weekday(word: str) -> bool:
    return len(word) > _TWO and is_weekday(word.rstrip("."))


def _is_two(word: str) -> bool:
    """Whether a word is a weekday of two letters, as `Di` is, in whatever language."""
    bare = word.rstrip(".")
    return len(bare) == _TWO and any(day.startswith(bare) for day in in_any_language("weekdays"))


def _is_part_of_day(word: str) -> bool:
    return any(one.has("parts", word) for one in spoken_words())


def _tells(words: list[str], *, apart: bool) -> bool:
    """Whether some words of time say when, and not only how much or which."""
    for at, word in enumerate(words):
        counted = bool(_number(words[at + 1])) if at + 1 < len(words) else False
        if _HOUR.fullmatch(word) or _PART_OF_YEAR.fullmatch(word) or word in _telling():
            return True
        if _is_part_of_day(word) and len(words) == 1 and apart:
            return True
        weekday = _is_weekday(word) and (not _says_nothing(word) or (apart and words[-1] == word))
        if (
            weekday
            or (month_named(word) and len(word) > _TWO)
            or (word[-1] == "." and _is_two(word))
        ):
            return True
        if counted and (word in in_any_language("weeks") or _is_weekday(word) or _is_two(word)):
            return True
    told = any(one in in_any_language("days") for one in words) or _tells_how_long(words)
    small = (bool(_number(one)) and not _YEAR.fullmatch(one) for one in words)
    return told and (any(small) or any(one in in_any_language("counting") for one in words))


def _tells_how_long(words: list[str]) -> bool:
    """Whether words of `ago` or its like are among them, such as `il y a`."""
    places = range(len(words))
    return any(
        one.length(name, words, at)
        for one in spoken_words()
        for name in ("ago", "since")
        for at in places
    )


def _may_tell(words: list[str]) -> bool:
    """Whether they may, as `the 24th` and `back in 2019` do before a contact."""
    around = [one in in_any_language("around") for one in words]
    more = any(_COUNTED.fullmatch(one) or _is_part_of_day(one) for one in words)
    return len(words) > 1 and (all(around) or (any(around) and (more or bool(_known(words)))))


def _number(word: str) -> str:
    found = re.match(r"\d{1,4}", word)
    return found.group() if found and not _HOUR.fullmatch(word) else ""


def _known(words: list[str]) -> str:
    """The month of a year, or the year, that words of time name."""
    year = next((one for one in words if _YEAR.fullmatch(one)), "")
    month = next((n for one in words if len(one) > _TWO and (n := month_named(one))), None)
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
