"""The words below a heading that says a day and a kind: they are what that entry says."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.entries import mentions_in
from kithbook.book.log_lines import ListItem
from kithbook.book.model import Entry
from kithbook.book.reading import Reading


@dataclass
class TextBelow:
    """Gathers the first paragraph, or the first list, below such a heading without words."""

    reading: Reading
    _open: bool = False
    _bullets: bool | None = None
    _found: int = 0
    _next: int = 0

    def begins(self, line: ListItem, entry: Entry) -> None:
        """Takes an entry in: only one that is a heading and says nothing more waits for words."""
        self._open = line.heading and not entry.text
        self._bullets, self._found = None, len(self.reading.problems)

    def takes(self, line: ListItem) -> bool:
        """Whether a line that is no entry is what the heading above it says."""
        at = self.reading.source.location(line.offset).line
        told = len(self.reading.problems) > self._found
        boxed = line.text[:1] == "["
        if not self._open or line.heading or line.parent or line.quoted or told or boxed:
            self._open = False
        elif self._bullets is None:
            self._bullets = line.bullet
        elif self._bullets != line.bullet or (at != self._next and not line.bullet):
            self._open = False
        self._next = at + len(line.text.splitlines())
        return self._open

    def joined(self, entry: Entry, line: ListItem) -> Entry:
        """The entry with the words of a line."""
        text = " ".join(f"{entry.text} {line.text}".split())
        mentions = mentions_in(line.text, line.offset, self.reading)
        self._found = len(self.reading.problems)
        return entry._replace(text=text, mentions=(*entry.mentions, *mentions))
