"""A table of contacts as text that can be merged: its columns, rows, and what each row says.

A column of one table is that of another by its name, or, where programs name it otherwise, by being
the only one of its kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kithbook.book.contact import Contact
from kithbook.book.roster import read_table
from kithbook.book.roster_columns import column_key
from kithbook.book.roster_links import called, profiles
from kithbook.exchange.same_people import Somebody
from kithbook.text.csv_rows import csv_rows
from kithbook.text.source import Source
from kithbook.text.turned_names import split_name
from kithbook.text.words import fold

_ONE_OF_A_KIND = ("first", "middle", "last", "name", "org", "role", "born", "connected", "notes")
_IDS = ("uid", "contact id", "person id")
Column = str
"""What names a column in all tables of an address book: its name folded, and which of that name."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the lines it stands on, counted from 1, and its cells."""

    first: int
    last: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterTable:
    """A table: its lines with their ends, what stands between cells, the header, and the rows.

    `people` is what is known of each row; empty of one that LinkedIn has emptied but for a date.
    `contacts` are the rows as the book reads them. `lead` is the mark that some programs put first.
    """

    lines: tuple[str, ...]
    sign: str
    header: TableRow
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    people: tuple[Somebody, ...]
    contacts: tuple[Contact | None, ...]
    lead: str = ""

    @property
    def names(self) -> dict[Column, str]:
        """The columns with their names as they are written."""
        cells = (cell.strip() for cell in self.header.cells)
        return dict(zip(self.columns, cells, strict=True))

    def written(self, row: TableRow) -> str:
        """The text of a row with its line end."""
        return "".join(self.lines[row.first - 1 : row.last])


def roster_table(source: Source) -> RosterTable | None:
    """The table in a text; None where no row of it names the columns."""
    read = read_table(source)
    if read.header is None:
        return None
    table = csv_rows(source.text)
    begun = list(table.rows(read.header.sign, read.header.line - 1))
    starts = [line for line, _ in begun]
    ends = (*(line - 1 for line in starts[1:]), len(table.lines))
    every = [
        TableRow(line, end, tuple(cells)) for (line, cells), end in zip(begun, ends, strict=True)
    ]
    top, rows = every[0], [one for one in every[1:] if any(map(str.strip, one.cells))]
    by_line = {one.at.line: one for one in read.contacts}
    parts = _NameParts(top.cells)
    return RosterTable(
        tuple(table.lines),
        read.header.sign,
        top,
        tuple(_columns(top.cells)),
        tuple(rows),
        tuple(parts.known(by_line.get(one.first), one.cells) for one in rows),
        tuple(by_line.get(one.first) for one in rows),
        "\ufeff" if source.text.startswith("\ufeff") else "",
    )


def _columns(names: Iterable[str]) -> Iterable[Column]:
    count: dict[str, int] = defaultdict(int)
    for name in names:
        plain = fold(name)
        count[plain] += 1
        yield f"{plain} {count[plain]}" if count[plain] > 1 else plain


def same_columns(mine: RosterTable, theirs: RosterTable) -> dict[Column, Column]:
    """Each column of another table with the one of this table that it is."""
    found = {column: column for column in theirs.columns if column in mine.columns}
    only = [
        {kind: one for kind, one in _by_kind(table).items() if one not in found}
        for table in (mine, theirs)
    ]
    for kind, column in only[1].items():
        if kind in only[0]:
            found[column] = only[0][kind]
    return found


def _by_kind(table: RosterTable) -> dict[str, Column]:
    """The columns that are the only ones of their kind in a table."""
    kinds: dict[str, list[Column]] = defaultdict(list)
    for column, name in table.names.items():
        kinds[column_key(name)].append(column)
    return {kind: kinds[kind][0] for kind in _ONE_OF_A_KIND if len(kinds.get(kind, ())) == 1}


class _NameParts:
    """Which columns hold the parts of a name, and the id of a source."""

    def __init__(self, names: Sequence[str]) -> None:
        kinds = [column_key(name) for name in names]
        self._given, self._family = _first(kinds, "first"), _first(kinds, "last")
        self._id = next((at for at, name in enumerate(names) if fold(name) in _IDS), -1)

    def known(self, contact: Contact | None, cells: Sequence[str]) -> Somebody:
        if contact is None:
            return Somebody()
        given, family = _cell(cells, self._given), _cell(cells, self._family)
        names = called(contact)
        if not family and names:
            given, family = split_name(names[0])
        ids = [f"url {slug}" for slug in profiles(contact)]
        if own := _cell(cells, self._id):
            ids.append(f"uid {own}")
        if contact.connected and names:
            # LinkedIn had no addresses of profiles before 2023: there it is the day and the name.
            ids.append(f"day {fold(contact.name)} {contact.connected}")
        return Somebody(
            names, given, family.partition(",")[0], tuple(ids), contact.emails, contact.phones,
            contact.born, contact.org,
        )  # fmt: skip


def _first(kinds: Sequence[str], kind: str) -> int:
    return kinds.index(kind) if kind in kinds else -1


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ""
