"""What an import comes to, before any of it is written: each source, whom it means, all edits."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.edit import Edit
from kithbook.exchange.imported import Imported
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.person_updates import PersonUpdate
from kithbook.exchange.proposals import Proposal
from kithbook.exchange.same_people import Somebody
from kithbook.text.words import counted, listed


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """One source as it goes into the book.

    `path` is its roster, empty where it has none; `first` says that nothing of it was there.
    `perhaps` are people of the file and of the book who may be one; `new_lines` went into logs.
    """

    imported: Imported
    path: str = ""
    first: bool = False
    merge: RosterMerge | None = None
    people: tuple[PersonUpdate, ...] = ()
    perhaps: tuple[tuple[Somebody, str, str], ...] = ()
    new_lines: int = 0
    waiting: int = 0
    """Happenings with people without a file."""
    doubt: str = ""
    """Why it may belong to another address book, with what to type then."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would write, in the order of writing, and what it comes to.

    `refused` are keys of people that were not written, `unread` files, each with the reason.
    """

    edits: tuple[Edit, ...]
    books: tuple[ImportedBook, ...]
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def what(self) -> str:
        """The import in a few words, for its commit."""
        return listed(tuple(map(_in_words, self.books)), "and")


def _in_words(one: ImportedBook) -> str:
    stem = one.imported.stem
    if one.merge is None:
        return f"{stem}: {counted(len(one.imported.conversations), 'conversation')}"
    return f"{stem}: {len(one.merge.new)} new, {one.merge.changed} changed"
