"""What the address books and tables in `rosters/` hold on one person, row by row."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kithbook.book.address_books import contacts_of, open_address_book
from kithbook.book.network import Network
from kithbook.book.roster_columns import find_header
from kithbook.book.roster_links import called
from kithbook.book.roster_places import CARDS, FOLDER, ROSTER_ENDINGS, beside_contacts
from kithbook.insight.roster_keys import RosterKeys
from kithbook.text.csv_rows import csv_rows
from kithbook.text.nodes import lies_within
from kithbook.text.source import Source
from kithbook.text.vcards import read_cards

_LONGEST = 300


def rows_of(root: Path, network: Network, person: str) -> Iterator[tuple[str, str]]:
    """Where each row or card about a person stands, and what it says."""
    if not lies_within(root / FOLDER, root):
        return
    asked = _Asked(network, person)
    for path in _tables(root):
        source, _ = open_address_book(root, path)
        if source:
            cards = source.path.lower().endswith(CARDS)
            yield from asked.cards(source) if cards else asked.rows(source)


def _tables(root: Path) -> Iterator[Path]:
    """Every table and card file, those of the last import and our own among them."""
    for folder, folders, names in os.walk(root / FOLDER):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(ROSTER_ENDINGS))


@dataclass(frozen=True)
class _Asked:
    """Whose rows are looked for."""

    network: Network
    person: str

    @cached_property
    def _keys(self) -> RosterKeys:
        return RosterKeys(self.network)

    @cached_property
    def _owners(self) -> Mapping[tuple[str, int], str | None]:
        """Whose each row of the address books is; nobody's where that is not sure."""
        rows = self.network.contacts
        return {(at.path, at.line): one.person for one in rows for at in one.places}

    def _is_about(self, path: str, line: int, name: str, cells: Iterable[str]) -> bool:
        """Whether a row is theirs; an address may be shared, so that its name has to agree."""
        if (path, line) in self._owners:
            return self._owners[path, line] == self.person
        return any(self._is_theirs(cell, name) for cell in cells)

    def rows(self, source: Source) -> Iterator[tuple[str, str]]:
        """The rows of a table: each cell with the name of its column."""
        table = csv_rows(source.text)
        header = find_header(table)
        sign, begins = (header.sign, header.line) if header else (",", 1)
        rows = table.rows(sign, begins - 1)
        _, names = next(rows, (1, []))
        known = _names_by_line(source)
        at_name = names.index("name") if "name" in names else len(names)
        for line, cells in rows:
            name = known.get(line) or next(iter(cells[at_name : at_name + 1]), "")
            if self._is_about(source.path, line, name, cells):
                pairs = (
                    (names[at] if at < len(names) else "", one) for at, one in enumerate(cells)
                )
                said = (f"{name}: {one.strip()}" for name, one in pairs if one.strip())
                yield f"{source.path}, line {line}", "; ".join(said)

    def cards(self, source: Source) -> Iterator[tuple[str, str]]:
        """The cards of a file, as they are written; of a picture only that there is one."""
        lines, known = source.text.splitlines(), _names_by_line(source)
        for card in read_cards(source.text).cards:
            texts = (one.text() for one in card.properties)
            if self._is_about(source.path, card.line, known.get(card.line, ""), texts):
                last = max((card.line, card.end, *(one.end for one in card.properties)))
                there = (_short(line) for line in lines[card.line - 1 : last])
                yield f"{source.path}, line {card.line}", "\n".join(there)

    def _is_theirs(self, cell: str, name: str) -> bool:
        text = cell.strip()
        return 0 < len(text) < _LONGEST and self._keys.person(text, name) == self.person


def _names_by_line(source: Source) -> Mapping[int, str]:
    """What the contacts of an address book are called, by the lines on which they begin."""
    if beside_contacts(source.path) not in (None, "last import"):
        return {}
    contacts, _ = contacts_of(source)
    return {one.at.line: next(iter(called(one)), "") for one in contacts}


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:60]}… ({len(line):,} characters)"
