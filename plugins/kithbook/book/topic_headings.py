"""Headings in a log of which nothing is read: days with words alone, months without their year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kithbook.book.entries import WhoseLog
from kithbook.book.log_lines import ListItem
from kithbook.book.model import Entry
from kithbook.book.other_keys import OF_THE_NOTE
from kithbook.book.reading import Reading
from kithbook.book.written_days import day_below, month_named, number_of_day
from kithbook.text.words import counted, fold


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


def report_bare_months(lines: Iterable[ListItem], reading: Reading) -> None:
    """Reports each such heading, with the lines that are of no day for want of the year."""
    month: ListItem | None = None
    dayless: list[ListItem] = []
    for line in lines:
        if line.heading:
            _report_month(month, dayless, reading)
            bare = month_named(line.text) and (line.given is None or line.given.day)
            month, dayless = line if bare else None, []
        elif month and line.bullet and number_of_day(line.text):
            dayless.append(line)
    _report_month(month, dayless, reading)


def _report_month(month: ListItem | None, dayless: list[ListItem], reading: Reading) -> None:
    if month is None or not dayless:
        return
    lines = counted(len(dayless), "line")
    named = month.text.strip()
    message = (
        f'"{named}" is a month without its year, so {lines} below with a number alone have no day'
    )
    reading.report(
        month.offset, "almost-entry", message, f"Write {named} YEAR, such as {named} 2026"
    )
