"""Every address book in `rosters/`, by its kind, and the contacts in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kithbook.book.merges import versions_of
from kithbook.book.model import Contact
from kithbook.book.roster import read_roster
from kithbook.text.decoding import Export, read_export
from kithbook.text.problems import Problem
from kithbook.text.source import read_raw

MAX_ROSTER_BYTES = 60_000_000
TABLES = (".csv", ".tsv")
ROSTER_ENDINGS = tuple(spelt for one in TABLES for spelt in (one, one.upper()))


def is_address_book(path: Path) -> bool:
    """Whether a file is of a kind that is read as an address book."""
    return path.suffix.lower() in ROSTER_ENDINGS


def read_address_books(
    root: Path, paths: Iterable[Path]
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of some files of a book, in the order of the files, and what was found."""
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for path in filter(is_address_book, paths):
        source, found = open_address_book(root, path)
        problems += found
        if source:
            rows, faults = read_roster(source)
            contacts += rows
            problems += faults
        elif any(one.code == "unfinished-merge" for one in found):
            torn = versions_of(root, path, MAX_ROSTER_BYTES)
            contacts += read_roster(torn.both)[0]
            problems += torn.further
    return tuple(contacts), tuple(problems)


def open_address_book(root: Path, path: Path) -> Export:
    """The text of an address book, in whatever encoding it came."""
    raw = read_raw(root, path, MAX_ROSTER_BYTES)
    if isinstance(raw, Problem):
        return Export(None, (raw,))
    return read_export(path.relative_to(root).as_posix(), raw)
