"""What the book remembers of a page that was handed over: its place, the day, its texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kithbook.book.edit import Refused

if TYPE_CHECKING:
    from kithbook.book.model import Settings
    from kithbook.disclosure.published import Destination, Published


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of one place, for a publication on a day."""

    root: Path
    settings: Settings
    place: Destination
    day: date

    def require(self) -> None:
        """Ends the command where the book's memory cannot be read, before anything is built."""
        self._pages()

    def keep(self, *, again: bool) -> str:
        """Writes down what the page shows now, and says in which file; nothing where it is known.

        `again` says that it was handed over just now.
        """
        from kithbook.cli.history import write
        from kithbook.disclosure.airlock_writer import current, items_of, remember
        from kithbook.disclosure.published import Published

        items = items_of(current(self.root))
        known = next((page for page in self._pages() if page.place == self.place), None)
        if known is None and not items:
            return ""
        if known is not None and known.items == items and not again:
            return ""
        edit = remember(self.root, Published(self.place, self.day, items))
        write((edit,), self.root, self.settings, "publish", str(self.place))
        return edit.path

    def _pages(self) -> tuple[Published, ...]:
        from kithbook.disclosure.published import read_published
        from kithbook.text.problems import Problem

        pages = read_published(self.root)
        if isinstance(pages, Problem):
            raise Refused(pages.location, pages.message, pages.hint)
        return pages
