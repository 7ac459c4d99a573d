"""Days as people write them at the head of a line: `20 Nov 2026`, `**2026-11-20**`, `[[…]]`.

A writing that could mean two days, or lacks its year, is told apart here and read nowhere.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kithbook.language.small_words import beginnings, in_any_language
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.words import fold

_WORD = r"[^\W\d_]{2,12}"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|ers?)?"
_WORDY = re.compile(
    rf"(?:(?P<d>{_DAY})\s+(?P<m>{_WORD})\.?|(?P<m2>{_WORD})\.?(?:\s+(?P<d2>{_DAY}))?)"
    r"(?:,?\s+(?:(?P<y>\d{4})|['\u2019](?P<short>\d\d))(?!\w)|(?![^\W_]))",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}(?![^\W_]|[-/.\u2010\u2011\u2013\u2014\u2212]\d)")
_NUMBERS = re.compile(
    r"(?P<a>\d{1,4})(?P<sep>[-./\u2010\u2011\u2013\u2014\u2212])(?P<b>\d{1,2})(?:(?P=sep)(?P<c>\d{1,4}))?\.?(?!\w|[-/.]\d)"
    r"|(?P<whole>(?:19|20)\d{6})(?!\w)|(?P<stamp>\d{4}-\d{2}-\d{2})(?=[^\W\d_])"
)
_OPENING = re.compile(r"(?:\[\[|\*{1,3}|_{1,3}|`|\()+")
_CLOSING = re.compile(r"(?:\|[^\[\]]*)?(?:[:,]?(?:\]\]|\*{1,3}|_{1,3}|`|\)))+")
_WEEKDAY = re.compile(rf"(?P<open>\()?(?P<word>{_WORD})(?(open)\))\.?,?(?=[\s:,]|$)")
_AFTER = re.compile(r"\s*(?:[:,]|[-\u2013\u2014](?=\s))?\s*")
_CENTURY = 2000


class WrittenDay(NamedTuple):
    """A day at the head of a text: where it begins and where the text after it does.

    `meant` are the days it can mean as a book writes them; `on` is it where that is read.
    """

    start: int
    end: int
    meant: tuple[str, ...]
    on: PartialDate | None = None


def read_day(text: str, at: int = 0) -> WrittenDay | None:
    """The day that a text begins with, or None where it begins with something else."""
    opened = _OPENING.match(text, at)
    start = opened.end() if opened else at
    found = _day(text, start)
    if found is None and (first := _weekday(text, start)):
        found = _day(text, _past_blanks(text, first))
    if found is None:
        return None
    end = found.end
    if opened:
        closed = _CLOSING.match(text, end)
        if closed is None:
            return None
        end = closed.end()
    after = _past_blanks(text, end)
    end = _weekday(text, after) or end
    left = _AFTER.match(text, end)
    return found._replace(end=left.end() if left else end)


def told_from_today(text: str) -> int | None:
    """Where a text goes on that begins with `yesterday` or `last Friday`, or None."""
    end = 0
    for word in re.finditer(r"[^\s:,]+[:,]?\s*", text):
        plain = fold(word.group().strip(" :,"))
        if plain not in in_any_language("days") and plain not in _weekdays():
            break
        end = word.end()
    return end or None


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(beginnings("weekdays", 2))


def _weekday(text: str, at: int) -> int | None:
    found = _WEEKDAY.match(text, at)
    if found is None or fold(found["word"]) not in _weekdays():
        return None
    # Two letters may be a word of their own, such as "we" or "so".
    return found.end() if len(found["word"]) > 2 or found.group()[-1] in ".,)" else None


def _past_blanks(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip())


def _day(text: str, at: int) -> WrittenDay | None:
    if found := _ISO.match(text, at):
        return WrittenDay(at, found.end(), (found.group(),), _parsed(found.group()))
    if found := _NUMBERS.match(text, at):
        return WrittenDay(at, found.end(), tuple(_meant(found)))
    found = _WORDY.match(text, at)
    month = beginnings("months", 3).get(fold(found["m"] or found["m2"])) if found else None
    day = re.match(r"\d*", (found["d"] or found["d2"] or "") if found else "")
    if found is None or month is None or not (found["y"] or (day and day.group())):
        return None
    parts = f"{month:02}" + (f"-{int(day.group()):02}" if day and day.group() else "")
    if not found["y"]:
        year = f"{_CENTURY + int(found['short'])}" if found["short"] else "YEAR"
        return WrittenDay(at, found.end(), (f"{year}-{parts}",))
    written = f"{found['y']}-{parts}"
    return WrittenDay(at, found.end(), (written,), _parsed(written))


def _parsed(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except DateFault:
        return None


def _meant(found: re.Match[str]) -> list[str]:
    """The days that numbers can mean: with slashes the month may come first, with dots not."""
    if found["stamp"]:
        return [found["stamp"]]
    if whole := found["whole"]:
        return [f"{whole[:4]}-{whole[4:6]}-{whole[6:]}"]
    first, second, third = found["a"], int(found["b"]), found["c"] or ""
    if len(first) > 2:
        return [f"{first}-{second:02}" + (f"-{int(third):02}" if third else "")]
    year = f"{_CENTURY + int(third)}" if len(third) == 2 else third or "YEAR"
    orders = [(int(first), second)]
    if found["sep"] != ".":
        orders.append((second, int(first)))
    meant = [f"{year}-{month:02}-{day:02}" for day, month in orders if month <= 12 and day <= 31]
    return list(dict.fromkeys(meant))
