"""A later export of a table merged into the owner's: single cells change, rows come at the end.

What the owner has added stays: rows, columns, cells, their order. A column that is new at the
source comes last; one that the owner took out stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kithbook.exchange.alignment import Listed, MatchedAll, match_all
from kithbook.exchange.merge_report import FieldOutcome, RosterMerge
from kithbook.exchange.roster_table import Column, RosterTable, same_columns
from kithbook.exchange.same_people import Apart, Somebody
from kithbook.exchange.table_fields import (
    ListedValue,
    ListField,
    OneField,
    entries,
    entry_key,
    placed,
    table_fields,
    value_key,
)
from kithbook.exchange.three_way import Outcome, merged_list, merged_value
from kithbook.text.csv_splices import is_all_quoted, spliced_row, written_row

_MOVES = ("org", "role", "place")
_WITHOUT_MEANING = "?"
_LEAST_SHARED = 3
_Cells = dict[Column, str]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the three tables as seen with the columns of the merged one."""

    table: RosterTable
    places: dict[Column, int]

    def cells(self, row: int) -> _Cells:
        written = self.table.rows[row].cells
        return {
            column: written[at].strip() for column, at in self.places.items() if at < len(written)
        }

    def listed(self, shared: Sequence[Column]) -> list[Listed]:
        """Each row with what stands in some columns."""
        every = ((known, self.cells(at)) for at, known in enumerate(self.table.people))
        return [
            Listed(known, tuple(cells.get(one, "") for one in shared)) for known, cells in every
        ]


@dataclass
class _Merging:
    """A merge under way: the cells to change by the owner's rows, and what came of each field."""

    fields: tuple[ListField | OneField, ...]
    names: dict[Column, str]
    changed: dict[int, _Cells] = field(default_factory=dict)
    outcomes: list[FieldOutcome] = field(default_factory=list)
    moves: list[FieldOutcome] = field(default_factory=list)

    def row(self, at: int, who: Somebody, base: _Cells, ours: _Cells, theirs: _Cells) -> None:
        """Merges one row of the owner's."""
        now: _Cells = {}
        for one in self.fields:
            if isinstance(one, OneField):
                self._one(one, who, (base, ours, theirs), now)
            else:
                self._list(one, who, (base, ours, theirs), now)
        if now:
            self.changed[at] = now

    def _one(
        self, one: OneField, who: Somebody, three: tuple[_Cells, _Cells, _Cells], now: _Cells
    ) -> None:
        was, mine, there = (
            tuple(cells.get(column, "") for column in one.columns) for cells in three
        )
        if was == there:
            return
        merged = merged_value(was, mine, there, lambda value: value_key(one.kind, value))
        name = self.names[one.columns[0]]
        name = name if len(one.columns) == 1 else name.partition(" - ")[0]
        before, after, stands = (", ".join(filter(None, t)) for t in (was, there, merged.value))
        what = name if one.kind in ("", _WITHOUT_MEANING) else one.kind
        told = FieldOutcome(who, what, before, after, stands, merged.outcome)
        if one.kind in _MOVES and told.was and told.now and told.was != told.now:
            self.moves.append(told)
        if merged.outcome not in ("same", "kept"):
            self.outcomes.append(told)
        if merged.value != mine:
            pairs = zip(one.columns, mine, merged.value, strict=True)
            now.update({column: new for column, old, new in pairs if new != old})

    def _list(
        self, one: ListField, who: Somebody, three: tuple[_Cells, _Cells, _Cells], now: _Cells
    ) -> None:
        slots = [
            [
                (cells.get(value, ""), tuple(cells.get(label, "") for label in labels))
                for value, labels in one.slots
            ]
            for cells in three
        ]
        if slots[0] == slots[2] or slots[1] == slots[2]:
            return
        was, mine, there = (entries(one.kind, cells) for cells in slots)

        def key(entry: ListedValue) -> str:
            return entry_key(one.kind, entry)

        merged = merged_list(was, mine, there, key, lambda entry: entry.text)
        for old, new in merged.replaced:
            self._told(who, one.kind, (old.text, new.text, new.text), "updated")
        for new in merged.added:
            self._told(who, one.kind, ("", new.text, new.text), "added")
        for gone in merged.deleted:
            self._told(who, one.kind, (gone.text, gone.text, ""), "deleted by hand")
        after = placed(one.kind, slots[1], merged.replaced, merged.added)
        after |= _relabelled(one.kind, was, mine, there, slots[1], after)
        for slot, (cell, labels) in after.items():
            value, beside = one.slots[slot]
            written = {value: cell, **dict(zip(beside, labels, strict=True))}
            now.update(
                {name: text for name, text in written.items() if three[1].get(name, "") != text}
            )

    def _told(
        self, who: Somebody, kind: str, texts: tuple[str, str, str], outcome: Outcome
    ) -> None:
        self.outcomes.append(FieldOutcome(who, kind, *texts, outcome))


