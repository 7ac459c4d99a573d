"""Lines among notes that begin with a day, or with words of time before a contact."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from string import digits

from kithbook.book.dated_heads import dated_head
from kithbook.book.line_instead import kind_told
from kithbook.book.log_lines import ListItem
from kithbook.book.model import CONTACT_KINDS
from kithbook.book.tasks import task_in
from kithbook.book.written_days import WrittenDay, day_of_note, read_day, told_from_today
from kithbook.language.small_words import in_any_language, kinds_of_entry
from kithbook.text.words import fold

_FIGURE = re.compile(r"\d")
_HEAD = re.compile(r"\W*(\w+)")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_WORD = re.compile(r"[^\W\d_][\w-]*")
_KIND_THEN_DAY = re.compile(r"(?P<kind>[^\W\d_][\w-]*),?\s+(?:on\s+|am\s+|le\s+)?\d{4}-\d\d-\d\d\b")
_LED = re.compile(r"(?:\|\s*|(?:on|am|le|den|der)\s+(?:the\s+)?)", re.IGNORECASE)


def may_say_a_day(lines: Collection[str]) -> bool:
    """Whether a line has what says a day: a figure, or at its head a word told from today."""
    text = "\n".join(lines)
    # Texts of many people are asked, so that this does without patterns as long as it can.
    if any(map(text.__contains__, digits)) or not text.isascii():
        return any(map(_FIGURE.search, lines)) or any(map(_words_of_time().match, lines))
    heads = filter(None, map(_HEAD.match, lines))
    return any(head[1].lower() in _first_words_of_time() for head in heads) and any(
        map(_words_of_time().match, lines)
    )


@cache
def _first_words_of_time() -> frozenset[str]:
    found = in_any_language("days") | in_any_language("moments")
    heads = filter(None, (_HEAD.match(word.replace("_", " ")) for word in found))
    return frozenset(head[1] for head in heads)


@cache
def _words_of_time() -> re.Pattern[str]:
    found = in_any_language("days") | in_any_language("moments")
    words = "|".join(sorted(re.escape(word).replace("_", " ") for word in found))
    return re.compile(rf"\W*(?:{words})\b", re.IGNORECASE)


def may_be_dated(line: ListItem) -> bool:
    """Whether a line begins with a day, behind `on` or the bar of a table too, or tells of one."""
    lead = _LED.match(line.text)
    day = _day_at_head(line.text) or (read_day(line.text, lead.end()) if lead else None)
    told = _begins_as_told(line) and told_from_today(line.text)
    within = line.heading and _FULL_DAY.search(line.text)
    told = told or (line.bullet and _tells_when(line))
    return bool(told or within) or (day is not None and bool(day.meant))


def _tells_when(line: ListItem) -> bool:
    """Whether a list line has words of time before a contact, or a contact before its day."""
    if found := _KIND_THEN_DAY.match(line.text):
        return _is_kind(found["kind"])
    head = dated_head(line.text)
    if head is None or head.weak:
        return False
    word = _FIRST_WORD.match(line.text, head.end)
    known = word is not None and _is_kind(word.group())
    return bool(line.kind) or known or kind_told(line.text[head.end :]) != "note"


def _is_kind(word: str) -> bool:
    return fold(word) in CONTACT_KINDS or fold(word) in kinds_of_entry()


def _begins_as_told(line: ListItem) -> bool:
    """Whether a line may begin with a day told from today; in prose `Sat` may be a word."""
    if line.kind or line.bullet:
        return True
    first = line.text.split(None, 1)[:1]
    return bool(first) and fold(first[0].strip(" :,")) in in_any_language("days")


def counts_anywhere(line: ListItem) -> bool:
    """Whether a line counts wherever it stands: a task, or what a heading calls a contact."""
    if line.kind and (told_from_today(line.text) or (line.bullet and may_be_dated(line))):
        return True
    of_kind = line.kind and (line.given or _day_at_head(line.text) or day_of_note(line.text))
    return bool(of_kind) or (line.text[:1] == "[" and task_in(line.text) is not None)


def _day_at_head(text: str) -> WrittenDay | None:
    return read_day(text, 4 if text[:1] == "[" and text[2:3] == "]" else 0)


def has_day(text: str) -> bool:
    """Whether a text begins with a day that can be read, behind its box where it has one."""
    day = _day_at_head(text)
    return day is not None and day.on is not None
