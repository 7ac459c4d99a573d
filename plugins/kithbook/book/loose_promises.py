"""Promises in lines that are no entries, mostly since they have no day: reported, and not lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.book.entries import REST, WhoseLog
from kithbook.book.entry_words import OWED_TO_ME, kind_at
from kithbook.book.log_lines import BULLET, ListItem
from kithbook.book.model import BOXED_KINDS, LoosePromise, Mention
from kithbook.book.promise_ends import by_and_done
from kithbook.book.reading import Reading
from kithbook.book.tasks import marks_in
from kithbook.book.written_days import day_below
from kithbook.text.name_links import links_in

_BOX = re.compile(r"\[(?P<sign>.?)\]\s*")


class _Said(NamedTuple):
    """What is promised, where it begins in its line, and the names before it."""

    kind: str
    at: int
    names: str = ""


def loose_promise(
    line: ListItem, place: WhoseLog, reading: Reading, *, named: bool = False
) -> LoosePromise | None:
    """The open promise of a line that is no entry; a `named` one says itself that it is."""
    box = _BOX.match(line.text)
    closed = box["sign"].strip() if box else not line.bullet
    if closed or line.quoted or line.heading:
        return None
    day = day_below(line.text, box.end() if box else 0, line.given)
    after = day.end if day else box.end() if box else 0
    said = _said(line, after, place, reading, boxed=box is not None and not named)
    if said is None:
        return None
    text, by, done = by_and_done(line.text[said.at :].strip(" \n:"), line, reading)
    if marks := marks_in(text):
        text, by, done = marks.text, by or marks.due, done or marks.done
    if done or not text:
        return None
    return LoosePromise(
        at=reading.source.location(line.offset),
        on=(day.on if day else None) or line.given,
        kind=said.kind,
        text=" ".join(text.split()),
        people=(*((place.owner,) if place.owner else ()), *_linked(said.names, line, reading)),
        by=by,
    )


def loose_below(line: ListItem, place: WhoseLog, reading: Reading) -> Iterator[LoosePromise]:
    """The open promises in the lines that go on from an entry, which are read as its text."""
    at = line.offset
    for text in line.text.splitlines(keepends=True):
        bullet = BULLET.match(text) if at > line.offset else None
        if bullet:
            below = ListItem(at + bullet.end(), text[bullet.end() :].rstrip(), bullet=True)
            if found := loose_promise(below, place, reading):
                yield found
        at += len(text)


def _said(
    line: ListItem, at: int, place: WhoseLog, reading: Reading, *, boxed: bool
) -> _Said | None:
    """What a line promises behind its box and day; an open box is one unless it says another kind.

    In a journal a box alone is anybody's task, so there it links somebody.
    """
    kind, end = kind_at(line.text, at, reading.settings)
    rest = REST.match(line.text, end) if kind else None
    if kind in BOXED_KINDS and rest:
        return _Said(kind, rest.start("text"), rest["names"] or "")
    if not boxed or rest or not (place.owner or "[[" in line.text):
        return None
    if kind in BOXED_KINDS:
        return _Said(kind, end)
    owed = OWED_TO_ME.match(line.text, at)
    return _Said("awaiting" if owed else "promised", at, line.text)


def _linked(text: str, line: ListItem, reading: Reading) -> Iterator[Mention]:
    """Whom links name; the aside has reported those that lead to nobody."""
    for link in links_in(text):
        meant = reading.names.resolve(link.name) if reading.names else None
        if meant and meant.person:
            yield Mention(link.name, reading.source.location(line.offset), meant.person)