def _relabelled(
    kind: str,
    was: Sequence[ListedValue],
    mine: Sequence[ListedValue],
    there: Sequence[ListedValue],
    cells: Sequence[tuple[str, tuple[str, ...]]],
    done: dict[int, tuple[str, tuple[str, ...]]],
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The cells of values that both sides have, with labels that changed at the source."""
    old, new = ({entry_key(kind, one): one.labels for one in many} for many in (was, there))
    found = {}
    for one in mine:
        key = entry_key(kind, one)
        if key in old and key in new and one.slot not in done:
            merged = merged_value(old[key], one.labels, new[key], lambda labels: labels)
            if merged.outcome == "updated":
                found[one.slot] = (cells[one.slot][0], merged.value)
    return found


@dataclass(frozen=True, slots=True)
class _Sides:
    """The three tables with the columns of the merged one: those of the owner's, and new ones."""

    base: _Side | None
    ours: _Side
    theirs: _Side
    new: tuple[Column, ...]

    @property
    def names(self) -> dict[Column, str]:
        """All columns with their names."""
        there = self.theirs.table.names
        return {**self.ours.table.names, **{one: there[one] for one in self.new}}

    def matched(self, apart: Apart) -> MatchedAll:
        """Who of the later export is who."""
        sides = [side for side in (self.base, self.ours, self.theirs) if side]
        shared = [one for one in self.ours.places if all(one in side.places for side in sides)]
        alike = all(len(shared) == len(side.table.columns) for side in sides)
        base = self.base.listed(shared) if self.base else ()
        ours, theirs = (side.listed(shared) for side in (self.ours, self.theirs))
        return match_all(base, ours, theirs, apart, 1 if alike else _LEAST_SHARED)


def _sides(base: RosterTable | None, ours: RosterTable, theirs: RosterTable) -> _Sides:
    to_ours = same_columns(ours, theirs)
    taken_out = set(same_columns(theirs, base).values()) if base else set()
    new = tuple(one for one in theirs.columns if one not in to_ours and one not in taken_out)
    mine = {column: at for at, column in enumerate(ours.columns)}
    there = {to_ours.get(one, one): at for at, one in enumerate(theirs.columns)}
    before = None
    if base:
        names = same_columns(ours, base)
        before = _Side(base, {names.get(one, one): at for at, one in enumerate(base.columns)})
    return _Sides(before, _Side(ours, mine), _Side(theirs, there), new)


def merged_table(
    base: RosterTable | None, ours: RosterTable, theirs: RosterTable, apart: Apart = frozenset()
) -> RosterMerge:
    """The owner's table after a later export; `base` is the export before, where one is kept."""
    sides = _sides(base, ours, theirs)
    matched = sides.matched(apart)
    merging = _Merging(table_fields(sides.names), sides.names)
    for one in matched.every:
        if one.ours is not None:
            was = sides.base.cells(one.base) if sides.base and one.base is not None else {}
            who = theirs.people[one.theirs]
            merging.row(
                one.ours, who, was, sides.ours.cells(one.ours), sides.theirs.cells(one.theirs)
            )
    seen = [at for at in matched.every if theirs.people[at.theirs].called]
    fresh = [at.theirs for at in seen if at.ours is None and not at.deleted]
    deleted = sum(one.deleted for one in seen)
    rows = [sides.theirs.cells(at) for at in fresh]
    used = [
        one for one in sides.new if any(row.get(one) for row in (*rows, *merging.changed.values()))
    ]
    return RosterMerge(
        _written(ours, {one: sides.names[one] for one in used}, merging.changed, rows),
        new=tuple(theirs.people[at] for at in fresh),
        changed=len(merging.changed),
        same=len(seen) - len(fresh) - len(merging.changed) - deleted,
        deleted=deleted,
        gone=tuple(base.people[at] for at in matched.gone) if base else (),
        fields=tuple(merging.outcomes),
        moves=tuple(merging.moves),
        perhaps=matched.perhaps,
        again={one.theirs: one.base for one in matched.every if one.base is not None},
        columns=tuple(sides.names[one] for one in used),
    )


def table_with_rows_of(table: RosterTable, other: RosterTable, rows: Sequence[int]) -> str:
    """The text of a table with some rows of another at its end, in the columns that both have."""
    names = same_columns(table, other)
    places = {names[one]: at for at, one in enumerate(other.columns) if one in names}
    side = _Side(other, places)
    return _written(table, {}, {}, [side.cells(at) for at in rows])


def _written(
    ours: RosterTable, new: dict[Column, str], changed: dict[int, _Cells], rows: list[_Cells]
) -> str:
    """The owner's text with some cells changed, columns added last, and rows at the end."""
    places = {column: at for at, column in enumerate((*ours.columns, *new))}
    lines = list(ours.lines)
    edits = [(ours.rows[at], cells) for at, cells in changed.items()]
    edits += [(ours.header, new)] if new else []
    for row, cells in edits:
        by_place = {places[column]: text for column, text in cells.items() if column in places}
        text = spliced_row(ours.written(row), row.cells, by_place, ours.sign)
        lines[row.first - 1 : row.last] = [text, *[""] * (row.last - row.first)]
    last = ours.rows[-1] if ours.rows else ours.header
    first = ours.written(ours.header)
    end = next((sign for sign in ("\r\n", "\n", "\r") if first.endswith(sign)), "\n")
    quoted = is_all_quoted(first, ours.sign) and is_all_quoted(ours.written(last), ours.sign)
    if rows and lines and not lines[-1].endswith(("\n", "\r")):
        lines.append(end)
    for cells in rows:
        written = [cells.get(column, "") for column in places]
        lines.append(written_row(written, ours.sign, end, quoted=quoted))
    return ours.lead + "".join(lines)
