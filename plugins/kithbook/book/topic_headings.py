"""Headings in a log that are a day with words, and of which no entry tells what was done."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.entries import WhoseLog
from kithbook.book.log_lines import ListItem
from kithbook.book.model import Entry
from kithbook.book.other_keys import OF_THE_NOTE
from kithbook.book.reading import Reading
from kithbook.book.written_days import day_below
from kithbook.text.words import fold


@dataclass
class TopicAbove:
    """The heading above that is a day with words, while no entry stands in it or below it."""

    place: WhoseLog
    reading: Reading
    heading: ListItem | None = None
    found: int = 0

    def passes(self, line: ListItem, entry: Entry | None) -> None:
        """Takes a line in, with its entry."""
        told = len(self.reading.problems) > self.found
        if line.heading:
            self.ends()
            if entry is None and not told and self.place.owner and _has_topic(line):
                self.heading = line
        elif self.heading and _answers(self.heading, line, entry, told=told):
            self.heading = None
        self.found = len(self.reading.problems)

    def ends(self) -> None:
        """Reports the heading, where it still waits for an entry."""
        if self.heading:
            _report(self.heading, self.reading)
        self.heading = None


def _answers(heading: ListItem, line: ListItem, entry: Entry | None, *, told: bool) -> bool:
    """Whether a line is what happened on the day of a heading, or is reported as such."""
    if entry:
        return entry.on == heading.given
    return told and line.given == heading.given and not line.text.startswith("[")


def _has_topic(line: ListItem) -> bool:
    day = day_below(line.text, 0, None)
    words = line.text[day.end :].strip(" -:*_\u2013\u2014") if day and day.on else ""
    return bool(words) and fold(words) not in OF_THE_NOTE


def _report(line: ListItem, reading: Reading) -> None:
    """Reports a heading that is a day with words, where no entry stands in it or below it."""
    day = day_below(line.text, 0, line.given)
    at = day.end if day else 0
    said = line.text[at:].strip(" -:\u2013\u2014")
    message = f'"{said}" says no kind of entry, so this day is no contact'
    hint = f"Write {line.given} note: {said}, or another kind, such as met or call"
    reading.report(line.offset + at, "almost-entry", message, hint)
