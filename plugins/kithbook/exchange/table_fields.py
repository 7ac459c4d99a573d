"""The fields of a table of contacts: columns that hold one value together, and those of a list.

Google and Outlook spread the addresses of somebody over several columns, each with its label
beside, and put several into one cell; what is merged is the list, whichever column one is in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kithbook.book.roster_cells import day_in, plain_number
from kithbook.book.roster_columns import column_key
from kithbook.exchange.roster_table import Column
from kithbook.text.addresses import address_key
from kithbook.text.dates import DateFault
from kithbook.text.telephone import written_number
from kithbook.text.words import fold

_LISTS = ("email", "phone", "tags")
_BETWEEN = {"tags": re.compile(r"(\s*(?::::|[;\n\r|])\s*|,\s+)")}
_BETWEEN_OTHERS = re.compile(r"(\s*(?::::|[;\n\r|])\s*)")
_JOINED = " ::: "
_PREFIX = re.compile(r"(?P<prefix>.+) - .+")
_OUTLOOK = re.compile(r"(?P<prefix>e-mail (?:\d )?)address")
_APART = ("org", "role", "place", "name", "first", "last")


@dataclass(frozen=True, slots=True)
class ListField:
    """A list that stands in some columns: for each the labels beside it."""

    kind: str
    slots: tuple[tuple[Column, tuple[Column, ...]], ...]


@dataclass(frozen=True, slots=True)
class OneField:
    """A value that stands in a column, or in several that are read together."""

    kind: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class ListedValue:
    """One value of a list with its labels: in which slot it stands, and where in the cell."""

    text: str
    labels: tuple[str, ...] = ()
    slot: int = 0
    piece: int = 0


def table_fields(names: Mapping[Column, str]) -> tuple[ListField | OneField, ...]:
    """The fields of some columns, by their names; each column in one of them."""
    kinds = {column: column_key(name) for column, name in names.items()}
    count: dict[str, int] = defaultdict(int)
    for kind in kinds.values():
        count[kind] += 1
    lists = [kind for kind in (*_LISTS, "url") if count[kind] > (kind == "url")]
    found: list[ListField | OneField] = []
    taken: set[Column] = set()
    for kind in lists:
        slots = tuple((one, tuple(_beside(one, names))) for one in names if kinds[one] == kind)
        found.append(ListField(kind, slots))
        taken.update(column for value, labels in slots for column in (value, *labels))
    together: dict[str, list[Column]] = defaultdict(list)
    for column in names:
        if column not in taken:
            prefix = _PREFIX.fullmatch(column)
            alone = kinds[column] in _APART[:2] or not prefix
            together[column if alone or not prefix else prefix["prefix"]].append(column)
    found += (OneField(kinds[columns[0]], tuple(columns)) for columns in together.values())
    return tuple(found)


def _beside(value: Column, names: Iterable[Column]) -> Iterator[Column]:
    """The columns that hold the labels of a value."""
    google, outlook = _PREFIX.fullmatch(value), _OUTLOOK.fullmatch(value)
    if google:
        begins = f"{google['prefix']} - "
        yield from (column for column in names if column.startswith(begins) and column != value)
    elif outlook:
        beside = [f"{outlook['prefix']}{what}" for what in ("type", "display name")]
        yield from (column for column in names if column in beside)


def entries(kind: str, cells: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[ListedValue, ...]:
    """The values in the cells of a list, each once, with the labels of their cells."""
    found: dict[str, ListedValue] = {}
    for slot, (cell, labels) in enumerate(cells):
        for piece, text in enumerate(pieces(kind, cell)[::2]):
            one = ListedValue(text, labels, slot, piece)
            if key := entry_key(kind, one):
                found.setdefault(key, one)
    return tuple(found.values())


def pieces(kind: str, cell: str) -> list[str]:
    """The values of one cell, and between each two what parts them."""
    return _BETWEEN.get(kind, _BETWEEN_OTHERS).split(cell.strip())


def entry_key(kind: str, one: ListedValue) -> str:
    """What two ways of writing a value of a list share; empty where there is none."""
    if kind == "email":
        return address_key(one.text)
    if kind == "phone":
        number = plain_number(one.text)
        return written_number(number).digits or fold(number)
    if kind == "url":
        return one.text.rstrip("/").casefold()
    return fold(one.text.removeprefix("* "))


def value_key(kind: str, value: tuple[str, ...]) -> tuple[str, ...]:
    """What two ways of writing a value share; nothing where all its cells are empty."""
    plain = tuple(" ".join(text.split()) for text in value)
    if kind in ("born", "connected") and plain[0]:
        try:
            return (str(day_in(plain[0]) or ""),) if day_in(plain[0]) else ()
        except DateFault:
            return plain
    return plain if any(plain) else ()


def placed(
    kind: str,
    cells: Sequence[tuple[str, tuple[str, ...]]],
    replaced: Iterable[tuple[ListedValue, ListedValue]],
    added: Iterable[ListedValue],
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The cells of a list, by their slots, after some values took others' places and some came."""
    now = {slot: (pieces(kind, cell), labels) for slot, (cell, labels) in enumerate(cells)}
    for old, new in replaced:
        there, labels = now[old.slot]
        there[2 * old.piece] = new.text
        fit = len(there) == 1 and len(new.labels) == len(labels)
        now[old.slot] = (there, new.labels if fit else labels)
    for new in added:
        free = next((slot for slot, (there, _) in now.items() if there == [""]), None)
        if free is not None:
            labels = now[free][1]
            now[free] = ([new.text], new.labels if len(new.labels) == len(labels) else labels)
        else:
            there = now[len(cells) - 1][0]
            there += [there[1] if len(there) > 1 else _JOINED, new.text]
    changed = {slot: ("".join(there), labels) for slot, (there, labels) in now.items()}
    return {
        slot: one
        for slot, one in changed.items()
        if (one[0], one[1]) != (cells[slot][0].strip(), cells[slot][1])
    }
