"""Cards of the rows of a table, by a column map: nothing of a row is lost, odd ones are counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kithbook.book import roster_cells
from kithbook.book.day_order import DayOrders, day_by_order, day_orders
from kithbook.book.meant_values import days_asked
from kithbook.book.roster_cells import (
    addresses,
    day_in,
    day_of_parts,
    every_text,
    groups,
    is_cut_short,
    is_rule,
    numbers,
    unmarked,
    web_pages,
)
from kithbook.book.roster_links import profile_slug
from kithbook.exchange.column_maps import KEPT, ColumnMap, Place
from kithbook.exchange.contact_card import (
    Beside,
    ContactCard,
    Day,
    Labelled,
    NameParts,
    Photo,
    PostalAddress,
)
from kithbook.exchange.imported import Imported
from kithbook.exchange.table_remarks import (
    CUT_NUMBER,
    EMPTY,
    HIDDEN,
    NAMELESS,
    NOBODY,
    REPEATED,
    TWO_PEOPLE,
    UNCLEAR_DAY,
    NotTakenSoFar,
)
from kithbook.exchange.table_values import (
    BETWEEN,
    known_label,
    label_in,
    names_apart,
    postal_addresses,
    whole_name,
)
from kithbook.language.column_words import names_two
from kithbook.text.csv_rows import SIGNS, CsvRows, csv_rows
from kithbook.text.dates import DateFault
from kithbook.text.problems import Location
from kithbook.text.source import Source

_ABOVE = 12
"""How many rows may stand above the names of the columns."""
_EMPTY_DAY = re.compile(r"[0/.\- :]*")
_DAYS = ("born", "anniversary", "died", "connected", "day")


class TableHead(NamedTuple):
    """The names of the columns: their line, the last line they go over, and what parts cells."""

    names: tuple[str, ...]
    line: int
    end: int
    sign: str


class _Column(NamedTuple):
    at: int
    name: str
    place: Place


def find_head(table: CsvRows, is_head: Callable[[tuple[str, ...]], int]) -> TableHead | None:
    """The row of column names near the top that `is_head` gives most for, whatever parts cells."""
    best: tuple[int, TableHead] | None = None
    top = CsvRows(table.lines[: 3 * _ABOVE])
    for sign in SIGNS:
        for number, (line, cells) in enumerate(top.rows(sign)):
            if number >= _ABOVE:
                break
            names = tuple(cells)
            told = is_head(names)
            if told and (best is None or told > best[0]):
                end = line + sum(cell.count("\n") for cell in cells)
                best = told, TableHead(names, line, end, sign)
    return best[1] if best else None


def read_table_cards(source: Source, head: TableHead, columns: ColumnMap) -> Imported:
    """The cards of a table of which the names of the columns are known."""
    table = csv_rows(source.text)
    rows = list(table.rows(head.sign, head.end))
    orders = day_orders(source.text, lambda: (row for _, row in rows))
    reading = RowReading(source.path, head, columns, orders)
    cards = [card for line, row in rows if (card := reading.card(row, line))]
    for line in table.unclosed:
        reading.left.note("rows with a quote that is never closed, read all the same", line)
    for line in table.too_long:
        reading.left.note("rows with a cell of more than 131,072 letters, read without it", line)
    places = zip(head.names, columns.places_of(head.names), strict=True)
    named = ((name, place) for name, place in places if name.strip())
    taken = tuple((name, place.meaning if place else "") for name, place in named)
    return Imported(
        columns.kind,
        columns.stem,
        tuple(cards),
        left_out=reading.left.told(source.path),
        columns=tuple(name for name, meaning in taken if meaning),
        kept=tuple(name for name, meaning in taken if not meaning),
        roster=source.text,
        ending=".csv",
        taken=taken,
    )


class RowReading:
    """Reads the rows of one table, one after the other; `left` is what is not taken of them."""

    def __init__(
        self, path: str, head: TableHead, columns: ColumnMap, orders: DayOrders | None = None
    ) -> None:
        self.path, self.left, self.orders = path, NotTakenSoFar(), orders or DayOrders()
        self.linkedin = columns.kind == "linkedin"
        self.names, self.width = head.names, len(head.names)
        places = columns.places_of(head.names)
        self.columns = [
            _Column(at, name, place or Place(KEPT))
            for at, (name, place) in enumerate(zip(head.names, places, strict=True))
        ]

    def card(self, row: list[str], line: int) -> ContactCard | None:
        """The card of a row; None for one that holds nobody, which is counted."""
        told: dict[str, list[_Column]] = {}
        for column in self.columns:
            if column.at < len(row) and row[column.at] and not row[column.at].isspace():
                told.setdefault(column.place.field, []).append(column)
        if not told and not any(map(str.strip, row[self.width :])):
            if row:
                self.left.note(EMPTY, line)
            return None
        if is_rule(row) or tuple(row) == self.names:
            self.left.note(EMPTY if is_rule(row) else REPEATED, line)
            return None
        if told.keys() == {"connected"}:
            self.left.note(HIDDEN, line)
            return None
        made = _CardOfRow(self, row, line, told).made()
        if made is None:
            self.left.note(NOBODY, line)
        return made

    def day(self, text: str, column: int) -> Day | None:
        """A day as the file writes it; one that could be two stays in its words."""
        text = " ".join(text.split())
        if _EMPTY_DAY.fullmatch(text):
            return None
        try:
            on = day_in(text)
        except DateFault:
            on = day_by_order(text, self.orders.of(column))
        return Day(on, "" if on else text)


class _CardOfRow:
    """One row while it becomes a card."""

    def __init__(
        self, rows: RowReading, row: list[str], line: int, told: Mapping[str, list[_Column]]
    ) -> None:
        self.rows, self.row, self.line, self.told = rows, row, line, told
        self.beside: list[Beside] = []

    def made(self) -> ContactCard | None:
        """The card; None where it would be nobody's."""
        parts, organization = self._parts(), self._organization()
        emails, phones = self._emails(), self._labelled("phone", numbers)
        nicknames = self._each("nickname")
        urls = self._labelled("url", web_pages)
        name = self._text("name") or whole_name(parts)
        reached = (each.value for each in (*emails, *phones))
        name = name or next(filter(None, (*nicknames, *organization[:1], *reached)), "")
        if not name:
            return None
        born, anniversary, died, connected = map(self._day, _DAYS[:4])
        if born is None and "born" in self.told:
            born = self._born_of_parts()
        days = self._days()
        died = died or next(
            (Day(one.on, one.written) for one in days if one.what == roster_cells.DIED), None
        )
        self._keep_rest()
        self._doubts(name if organization[:1] != (name,) else "", phones)
        return ContactCard(
            Location(self.rows.path, self.line), name, parts,
            self._uid(urls), nicknames, emails, phones, self._addresses(), organization,
            self._text("title"), self._text("role"), urls,
            self._labelled("messenger", every_text), self._notes(), self._tags(),
            born, anniversary, died, tuple(one for one in days if one.what != roster_cells.DIED),
            self._labelled("related", names_apart),
            self._photos(), connected.on if connected else None, self._text("through"),
            tuple(self.beside),
        )  # fmt: skip

    def _cells(self, field_: str, part: str = "") -> Iterator[tuple[_Column, str]]:
        for column in self.told.get(field_, ()):
            if column.place.part == part:
                yield column, self.row[column.at]

    def _text(self, field_: str) -> str:
        """The first text of a field; of further ones, each stays beside."""
        if field_ not in self.told:
            return ""
        found = ""
        for column, cell in self._cells(field_):
            values = BETWEEN.split(cell) if ":::" in cell else (cell,)
            texts = [" ".join(value.split()) for value in values]
            first, *more = map(unmarked, texts) if "'" in cell else texts
            kept = more if not found else [first, *more]
            found = found or first
            self.beside += [self._beside(column.name, text) for text in kept if text != found]
        return found

    def _each(self, field_: str) -> tuple[str, ...]:
        if field_ not in self.told:
            return ()
        return every_text(self.row, tuple(one.at for one, _ in self._cells(field_)))

    def _parts(self) -> NameParts:
        given, middle, family, prefix, suffix = map(
            self._text, ("given", "middle", "family", "prefix", "suffix")
        )
        behind = (suffix,) if suffix else ()
        if self.rows.linkedin and "," in family:
            # Degrees and titles are written behind the last name.
            family, _, titles = family.partition(",")
            behind = (*behind, *filter(None, map(str.strip, titles.split(","))))
        return NameParts(_one(family.strip()), _one(given), _one(middle), _one(prefix), behind)

    def _organization(self) -> tuple[str, ...]:
        """The organisation and its department, of the first that is told; others stay beside."""
        org, department = self._text("org"), self._text("department")
        return (org, department) if department else _one(org)

    def _emails(self) -> tuple[Labelled, ...]:
        if "email" not in self.told:
            return ()
        found = self._labelled("email", addresses)
        for each in found:
            if "@" not in each.value:
                self.beside.append(self._beside("e-mail", each.value))
                what = "texts under e-mail that are no address, kept in the table alone"
                self.rows.left.note(what, self.line)
        return tuple(each for each in found if "@" in each.value)

    def _labelled(
        self, field_: str, split: Callable[[list[str], tuple[int, ...]], tuple[str, ...]]
    ) -> tuple[Labelled, ...]:
        if field_ not in self.told:
            return ()
        found: dict[str, Labelled] = {}
        for column, _ in self._cells(field_):
            for value in split(self.row, (column.at,)):
                found.setdefault(value, Labelled(value, self._labels(column)))
        return tuple(found.values())

    def _labels(self, column: _Column) -> tuple[str, ...]:
        """What a value is for: by its column, and by what stands in the column for that."""
        place = column.place
        told = known_label(" ".join(place.labels))
        if not place.number:
            return told
        for other, cell in self._cells(place.field, "label"):
            if other.place.number == place.number:
                told = (*told, *label_in(cell))
        return tuple(dict.fromkeys(told))

    def _addresses(self) -> tuple[PostalAddress, ...]:
        if "address" not in self.told:
            return ()
        held: dict[tuple[tuple[str, ...], str], dict[str, str]] = {}
        for column in self.told["address"]:
            place, cell = column.place, self.row[column.at].strip()
            parts = held.setdefault((place.labels, place.number), {})
            parts[place.part] = f"{parts[place.part]}\n{cell}" if place.part in parts else cell
        return tuple(
            address
            for (labels, _), parts in held.items()
            for address in postal_addresses(parts, labels)
        )

    def _notes(self) -> tuple[str, ...]:
        return tuple(cell.strip() for _, cell in self._cells("notes"))

    def _tags(self) -> tuple[str, ...]:
        columns = tuple(one.at for one, _ in self._cells("tags"))
        return groups(self.row, columns) if columns else ()

    def _day(self, field_: str) -> Day | None:
        text = self._text(field_) if field_ in self.told else ""
        day = self.rows.day(text, self.told[field_][0].at) if text else None
        if day and day.on is None:
            ways = days_asked(text, yearless=True, born=field_ == "born")
            readings = f"{text[:40]}: {' or '.join(ways)}" if ways else f'"{text[:40]}"'
            self.rows.left.note(UNCLEAR_DAY, self.line, readings)
            if field_ == "connected":
                self.beside.append(self._beside(field_, text))
        return day

    def _born_of_parts(self) -> Day | None:
        """A birthday whose year, month and day stand in columns of their own."""
        told = {part: self._part("born", part) for part in ("year", "month", "day")}
        if not any(told.values()):
            return None
        try:
            on = day_of_parts(**told)
        except DateFault:
            on = None
        written = " ".join(filter(None, told.values()))
        if on is None:
            self.rows.left.note(UNCLEAR_DAY, self.line, f'"{written}"')
        return Day(on, "" if on else written)

    def _part(self, field_: str, part: str) -> str:
        return next((cell.strip() for _, cell in self._cells(field_, part)), "")

    def _days(self) -> tuple[Day, ...]:
        return tuple(
            Day(day.on, day.written, " ".join(self._labels(column)))
            for column, cell in self._cells("day")
            for text in BETWEEN.split(cell)
            if (day := self.rows.day(text, column.at))
        )

    def _photos(self) -> tuple[Photo, ...]:
        return tuple(Photo(address=cell.strip()) for _, cell in self._cells("photo"))

    def _uid(self, urls: Iterable[Labelled]) -> str:
        if uid := self._text("uid"):
            return uid
        if not self.rows.linkedin:
            return ""
        return next((slug for url in urls if (slug := profile_slug(url.value))), "")

    def _keep_rest(self) -> None:
        """What no field holds: columns that are kept, fields of one's own, cells too many."""
        for column, cell in self._cells(KEPT):
            self.beside.append(self._beside(column.name, cell.strip()))
            if not column.name.strip():
                self.rows.left.note(NAMELESS, self.line)
        for column, cell in self._cells("own"):
            name = " ".join(self._labels(column)) or column.name
            self.beside.append(self._beside(name, cell.strip()))
        for cell in filter(str.strip, self.row[self.rows.width :]):
            self.beside.append(self._beside("", cell.strip()))
            self.rows.left.note("cells beyond the last column, kept in the table alone", self.line)

    def _doubts(self, name: str, phones: Iterable[Labelled]) -> None:
        """What is taken as it stands, and may not be what it seems."""
        if any(is_cut_short(each.value) for each in phones):
            self.rows.left.note(CUT_NUMBER, self.line)
        if names_two(name):
            self.rows.left.note(TWO_PEOPLE, self.line)

    def _beside(self, name: str, value: str) -> Beside:
        return Beside(" ".join(name.split()), value, self.line)


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
