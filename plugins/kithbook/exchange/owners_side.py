"""What an import needs to know of its owner: names, addresses, and the words they gave columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kithbook.book.roster_places import COLUMNS
from kithbook.book.settings import load_settings
from kithbook.exchange.column_maps import ColumnMap, read_column_map
from kithbook.insight.letter_ends import owner_mailbox, owner_name
from kithbook.text.problems import Problem
from kithbook.text.refusal import refuse_for
from kithbook.text.source import read_source


@dataclass(frozen=True, slots=True)
class OwnersSide:
    """What an import needs to know of the book: the owner's names, addresses and column maps.

    `said` is what the owner says of some columns just now, by their names, `into` the name of the
    address book that the import belongs to.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    maps: tuple[ColumnMap, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    into: str = ""


NOBODY_KNOWN = OwnersSide()


def owners_side(root: Path) -> OwnersSide:
    """What a book says of all that.

    Raises:
        Refused: a column map cannot be read.
    """
    addresses = (*load_settings(root).addresses, owner_mailbox(root))
    return OwnersSide(
        (owner_name(root),) if owner_name(root) else (),
        tuple(dict.fromkeys(filter(None, addresses))),
        tuple(_map(root, path) for path in sorted((root / COLUMNS).glob("*.yml"))),
    )


def map_place(stem: str) -> str:
    """Where the owner's word for the columns of a table is kept, by its path in the book."""
    return f"{COLUMNS}/{stem}.yml"


def _map(root: Path, path: Path) -> ColumnMap:
    source = read_source(root, path)
    if isinstance(source, Problem):
        refuse_for(source)
    return read_column_map(source, path.stem)
