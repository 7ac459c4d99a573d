"""What of people is public: written into the airlock, and remembered once it was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.committing import commit
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.book.model import Settings
from kithbook.disclosure.airlock_writer import Change, current, items_of, remember
from kithbook.disclosure.published import Destination, Published, read_published
from kithbook.text.problems import Problem
from kithbook.text.refusal import refuse_for


def disclose(change: Change) -> Edits:
    """The edits that make the airlock what people agreed to."""
    moved = f"{len(change.added)} in, {len(change.removed)} out"
    return Edits(change.edits, "disclose", moved)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the book remembers of the page at one place, for a publication on a day."""

    root: Path
    settings: Settings
    place: Destination
    day: date

    def require(self) -> None:
        """Refuses where the book's memory cannot be read, before anything is built."""
        self._pages()

    def keep(self, *, again: bool, tell: Tell = silent) -> str:
        """Writes down what the page shows now, and says in which file; nothing where it is known.

        `again` says that it was handed over just now.
        """
        items = items_of(current(self.root))
        known = next((page for page in self._pages() if page.place == self.place), None)
        if known is None and not items:
            return ""
        if known is not None and known.items == items and not again:
            return ""
        edit = remember(self.root, Published(self.place, self.day, items))
        commit(Edits((edit,), "publish", str(self.place)), self.root, self.settings, tell)
        return edit.path

    def _pages(self) -> tuple[Published, ...]:
        pages = read_published(self.root)
        if isinstance(pages, Problem):
            refuse_for(pages)
        return pages
