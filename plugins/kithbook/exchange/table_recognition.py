"""Which program a table of contacts is from, by its columns; of any other a map is proposed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote

from kithbook.exchange.column_maps import (
    KEPT,
    WORDS,
    ColumnMap,
    map_text,
    proposed_map,
    shipped_maps,
    spelt_column,
)
from kithbook.exchange.imported import Imported
from kithbook.exchange.known_columns import with_known_names
from kithbook.exchange.owners_side import OwnersSide
from kithbook.exchange.table_cards import TableHead, find_head, read_table_cards
from kithbook.exchange.which_roster import book_name
from kithbook.text.csv_rows import SIGNS, CsvRows, csv_rows
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from kithbook.text.words import did_you_mean, listed

TABLE = "csv"
_AS_OWNER_SAYS = (TABLE, "dex", "thunderbird")
_SOMEBODY = {"name", "given", "family", "email", "phone", "nickname", "org"}
_NAMES_SOMEBODY = {"name", "given", "family", "nickname"}
_NO_NAME = re.compile(r"[{}<>\[\]=@]|://")
"""What stands in no name of a column."""
ANOTHER = "Export the contacts as CSV or vCard, and name that file"
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
_FIGURES = re.compile(r"\+?[\d ()/.-]{6,}")
_MOST_SHOWN, _MOST_ASKED = 300, 3
_LONGEST_NAME = 60


def read_known_table(source: Source, as_kind: str | None, own: OwnersSide) -> Imported:
    """The cards of a table: by the map of its program, the owner's, or one that is proposed.

    Raises:
        Refused: it is no table of contacts, or has no column of which the owner says something.
    """
    table = csv_rows(source.text)
    if as_kind in (None, TABLE) and (found := _by_owners_map(source, table, own)):
        return found
    maps = tuple(each for each in shipped_maps() if as_kind in (None, each.kind))
    if found := table_by_maps(source, table, maps):
        if own.said:
            called = called_kind(found.kind)
            what = f"The columns of {called} are known, so nothing is to be said of them"
            raise Refused(
                Location(source.path), what, "To read it by your words all the same: --as csv"
            )
        return found
    if as_kind not in (None, TABLE):
        raise unknown_columns(source, table, f"of {called_kind(as_kind)}")
    alone = _is_list_of_addresses(table)
    head = find_head(table, lambda names: _naming(names, own.said, alone=alone))
    if head is None:
        raise unknown_columns(source, table, "of an address book")
    stem = _stem(source, own)
    rows = [row for _, row in table.rows(head.sign, head.end)]
    return _read_by(
        source,
        table,
        head,
        _with_said(source, head, proposed_map(stem, head.names, rows), own.said),
    )


def _read_by(source: Source, table: CsvRows, head: TableHead, columns: ColumnMap) -> Imported:
    """The cards of a table by a map that is not written down yet."""
    found = read_table_cards(source, head, columns)
    if not found.cards or _is_prose(table, head):
        raise Refused(Location(source.path), "This is no table with people in it", ANOTHER)
    text = with_known_names(source, head, columns)
    places = tuple((name, columns.places[spelt_column(name)]) for name in _named(head))
    return replace(
        found,
        roster=text,
        column_map=map_text(head.names, columns, source.path),
        places=places,
        asked=tuple(name for name, place in places if place == KEPT),
    )


def _by_owners_map(source: Source, table: CsvRows, own: OwnersSide) -> Imported | None:
    """The cards of a table by the map that its owner confirmed for this one, or for one like it.

    A column that it has since then gets a place as in a new table, and is asked about.
    """
    stem = _stem(source, own)
    best: tuple[int, ColumnMap, TableHead] | None = None
    for one in own.maps:
        head = find_head(table, lambda names, one=one: _of_owners(one, names, stem))  # type: ignore[misc]
        known = _of_owners(one, head.names, stem) if head else 0
        if head and (best is None or known > best[0]):
            best = known, one, head
    if best is None:
        return None
    _, one, head = best
    rows = [row for _, row in table.rows(head.sign, head.end)]
    proposed = proposed_map(stem, head.names, rows).places
    new = {name: place for name, place in proposed.items() if name not in one.places}
    columns = _with_said(
        source, head, replace(one, stem=stem, places={**one.places, **new}), own.said
    )
    found = read_table_cards(source, head, columns)
    places = tuple(
        (name, columns.places[spelt_column(name)])
        for name in _named(head)
        if columns.places[spelt_column(name)] != one.places.get(spelt_column(name))
    )
    return replace(
        found,
        roster=with_known_names(source, head, columns),
        places=places,
        column_map=map_text(head.names, columns, source.path) if places else "",
        asked=tuple(name for name, place in places if place == KEPT and spelt_column(name) in new),
    )


def _of_owners(one: ColumnMap, names: tuple[str, ...], stem: str) -> int:
    """How many columns of a table an owner's map knows; 0 where it is that of another table.

    Of the same table half of them are enough: its program may have changed.
    """
    there = {spelt_column(name) for name in names}
    known = len(there & one.places.keys())
    same = one.stem == stem and 2 * known >= len(one.places)
    return known if same or known == len(one.places) else 0


def _with_said(
    source: Source, head: TableHead, columns: ColumnMap, said: Mapping[str, str]
) -> ColumnMap:
    """A map with what the owner says of some columns just now."""
    names = {spelt_column(name): name for name in _named(head)}
    for name in said:
        if spelt_column(name) not in names:
            near = did_you_mean(name, names.values())
            shown = listed([f'"{each[:_LONGEST_NAME]}"' for each in names.values()], "and")
            what = f'It has no column "{name[:_LONGEST_NAME]}"'
            perhaps = near.replace("Did you mean", "Perhaps it is").rstrip("?.")
            raise Refused(Location(source.path, head.line), what, perhaps or f"There are {shown}")
    told = {spelt_column(name): place for name, place in said.items()}
    return replace(columns, places={**columns.places, **told})


def _stem(source: Source, own: OwnersSide) -> str:
    return own.into or book_name(Path(source.path).stem)


def _named(head: TableHead) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in head.names if name.strip()))


def table_by_maps(source: Source, table: CsvRows, maps: Sequence[ColumnMap]) -> Imported | None:
    """The cards of a table by the map that knows most of its columns; None where none does."""

    def known(names: tuple[str, ...]) -> int:
        return max((each.fits(names) for each in maps), default=0)

    head = find_head(table, known)
    if head is None:
        return None
    names = head.names
    chosen = max(maps, key=lambda one: one.fits(names))
    found = read_table_cards(source, head, chosen)
    if chosen.kind not in _AS_OWNER_SAYS:
        return found
    return replace(found, roster=with_known_names(source, head, chosen))


def _is_prose(table: CsvRows, head: TableHead) -> bool:
    """Whether rows have other cells than there are columns, as lines of a text would."""
    rows = [cells for _, cells in table.rows(head.sign, head.end) if any(map(str.strip, cells))]
    width = len(head.names)
    wide = sum(any(map(str.strip, cells[width:])) for cells in rows)
    alone = sum(len(cells) == 1 for cells in rows) if width > 1 else 0
    return wide * 2 >= len(rows) or alone * 2 > len(rows)


def _is_list_of_addresses(table: CsvRows) -> bool:
    """Whether below its first line there is an e-mail address in each, and nothing else."""
    lines = [line.strip(' "\ufeff\r\n') for line in table.lines]
    rest = [line for line in lines if line][1:]
    return bool(rest) and all(_ADDRESS.fullmatch(line) for line in rest)


def _naming(names: tuple[str, ...], said: Mapping[str, str], *, alone: bool) -> int:
    """How many columns of a proposed map hold something, where somebody is named."""
    if any(map(_NO_NAME.search, names)):
        return 0
    places = proposed_map("", names).places
    places = {**places, **{spelt_column(name): place for name, place in said.items()
                           if spelt_column(name) in places}}  # fmt: skip
    told = [place for place in places.values() if place != KEPT]
    good = alone or len(names) > 1 or bool(_NAMES_SOMEBODY & set(told))
    return len(told) if _SOMEBODY & {place.split(" ")[0] for place in told} and good else 0


def called_kind(kind: str) -> str:
    """A kind of table by the name of its program."""
    return next((each.called for each in shipped_maps() if each.kind == kind), kind)


def unknown_columns(source: Source, table: CsvRows, what: str) -> Refused:
    """Names the columns that were found, so that their owner can tell what they hold."""
    rows = [
        (line, cells)
        for sign in SIGNS
        for (line, cells), _ in zip(CsvRows(table.lines[:40]).rows(sign), range(12), strict=False)
        if any(map(str.strip, cells))
    ]
    if not rows:
        return Refused(Location(source.path), "Nothing stands in this file", "Export it again")
    line, cells = max(rows, key=lambda row: len(row[1]))
    names = [" ".join(cell.split()) for cell in cells]
    message = f"These columns are none {what} that is known: {', '.join(names)[:_MOST_SHOWN]}"
    return Refused(Location(source.path, line), message, _how_to_say(source, names))


def _example(place: str, at: int) -> str:
    """What may be typed for a column of which nobody knows what it holds."""
    return place if place != KEPT else "notes" if at else "name"


def _how_to_say(source: Source, names: Sequence[str]) -> str:
    if any(_NO_NAME.search(name) or _FIGURES.fullmatch(name) for name in names):
        return "No row of it names the columns. Write one on top, as Name, E-mail, Phone"
    asked = [name for name in names if name and len(name) <= _LONGEST_NAME][:_MOST_ASKED]
    if len(names) < 2 or not asked:
        return "Name the columns in one row, as Name, E-mail, Phone"
    shown = proposed_map("", asked).places
    places = [_example(shown.get(spelt_column(name), KEPT), at) for at, name in enumerate(asked)]
    options = (
        f"--column {quote(f'{name}={place}')}" for name, place in zip(asked, places, strict=False)
    )
    said = f"kith import {quote(source.path)} {' '.join(options)}"
    return f"Say of each what it holds, as in: {said}; the words are {listed(WORDS, 'and')}"
