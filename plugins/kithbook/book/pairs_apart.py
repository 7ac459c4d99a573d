"""Who is not the same although a name says so: `rosters/not-the-same.csv`, by ids, as text.

Asked once, and remembered: by `kith check`, by imports, by whoever puts people together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kithbook.book.edit import Edit, digest, new_file
from kithbook.book.roster_places import (
    NOT_THE_SAME,
    NOT_THE_SAME_HEADER,
    pairs_apart,
    table_at,
    table_rows,
)
from kithbook.text.csv_rows import csv_rows
from kithbook.text.csv_splices import spliced_row, written_row
from kithbook.text.source import Source
from kithbook.text.words import fold


def said_apart(root: Path, one: str, other: str) -> bool:
    """Whether the owner said of two, by id, that they are not the same."""
    return frozenset((fold(one), fold(other))) in pairs_apart(root)


def with_pair(root: Path, one: str, other: str) -> Edit:
    """The edit that remembers of two that they are not the same."""
    row = written_row(sorted((one, other)), ",", "\n", quoted=False)
    there = table_at(root, NOT_THE_SAME)
    if there is None:
        return new_file(NOT_THE_SAME, ",".join(NOT_THE_SAME_HEADER) + "\n" + row, line=2)
    lead = "" if there.text.endswith(("\n", "\r")) or not there.text else "\n"
    before = digest(there.text.encode())
    text = f"{there.text}{lead}{row}"
    return Edit(NOT_THE_SAME, before, text.encode(), text.count("\n"))


def with_other_id(root: Path, was: str, now: str) -> Iterator[Edit]:
    """The edit that calls somebody by another id in these pairs."""
    there = table_at(root, NOT_THE_SAME)
    if there is None or was == now:
        return
    text = _renamed(there, was, now)
    if text != there.text:
        yield Edit(NOT_THE_SAME, digest(there.text.encode()), text.encode())


def without_person(source: Source, named: frozenset[str]) -> str:
    """The table without the rows that name somebody, by folded id, name, address or slug."""
    table = csv_rows(source.text)
    begun = [line for line, _ in table_rows(source, NOT_THE_SAME_HEADER)]
    going = {
        line
        for line, row in table_rows(source, NOT_THE_SAME_HEADER)
        if {fold(row["a"]), fold(row["b"])} & named
    }
    lines = enumerate(table.lines, start=1)
    return "".join(text for number, text in lines if number not in going or number not in begun)


def _renamed(source: Source, was: str, now: str) -> str:
    table = csv_rows(source.text)
    begun = list(table.rows(","))
    names = begun[0][1] if begun else []
    places = [names.index(one) for one in NOT_THE_SAME_HEADER if one in names]
    lines = list(table.lines)
    for line, cells in begun[1:]:
        new = {at: now for at in places if at < len(cells) and fold(cells[at]) == fold(was)}
        if new:
            lines[line - 1] = spliced_row(lines[line - 1], cells, new, ",")
    return "".join(lines)
