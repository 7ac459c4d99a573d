"""Rosters: address-book exports kept as they came, a thin contact a row.

LinkedIn's `Connections.csv` in the shapes it has had since 2020, Google's and Outlook's contacts,
and any other table with names, as they are or as Excel writes them back. Columns are found by
name, never by position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kithbook.book.contact import Contact
from kithbook.book.day_order import DayOrders, day_by_order, day_orders
from kithbook.book.odd_rows import OddRows
from kithbook.book.roster_cells import (
    Columns,
    addresses,
    between_curly_quotes,
    day_in,
    day_of_parts,
    every_text,
    groups,
    is_cut_short,
    is_rule,
    is_told_dead,
    names_nobody,
    numbers,
    one_text,
    paragraphs,
    web_pages,
)
from kithbook.book.roster_columns import Header, are_of_a_row, find_header, with_other_sign
from kithbook.text.csv_rows import CsvRows, csv_rows
from kithbook.text.dates import DateFault, PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source

_WANTED = (
    "Name the columns in one row: Name, or First Name and Last Name; then E-mail, Phone, "
    "Organization, Title, City, URL where there are such"
)

_TEXTS: Mapping[str, Callable[[list[str], Columns], str]] = {
    **dict.fromkeys(("name", "first", "middle", "last", "org", "role", "place"), one_text),
    "notes": paragraphs,
}
_LISTS: Mapping[str, Callable[[list[str], Columns], tuple[str, ...]]] = {
    "email": addresses, "phone": numbers, "nickname": every_text, "url": web_pages, "tags": groups,
}  # fmt: skip


class _RosterReading:
    """One table while it is read, with the lines of rows that are not all they seem."""

    def __init__(self, path: str, header: Header, orders: DayOrders) -> None:
        self.path = path
        self.header = header
        self.orders = orders
        self.odd = OddRows(path, header)
        # What has no column is not looked for in each of many rows.
        there = header.columns
        self._texts = [(key, read, there[key]) for key, read in _TEXTS.items() if key in there]
        self._lists = [(key, read, there[key]) for key, read in _LISTS.items() if key in there]

    def contact(self, row: list[str], line: int) -> Contact | None:
        """The contact of a row; None for what LinkedIn has emptied but for a date."""
        texts = {key: read(row, columns) for key, read, columns in self._texts}
        lists = {key: read(row, columns) for key, read, columns in self._lists}
        if "," in texts.get("last", "") and "connected" in self.header.columns:
            # LinkedIn's members write their degrees behind the last name.
            texts["last"] = texts["last"].partition(",")[0].strip()
        emails = self._emails(lists.get("email", ()), line)
        phones = self._phones(lists.get("phone", ()), line)
        aliases, org = lists.get("nickname", ()), texts.get("org", "")
        named = _name(texts)
        named = "" if names_nobody((), named) else named
        name = named or next(filter(None, (*aliases, org, *emails, *phones)), "")
        if not name:
            dates = self.header.of("connected")
            if any(cell.strip() for at, cell in enumerate(row) if at not in dates):
                self.odd.note("bare", line)
            return None
        if not (emails or phones) and (what := names_nobody(row, name)):
            self.odd.note(what, line, name)
            return None
        if "@" in texts.get("place", "") and len(row) > self.header.width:
            # An address that holds the sign between cells has gone over into the next.
            self.odd.note("wide", line)
            texts["place"] = ""
        if phones and any(map(is_cut_short, phones)):
            self.odd.note("number", line, next(filter(is_cut_short, phones)))
        pages = lists.get("url", ())
        return Contact(
            Location(self.path, line), name, org, texts.get("role", ""), emails, phones,
            pages[0] if pages else "", texts.get("place", ""), self._day("connected", row, line),
            aliases=aliases, pages=pages[1:], born=self._born(row, line),
            notes=texts.get("notes", ""), tags=lists.get("tags", ()),
            dead=is_told_dead(row, self.header.of("died"), name),
        )  # fmt: skip

    def _emails(self, found: tuple[str, ...], line: int) -> tuple[str, ...]:
        """The addresses in a row; what has no @, or no dot behind it, is a path or a word."""
        read = tuple(one for one in found if "." in one.rpartition("@")[2] and "@" in one)
        if len(read) < len(found):
            self.odd.note("email", line, next(one for one in found if one not in read))
        return read

    def _phones(self, found: tuple[str, ...], line: int) -> tuple[str, ...]:
        """The numbers in a row; what has no figure is a word."""
        read = tuple(one for one in found if any(map(str.isdigit, one)))
        if len(read) < len(found):
            self.odd.note("phone", line, next(one for one in found if one not in read))
        return read

    def _born(self, row: list[str], line: int) -> PartialDate | None:
        """The birthday, in one column or in three."""
        columns = self.header.columns
        if "born month" not in columns:
            return self._day("born", row, line)
        parts = [
            one_text(row, columns.get(f"born {part}", ())) for part in ("year", "month", "day")
        ]
        try:
            return day_of_parts(*parts)
        except DateFault:
            self.odd.note("day", line, " ".join(parts))
            return None

    def _day(self, key: str, row: list[str], line: int) -> PartialDate | None:
        for column in self.header.columns.get(key, ()):
            if text := one_text(row, (column,)):
                try:
                    return day_in(text, born=key == "born")
                except DateFault:
                    if day := day_by_order(text, self.orders.of(column)):
                        return day
                    self.odd.note("day", line, text)
                    return None
        return None


class TableRead(NamedTuple):
    """The contacts of a table and its findings; which lines are its header, rows, and odd rows."""

    contacts: tuple[Contact, ...]
    problems: tuple[Problem, ...]
    header: Header | None = None
    begins: tuple[int, ...] = ()
    odd: frozenset[int] = frozenset()


def read_roster(source: Source) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of one table, and what was found in it."""
    return read_table(source)[:2]


