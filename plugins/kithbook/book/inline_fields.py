"""Fields in the text of a note, `key:: value`, `[key:: value]` or `**Key:** value`, and `#tags`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kithbook.book.plain_fields import plain_fields
from kithbook.book.written_days import read_day
from kithbook.language.spoken_words import spoken_words
from kithbook.text.open_fence import OpenFence
from kithbook.text.source import Scalar, Source

_KEY = r"(?P<key>[^\W\d_][\w .'/&-]{0,40}?(?:[ ]?\([^()\n]{1,20}\))?)"
# A quotation's sign, a dash and a small picture may stand before a field.
_LEAD = r"[ \t]*(?:>[ \t]*)*(?:[-*+•][ \t]+)?(?:[^\w\s\[\](){}*_`#<>|\"'-]+[ \t]+)?"
_LINES = (
    re.compile(rf"{_LEAD}[*_]{{0,3}}{_KEY}[*_]{{0,3}}[ \t]*::(?!:)[*_]{{0,3}}[ \t]*(?P<value>.*)"),
    re.compile(
        rf"{_LEAD}(?P<bold>\*\*|__|[*_]){_KEY}"
        r"(?::(?P=bold)|(?P=bold)[ \t]*:)(?!:)[ \t]*(?P<value>.*)"
    ),
)
_WITHIN = (
    re.compile(rf"\[{_KEY}[ \t]*::[ \t]*(?P<value>(?:\[\[[^\[\]\n]*\]\]|[^\[\]\n])*)\]"),
    re.compile(rf"\({_KEY}[ \t]*::[ \t]*(?P<value>(?:\[\[[^\[\]\n]*\]\]|[^()\n])*)\)"),
)
_PLAIN = re.compile(rf"{_LEAD}{_KEY}:[ \t]+(?P<value>\S.*)")
# What is one by its look, in any text: a day, an address, a number.
_PROVEN = re.compile(
    r"\[?\[?\d{4}-\d\d-\d\d\]?\]?|<?[^\s@,;]+@[\w-]+(?:\.[\w-]+)+>?|\+\d[\d ()./-]{6,}|<?https?://\S+"
)
# A day in words or numbers behind a word for birthdays; its reader knows the rest.
_OF_A_DAY = re.compile(
    r"[bBdDgGaAnN](?:(?<=[bB])(?:irth|-?day|orn)|(?<=[dD])ob\b|(?<=[gG])eb|(?<=[aA])nniversaire"
    r"|(?<=[nN])(?:aissance|[ée]e?\b)|(?<=[BDGN])(?:IRTH|OB\b|EB))[\w .-]{0,20}:[ \t]+"
    r"(?=\S*[ \t]?\d|[^\W\d_]{3,10}\.? \d)"
)
_BEFORE_A_DAY = re.compile(r":[ \t]+(?=\S*[ \t]?\d|[^\W\d_]{3,10}\.? \d)")
_SIGNS = ("::", ":*", "*:", ":_", "_:")
# The colon first, since a search leaps to it.
_LOOKS_PLAIN = re.compile(
    r":(?<=\w:)[ \t]+(?:\[\[)?(?:\d{4}-\d\d-\d\d(?:\]\])?[ \t]*$|<?[^\s@]+@|\+\d|<?https?://)",
    re.MULTILINE,
)
_WORDY_DAY = (
    r"(?:[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?[^\W\d_]{3,12})(?:,?\s+(?:19|20)\d\d)?"
)
# A sentence of somebody's own birthday, or a list line with their number; not `her son's birthday`.
_AT_HEAD = r"(?:^[ \t]*(?:[-*+]\s+)?|[.!?;]\s+)"
_SAID_DAY = rf"\s+(?:(?:is|on|am|ist)\s+)*(?P<value>{_WORDY_DAY}|\d{{4}}-\d\d-\d\d)(?!\w)"
_NUMBER_SAID = re.compile(
    r"[ \t]*[-*+]\s+(?P<key>[^\W\d_]{3,12})\s+(?:is|ist)\s+(?P<value>[+(\d][\d ()./-]{6,})$"
)
_IS_NUMBER = re.compile(r" ist?[ \t]+[+(]?\d[\d ()./-]{6,}$", re.MULTILINE)
_LONG_DAY = 40
_BOX = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[.?\]")
# The sign first, since a search leaps to it, and then what may stand before it.
_TAG = re.compile(
    r"#(?<![^\s(>,;]#)(?:\[\[(?P<linked>[^\[\]\n]+)\]\]|"
    # Several words between two signs are one, as Bear has them.
    r"(?P<several>[^\W\d_][^\s#,.;:!?]*(?:[ ][^\s#,.;:!?]+){1,3})#(?![\w#])|"
    r"(?P<tag>[^\s#,.;:!?()\[\]{}'\"`|*<>=+&%$@^~\\]+))"
)


class InlineField(NamedTuple):
    """A key and its value as they stand in a text; `line` is where their line begins.

    Where `whole`, the line holds nothing else, and is no note. A `plain` one has a single colon and
    nothing around its key, so it is one of a person only where that key can hold such a value, or
    where it is `placed`: among others, at the head of the note.
    """

    key: Scalar
    value: Scalar
    line: int
    whole: bool
    plain: bool = False
    placed: bool = False


def inline_fields(source: Source, body: int) -> Iterator[InlineField]:
    """The fields in a body, outside code; a task keeps its own."""
    found = tuple(_anywhere(source, body))
    placed = dict(plain_fields(source, body))
    signed = {one.line for one in found if not one.plain}
    yield from (one for one in found if not (one.plain and one.line in placed))
    for at, one in placed.items():
        if at not in signed:
            yield _field(one, at, whole=True)._replace(plain=True, placed=True)


def _anywhere(source: Source, body: int) -> Iterator[InlineField]:
    marked = any(source.text.find(sign, body) >= 0 for sign in _SIGNS)
    plain = _LOOKS_PLAIN.search(source.text, body) or (
        _BEFORE_A_DAY.search(source.text, body) and _OF_A_DAY.search(source.text, body)
    )
    said = any(word in source.text for word in _birthdays()) and _said().search(source.text, body)
    said = said or _IS_NUMBER.search(source.text, body)
    if not (marked or plain or said):
        return
    for offset, text in OpenFence().outside(source.lines(body)):
        if any(sign in text for sign in _SIGNS) and not _BOX.match(text):
            yield from _in_line(offset, text)
        elif (found := _PLAIN.match(text)) and _proves(found["value"].strip(), text):
            yield _field(found, offset, whole=True)._replace(plain=True)
        elif said and (found := _NUMBER_SAID.match(text) or _said().search(text)):
            yield _field(found, offset, whole=False)._replace(plain=True)


@cache
def _birthdays() -> tuple[str, ...]:
    """The words for a birthday, small and with a capital."""
    lists = (one.lists.get("birthday", frozenset()) for one in spoken_words())
    words = sorted(" ".join(one) for each in lists for one in each)
    return tuple(way for word in words for way in (word, word.capitalize()))


@cache
def _said() -> re.Pattern[str]:
    """A birthday that is told in a sentence."""
    words = "|".join(map(re.escape, _birthdays()))
    return re.compile(rf"{_AT_HEAD}(?P<key>{words}){_SAID_DAY}", re.MULTILINE)


def _proves(value: str, line: str) -> bool:
    """Whether a value behind a single colon shows what it is, or its key says that it is a day."""
    if _PROVEN.fullmatch(value):
        return True
    day = read_day(value) if len(value) < _LONG_DAY and _OF_A_DAY.search(line) else None
    return day is not None and not value[day.end :].strip()


def _in_line(offset: int, text: str) -> Iterator[InlineField]:
    within = [found for form in _WITHIN for found in form.finditer(text)]
    if within:
        rest = text
        for found in within:
            rest = rest.replace(found.group(), "")
        whole = not any(map(str.isalnum, rest))
        yield from (_field(found, offset, whole=whole) for found in within)
        return
    if line := _LINES[0].match(text) or _LINES[1].match(text):
        yield _field(line, offset, whole=True)


def _field(found: re.Match[str], offset: int, *, whole: bool) -> InlineField:
    value = (found["value"] or "").rstrip()
    start = offset + (found.start("value") if value else found.end())
    at = offset + found.start("key")
    return InlineField(
        Scalar(found["key"], at, at + len(found["key"]), plain=True),
        Scalar(value, start, start + len(value), plain=True),
        offset,
        whole,
    )


def tags_in(source: Source, body: int) -> Iterator[Scalar]:
    """The `#tags` in a body, outside code, without their sign; a number alone is none."""
    if _TAG.search(source.text, body) is None:
        return
    for offset, text in OpenFence().outside(source.lines(body)):
        for found in _TAG.finditer(text) if "#" in text else ():
            if group := "linked" if found["linked"] else "several" if found["several"] else "":
                at, end = offset + found.start(group), offset + found.end(group)
                yield Scalar(found[group].replace(" ", "-"), at, end, plain=True)
                continue
            # A sign before a word and a colon marks the word, as in "#call: …".
            if not (found["tag"].strip("/-").isdigit() or text.startswith(":", found.end())):
                start, end = offset + found.start("tag"), offset + found.end()
                yield Scalar(found["tag"], start, end, plain=True)
