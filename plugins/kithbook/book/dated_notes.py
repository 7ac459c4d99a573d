"""Notes of a person that stand with a day and are no entry: which of them are told, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kithbook.book.entry_words import kind_at
from kithbook.book.line_instead import LineParts, kind_told, line_parts
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, Entry
from kithbook.book.reading import Reading
from kithbook.book.written_days import read_day, told_from_today

_NUMBER = re.compile(r"\d{1,2}[./]\d{1,2}")
_SHORT = 80
_APART = (":", "\u2013", "\u2014", "-")


def is_near_entry(line: ListItem, reading: Reading) -> bool:
    """Whether a note begins as an entry does, so that it is told why it is none.

    Prose may begin with a day as well, and a number may look like one.
    """
    read = line_parts(line, reading)
    if line.heading:
        return not _NUMBER.match(line.text) or read.kind is not None
    if read.day is None:
        given = line.given is not None and _says_kind(read, reading)
        return line.bullet or given or tells_of_contact(line.text, reading)
    if line.bullet and (read.day.on or line.kind):
        return True
    apart = line.text[: read.day.end].rstrip().endswith(_APART)
    whole = read.day.on is not None and read.day.on.exact is not None
    told = bool(read.day.meant) and kind_told(line.text[read.kind_at :], first=True) != "note"
    return _says_kind(read, reading) or (whole and apart) or told


def tells_of_contact(text: str, reading: Reading) -> bool:
    """Whether a short line begins with a day that is told from today, and a kind of contact."""
    end = told_from_today(text) if len(text) <= _SHORT else None
    kind = kind_at(text, end, reading.settings)[0] if end else None
    return reading.settings.is_contact_kind(kind or "") is True


def _says_kind(read: LineParts, reading: Reading) -> bool:
    contact = reading.settings.is_contact_kind(read.kind or "")
    return contact is True or read.kind in BOXED_KINDS


@dataclass
class BareDays:
    """The headings that are a day and no more, below which nothing is read nor told."""

    reading: Reading
    heading: ListItem | None = None
    words: bool = False
    told: int = 0
    found: list[ListItem] = field(default_factory=list)

    def passes(self, line: ListItem, entry: Entry | None) -> None:
        """Takes a line in, with its entry; a promise made that day says not what the day was."""
        told, self.told = len(self.reading.problems) > self.told, len(self.reading.problems)
        read = entry is not None
        if not line.heading and (line.text[:1] == "[" or self._is_apart(entry)):
            return
        if line.heading or line.parent:
            self.ends()
            self.heading = line if not read and not told and _is_day(line) else None
        elif read or told:
            self.heading = None
        elif line.given and not line.quoted:
            self.words = True

    def _is_apart(self, entry: Entry | None) -> bool:
        """Whether an entry is a promise, or of another day than the heading."""
        other = entry and self.heading and entry.on != self.heading.given
        return entry is not None and bool(other or entry.kind in BOXED_KINDS)

    def ends(self) -> None:
        """Keeps the heading above, where words stand below it."""
        if self.heading and self.words:
            self.found.append(self.heading)
        self.heading, self.words = None, False

    def report(self, *, owned: bool = True) -> None:
        """Tells of all of them, at the first; a journal may have days of its own alone."""
        self.ends()
        if self.found and owned:
            _report(self.found, self.reading)


def _is_day(line: ListItem) -> bool:
    day = read_day(line.text)
    exact = day.on.exact if day and day.on else None
    return day is not None and exact is not None and not line.text[day.end :].strip()


def _report(headings: Sequence[ListItem], reading: Reading) -> None:
    first = headings[0]
    message = f'"{first.text.strip()}" is a day, and what stands below says no kind of entry'
    if headings[1:]:
        lines = ", ".join(str(reading.source.location(one.offset).line) for one in headings[1:])
        message += f"; so it is with the headings in line {lines}"
    hint = (
        f"Write {first.given} and the kind, such as {first.given} met, or put it below ## Meetings"
    )
    reading.report(first.offset, "almost-entry", message, hint)
