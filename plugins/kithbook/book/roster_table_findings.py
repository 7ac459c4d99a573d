"""What cannot be read in the tables that lie beside the address books, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kithbook.book.roster_places import (
    CHANGES_HEADER,
    CONVERSATIONS_HEADER,
    FOLDER,
    HAPPENINGS_HEADER,
    LAST,
    MOST_BYTES,
    NOT_THE_SAME_HEADER,
    BesideContacts,
    beside_contacts,
    table_rows,
)
from kithbook.text.csv_rows import csv_rows
from kithbook.text.dates import is_date
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source, read_source
from kithbook.text.words import listed

_CODE = "bad-roster-row"


class _Table(NamedTuple):
    """The columns of a table, and which of them have to hold something, a day, a number."""

    header: tuple[str, ...]
    filled: tuple[str, ...]
    days: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


_TABLES: Mapping[BesideContacts, _Table] = {
    "changes": _Table(CHANGES_HEADER, ("seen", "key", "field"), ("seen",)),
    "not the same": _Table(NOT_THE_SAME_HEADER, ("a", "b")),
    "the same": _Table(NOT_THE_SAME_HEADER, ("a", "b")),
    "conversations": _Table(
        CONVERSATIONS_HEADER, ("key",), ("first", "last"), ("sent", "received")
    ),
    "happenings": _Table(HAPPENINGS_HEADER, ("key", "on"), ("on",)),
}


def table_findings(root: Path) -> Iterator[Problem]:
    """What is amiss in each table of a book; the other rows are read."""
    for folder in (FOLDER, LAST):
        for path in sorted((root / folder).glob("*.csv")):
            where = path.relative_to(root).as_posix()
            table = _TABLES.get(beside_contacts(where) or "last import")
            if table is None:
                continue
            source = read_source(root, path, MOST_BYTES)
            if isinstance(source, Problem):
                yield source
            else:
                yield from _of_table(source, table)


def _of_table(source: Source, table: _Table) -> Iterator[Problem]:
    line, names = next(csv_rows(source.text).rows(","), (1, []))
    missing = [name for name in table.filled if name not in names]
    if missing:
        message = f"This table lacks the column {listed(missing)}, so none of its rows is read"
        hint = f"Write {','.join(table.header)} into its first line"
        yield Problem(Location(source.path, line), _CODE, message, hint)
        return
    for at, row in table_rows(source, table.header):
        told = next(_of_row(row, table), None)
        if told:
            yield Problem(Location(source.path, at), _CODE, *told)


def _of_row(row: Mapping[str, str], table: _Table) -> Iterator[tuple[str, str]]:
    for name in table.filled:
        if not row[name].strip():
            yield f"Nothing stands under {name}, so this row is not read", "Fill it, or delete it"
    for name in table.days:
        if row[name].strip() and not is_date(row[name]):
            yield f'"{row[name]}" under {name} is no day', "Write it as 2026-05-31"
    for name in table.numbers:
        if not row[name].strip().isdecimal():
            yield f'"{row[name]}" under {name} is no number, and counts as 0', "Write it in digits"
