"""A table whose columns bear the names by which the book reads them, where its own do not."""

from __future__ import annotations

import csv
from io import StringIO

from kithbook.book.roster_columns import column_key, find_header
from kithbook.exchange.column_maps import KEPT, ColumnMap, Place
from kithbook.exchange.table_cards import TableHead
from kithbook.text.csv_rows import csv_rows
from kithbook.text.csv_splices import spliced_row
from kithbook.text.source import Source

_NAMES = {
    "name": "Name", "given": "First Name", "middle": "Middle Name", "family": "Last Name",
    "nickname": "Nickname", "org": "Company", "title": "Job Title", "email": "E-mail",
    "phone": "Phone", "url": "Website", "address.city": "City", "tags": "Labels",
    "born": "Birthday", "born.year": "Birth Year", "born.month": "Birth Month",
    "born.day": "Birth Day", "connected": "Connected On", "notes": "Notes",
}  # fmt: skip
_OWN = "x_"
_UNKNOWN = "?"
_NO_PHONES = {"fax", "pager", "telex"}


def with_known_names(source: Source, head: TableHead, columns: ColumnMap) -> str:
    """The text of a table, with those names changed that the book would not read as the map does.

    Where the book reads all columns so, it is the same text.
    """
    places = columns.places_of(head.names)
    names = [_known(name, place) for name, place in zip(head.names, places, strict=True)]
    if names == list(head.names):
        return source.text
    table = csv_rows(source.text)
    lines = table.lines
    mark = "\ufeff" if source.text.startswith("\ufeff") else ""
    end = lines[head.end - 1]
    ending = end[len(end.rstrip("\r\n")) :]
    row = StringIO()
    csv.writer(row, delimiter=head.sign, lineterminator=ending).writerow(names)
    height = head.end - head.line
    # Where the row stands again, as on each page of a print, it bears the same names there.
    again = [line for line, cells in table.rows(head.sign, head.end) if tuple(cells) == head.names]
    for line in (*reversed(again), head.line):
        lines[line - 1 : line + height] = [row.getvalue()]
    return mark + "".join(lines)


def with_names_said_since(text: str, columns: ColumnMap) -> str:
    """A table that was kept, with the names of columns of which its map only now says more."""
    table = csv_rows(text)
    header = find_header(table)
    if header is None:
        return text
    cells = next(table.rows(header.sign, header.line - 1))[1]
    bare = [name.removeprefix(_OWN) for name in cells]
    places = columns.places_of(bare)
    meant = {at: _known(name, places[at]) for at, name in enumerate(bare)}
    changed = {
        at: name for at, name in meant.items() if name not in (cells[at], cells[at][len(_OWN) :])
    }
    if not changed:
        return text
    raw = "".join(table.lines[header.line - 1 : header.end])
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    row = spliced_row(raw, cells, changed, header.sign)
    return mark + "".join((*table.lines[: header.line - 1], row, *table.lines[header.end :]))


def _known(name: str, place: Place | None) -> str:
    if place is None:
        return name
    read = column_key(name)
    if place.field == KEPT or set(place.labels) & _NO_PHONES:
        return f"{_OWN}{name}" if read else name
    wanted = _NAMES.get(".".join(filter(None, (place.field, place.part))), "")
    if not wanted and read == _UNKNOWN:
        return f"{_OWN}{name}"
    same = not wanted or read == column_key(wanted) or {read, place.field} == {"title"}
    return name if same else wanted
