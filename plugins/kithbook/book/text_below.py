"""The words below a heading or an item that is a day: they are what that entry says."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.entries import mentions_in, parts_of
from kithbook.book.log_lines import ListItem
from kithbook.book.model import Entry
from kithbook.book.reading import Reading
from kithbook.text.dates import PartialDate


@dataclass
class TextBelow:
    """Gathers the first paragraph, or the first list, below such a heading without words.

    Below a day without a kind, and below any of meetings, what is read of the first line goes on.
    """

    reading: Reading
    _open: bool = False
    _bullets: bool | None = None
    _found: int = 0
    _next: int = 0
    _day: PartialDate | None = None

    def begins(self, line: ListItem, entry: Entry) -> None:
        """Takes an entry in: only one that is a heading and says nothing more waits for words."""
        first = line.first and entry.on == line.given and self._goes_on(line)
        self._open = first or (line.heading and (not entry.text or line.kind != ""))
        self._bullets = True if entry.text else None
        self._day, self._found = line.given, len(self.reading.problems)
        if first:
            self._bullets = line.bullet
            begins = self.reading.source.location(line.offset).line
            self._next = begins + len(line.text.splitlines())

    def _goes_on(self, line: ListItem) -> bool:
        return line.kind != "" or parts_of(line, self.reading.settings) is None

    def takes(self, line: ListItem) -> bool:
        """Whether a line that is no entry is what the heading above it says."""
        at = self.reading.source.location(line.offset).line
        told = len(self.reading.problems) > self._found
        other = line.given != self._day or line.heading or line.parent or line.quoted
        if self._open and line.bullet and line.text[:1] == "[" and not other:
            self._found = len(self.reading.problems)
            return False  # a promise of that day; what else it says may follow
        if not self._open or other or told or line.text[:1] == "[":
            self._open = False
        elif self._bullets is None:
            self._bullets = line.bullet
        elif self._bullets != line.bullet or (at != self._next and not line.bullet):
            self._open = False
        self._next = at + len(line.text.splitlines())
        return self._open

    def joined(self, entry: Entry, line: ListItem) -> Entry:
        """The entry with the words of a line."""
        apart = ";" if line.bullet and entry.text[-1:].isalnum() else ""
        text = " ".join(f"{entry.text}{apart} {line.text}".split())
        mentions = mentions_in(line.text, line.offset, self.reading)
        self._found = len(self.reading.problems)
        return entry._replace(text=text, mentions=(*entry.mentions, *mentions))
