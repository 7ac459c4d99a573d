"""What lies in `rosters/` beside the address books: the last import, and tables of our own.

None of it is read for contacts. All of it is the owner's: text, kept in git, and as private as the
rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Literal

from kithbook.text.csv_rows import csv_rows
from kithbook.text.problems import Problem
from kithbook.text.source import Source, read_source
from kithbook.text.words import fold

FOLDER = "rosters"
CARDS = (".vcf", ".vcard")
ROSTER_ENDINGS = tuple(spelt for one in (".csv", ".tsv", *CARDS) for spelt in (one, one.upper()))
LAST = f"{FOLDER}/.last"
"""Each address book as its program gave it last: the base of the next merge."""
CHANGES = f"{LAST}/changes.csv"
CHANGES_HEADER = ("seen", "roster", "key", "name", "field", "was", "now")
NOT_THE_SAME = f"{FOLDER}/not-the-same.csv"
NOT_THE_SAME_HEADER = ("a", "b")
THE_SAME = f"{FOLDER}/the-same.csv"
"""Pairs that the owner said are one, with the same columns."""
COLUMNS = f"{FOLDER}/columns"
"""The owner's word for what the columns of a table hold, a file a table: `columns/club.yml`."""
CONVERSATIONS, HAPPENINGS = "-conversations.csv", "-happenings.csv"
CONVERSATIONS_HEADER = ("name", "key", "sent", "received", "first", "last")
HAPPENINGS_HEADER = ("key", "on", "kind", "text")

BesideContacts = Literal[
    "last import",
    "changes",
    "not the same",
    "the same",
    "conversations",
    "happenings",
    "column map",
]
TABLES: tuple[BesideContacts, ...] = (
    "changes",
    "not the same",
    "the same",
    "conversations",
    "happenings",
)
"""Those that are tables of our own."""
_BY_PATH: Mapping[str, BesideContacts] = {
    CHANGES: "changes",
    NOT_THE_SAME: "not the same",
    THE_SAME: "the same",
}
MOST_BYTES = 60_000_000


def beside_contacts(path: str) -> BesideContacts | None:
    """What a file of `rosters/` is that holds no contacts, by its path in the book."""
    where = PurePosixPath(path)
    if path in _BY_PATH:
        return _BY_PATH[path]
    if where.parts[:2] == (FOLDER, ".last"):
        return "last import"
    if where.parts[:2] == (FOLDER, "columns") and where.suffix == ".yml":
        return "column map"
    if path.startswith(f"{FOLDER}/") and path.endswith(CONVERSATIONS):
        return "conversations"
    if path.startswith(f"{FOLDER}/") and path.endswith(HAPPENINGS):
        return "happenings"
    return None


def conversations_of(stem: str) -> str:
    """Where the counted messages of an import are."""
    return f"{FOLDER}/{stem}{CONVERSATIONS}"


def happenings_of(stem: str) -> str:
    """Where is kept what an import has on record with people without a file."""
    return f"{FOLDER}/{stem}{HAPPENINGS}"


def table_rows(source: Source, header: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table of our own by the names of its columns, each with its line.

    The columns may stand in any order; one that is not there reads as empty.
    """
    rows = csv_rows(source.text).rows(",")
    _, names = next(rows, (1, []))
    places = {name: names.index(name) for name in header if name in names}
    for line, cells in rows:
        if any(map(str.strip, cells)):
            row = {name: cells[at] for name, at in places.items() if at < len(cells)}
            yield line, {name: row.get(name, "") for name in header}


def table_at(root: Path, path: str) -> Source | None:
    """A table of our own in a book; None where there is none that can be read."""
    if not (root / path).is_file():
        return None
    source = read_source(root, root / path, MOST_BYTES)
    return None if isinstance(source, Problem) else source


def pairs_apart(root: Path) -> frozenset[frozenset[str]]:
    """Pairs that the owner said are not the same: ids, names, addresses, slugs, folded."""
    return _pairs(root, NOT_THE_SAME)


def pairs_same(root: Path) -> frozenset[frozenset[str]]:
    """Pairs that the owner said are one, in the same words."""
    return _pairs(root, THE_SAME)


def _pairs(root: Path, table: str) -> frozenset[frozenset[str]]:
    source = table_at(root, table)
    rows = table_rows(source, NOT_THE_SAME_HEADER) if source else ()
    return frozenset(frozenset((fold(row["a"]), fold(row["b"]))) for _, row in rows)
