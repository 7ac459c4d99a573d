"""The book as an assistant may read it, read anew where a file has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.agent.redaction import Cover
from kithbook.agent.withheld import WithheldPeople, without_withheld
from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.book.load import load_book
from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.book.settings import FILE
from kithbook.leakscan.lenient import first_heading, names_in_lines
from kithbook.served.snapshot import Seen, seen
from kithbook.text.nodes import content_of

_MOST_BYTES = 1_000_000
_FAULTS_IN_KEYS = frozenset(("bad-yaml", "not-keys", "unclosed-front-matter", "unfinished-merge"))
_KEY = re.compile(r"^\W*assistants?[ \t\"']*[:=]([^\n#]*)", re.IGNORECASE | re.MULTILINE)
DayOf = Callable[[Settings], date]
"""The day to answer for, by the settings of the book."""


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """A reading: `whole` has addresses, by which senders are known; `plain` has none.

    Nobody who is withheld is in either; `cover` goes over each answer.
    """

    whole: Network
    plain: Network
    cover: Cover
    today: date


class BookReader:
    """Reads a book when it is asked, and again once a file of it is another."""

    def __init__(self, root: Path, day_of: DayOf, *, reach: bool) -> None:
        self.root = root
        self._day_of = day_of
        self._reach = reach
        self._files: Seen | None = None
        self._opened: OpenedBook | None = None

    def now(self) -> OpenedBook:
        """The book as it is now."""
        files = seen(self.root / name for name in (*OWN_FOLDERS, FILE))
        if self._opened is None or files != self._files:
            self._files = files
            self._opened = self._open()
        today = self._day_of(self._opened.whole.settings)
        one = self._opened
        return OpenedBook(one.whole, one.plain, one.cover, today)

    def _open(self) -> OpenedBook:
        book = load_book(self.root)
        doubtful = frozenset(self._doubtful(book))
        withheld = WithheldPeople(book, tuple(self._names_lost(book)), doubtful)
        cover = Cover(book, withheld, self._reach)
        whole = without_withheld(withheld)
        return OpenedBook(whole, cover.without_reach(whole), cover, self._day_of(book.settings))

    def _names_lost(self, book: Network) -> Iterator[str]:
        """The names in files of people that cannot be read."""
        for lost in book.unread:
            raw = content_of(self.root, self.root / lost.path, _MOST_BYTES) or b""
            text = raw.decode("utf-8", "replace")
            yield from names_in_lines(text)
            yield from filter(None, (first_heading(text),))

    def _doubtful(self, book: Network) -> Iterator[str]:
        """Whose file has a fault in its keys, or says something of assistants that was not read."""
        torn = {one.location.path for one in book.problems if one.code in _FAULTS_IN_KEYS}
        for person in book.people.values():
            if person.path in torn or self._says_so(person.path):
                yield person.id

    def _says_so(self, path: str) -> bool:
        """Whether a line of a file reads like the key, with another value than yes."""
        raw = content_of(self.root, self.root / path, _MOST_BYTES) or b""
        found = _KEY.findall(raw.decode("utf-8", "replace")) if b"ssistant" in raw.lower() else ()
        return any(value.strip(" \t\"'") != "yes" for value in found)
