"""Address books and the tables beside them without the rows and cards of one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kithbook.book.address_books import contacts_of
from kithbook.book.contact import Contact
from kithbook.book.roster_columns import find_header
from kithbook.book.roster_places import (
    CARDS,
    CHANGES_HEADER,
    CONVERSATIONS_HEADER,
    HAPPENINGS_HEADER,
    NOT_THE_SAME_HEADER,
    BesideContacts,
    beside_contacts,
    table_rows,
)
from kithbook.text.csv_rows import csv_rows
from kithbook.text.source import Source
from kithbook.text.vcards import read_cards
from kithbook.text.words import fold

_COLUMNS: dict[BesideContacts, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "changes": (CHANGES_HEADER, ("key", "name")),
    "conversations": (CONVERSATIONS_HEADER, ("key", "name")),
    "happenings": (HAPPENINGS_HEADER, ("key",)),
    "not the same": (NOT_THE_SAME_HEADER, ("a", "b")),
    "the same": (NOT_THE_SAME_HEADER, ("a", "b")),
}
"""The columns of each table, and those by which a row is somebody's."""

Theirs = Callable[[tuple[Contact, ...]], Iterable[Contact]]
"""Those of some contacts that are somebody's."""


def rows_of(source: Source, theirs: Theirs, keys: frozenset[str]) -> frozenset[int]:
    """The lines on which the rows or cards of somebody begin.

    `keys` are what finds them in the tables: names, addresses, profiles, ids, folded.
    """
    kind = beside_contacts(source.path)
    if kind in _COLUMNS:
        header, columns = _COLUMNS[kind]
        rows = table_rows(source, header)
        return frozenset(
            line for line, row in rows for name in columns if keys & _in_cell(row[name])
        )
    contacts, _ = contacts_of(source)
    return frozenset(one.at.line for one in theirs(contacts))


def _in_cell(text: str) -> set[str]:
    """What names somebody in a cell: all of it, and a name and an address that stand together."""
    name, _, way = text.strip().rpartition(" <")
    parts = (name, way[:-1]) if way.endswith(">") else ()
    return {fold(part) for part in (text, *parts) if part}


def without_rows(source: Source, lines: frozenset[int]) -> Source:
    """A file without some of its rows or cards, by the line on which each begins."""
    if not lines:
        return source
    going = {number for first, last in spans_of(source) if first in lines
             for number in range(first, last + 1)}  # fmt: skip
    kept = (
        text
        for number, text in enumerate(csv_rows(source.text).lines, start=1)
        if number not in going
    )
    mark = "\ufeff" if source.text.startswith("\ufeff") else ""
    return Source(source.path, mark + "".join(kept))


def spans_of(source: Source) -> Iterator[tuple[int, int]]:
    """The first and last line of each row or card."""
    if source.path.lower().endswith(CARDS):
        for card in read_cards(source.text).cards:
            yield card.line, max((card.end, *(one.end for one in card.properties)))
        return
    table = csv_rows(source.text)
    own = beside_contacts(source.path) in _COLUMNS
    header = None if own else find_header(table)
    rows = table.rows(header.sign, header.end) if header else table.rows(",")
    begun = [line for line, _ in rows]
    ends = [*(line - 1 for line in begun[1:]), len(table.lines)]
    yield from zip(begun, ends, strict=False)
