"""Who is not the same, and who is although nothing sure says so: two tables of pairs, as text.

Asked once, and remembered: by `kith check`, by imports, by whoever puts people together. In
`rosters/not-the-same.csv` and `rosters/the-same.csv` stands an id, an address, a profile, a number
or a name on each side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kithbook.book.edit import Edit, digest, new_file
from kithbook.book.roster_places import (
    NOT_THE_SAME,
    NOT_THE_SAME_HEADER,
    THE_SAME,
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


def with_pair(root: Path, one: str, other: str, table: str = NOT_THE_SAME) -> Edit:
    """The edit that remembers of two that they are not the same, or that they are."""
    return with_pairs(root, ((one, other),), table)


def with_pairs(root: Path, pairs: Sequence[tuple[str, str]], table: str) -> Edit:
    """The edit that remembers of several pairs, one at least, what a table is of."""
    rows = "".join(written_row(sorted(pair), ",", "\n", quoted=False) for pair in pairs)
    there = table_at(root, table)
    if there is None:
        return new_file(table, ",".join(NOT_THE_SAME_HEADER) + "\n" + rows, line=2)
    lead = "" if there.text.endswith(("\n", "\r")) or not there.text else "\n"
    before = digest(there.text.encode())
    text = f"{there.text}{lead}{rows}"
    return Edit(table, before, text.encode(), text.count("\n") - len(pairs) + 1)


def with_other_id(root: Path, was: str, now: str) -> Iterator[Edit]:
    """The edit that calls somebody by another id in these pairs."""
    for path in (NOT_THE_SAME, THE_SAME):
        there = table_at(root, path)
        if there is None or was == now:
            continue
        text = _renamed(there, was, now)
        if text != there.text:
            yield Edit(path, digest(there.text.encode()), text.encode())


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