def read_table(source: Source) -> TableRead:
    """One table, with the lines on which its rows begin."""
    table = csv_rows(source.text)
    header = find_header(table)
    if header is None:
        return TableRead((), (_unknown(source.path, table),))
    orders = day_orders(source.text, lambda: _cells(source, header))
    reading = _RosterReading(source.path, header, orders)
    contacts, begins = [], []
    # Pages of a printed list repeat the names of the columns.
    _, names = next(table.rows(header.sign, header.line - 1))
    for line, row in table.rows(header.sign, header.end):
        begins.append(line)
        if row == names or is_rule(row):
            continue
        if len(row) < header.width and (other := with_other_sign(row, header)):
            sure = are_of_a_row(other)
            reading.odd.note("apart" if sure else "one cell", line, header.sign.join(other))
            row[:] = other if sure else row
        if len(row) > header.width and any(map(str.strip, row[header.width :])):
            joined = between_curly_quotes(row, header.sign)
            if len(joined) <= header.width:
                reading.odd.note("curly", line)
                row[:] = joined
            else:
                reading.odd.note("wide", line)
        if contact := reading.contact(row, line):
            contacts.append(contact)
    for line in table.unclosed:
        reading.odd.note("open", line)
    for line in table.too_long:
        reading.odd.note("long", line)
    return TableRead(
        tuple(contacts), tuple(reading.odd.problems()), header, tuple(begins), reading.odd.lines
    )


def _cells(source: Source, header: Header) -> Iterator[list[str]]:
    return (row for _, row in csv_rows(source.text).rows(header.sign, header.end))


def _name(texts: Mapping[str, str]) -> str:
    name = texts.get("name", "")
    return name or " ".join(filter(None, map(texts.get, ("first", "middle", "last"))))


def _unknown(path: str, table: CsvRows) -> Problem:
    lines = (line for line in table.lines if line.strip("\ufeff \t\r\n,;"))
    first = CsvRows([next(lines, "")])
    shown = ", ".join(cell for _, cells in first.rows(",") for cell in cells)[:80]
    message = f"No row of column names was found; the first line reads: {shown}"
    return Problem(Location(path), "unknown-roster", message, _WANTED)
