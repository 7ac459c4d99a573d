"""What is imported, told by its content: a file, a folder or a zip to what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

from kithbook.book.roster_columns import find_header
from kithbook.exchange import mail_headers, monica_file, vcard_reading
from kithbook.exchange.column_maps import (
    ColumnMap,
    map_text,
    proposed_map,
    shipped_maps,
)
from kithbook.exchange.import_files import (
    FoundFile,
    files_in_archive,
    files_in_folder,
    is_archive,
    read_file,
)
from kithbook.exchange.imported import Imported, NotTaken
from kithbook.exchange.known_columns import with_known_names
from kithbook.exchange.linkedin_export import (
    KIND,
    LinkedInFile,
    is_named_so,
    linkedin_file,
    read_linkedin,
)
from kithbook.exchange.mail_headers import holds_mail, read_mail
from kithbook.exchange.markdown_folders import folder_maps, read_markdown_folder, refuse_notes
from kithbook.exchange.monica_file import Values, monica_account, read_monica
from kithbook.exchange.owners_side import NOBODY_KNOWN, OwnersSide
from kithbook.exchange.table_cards import TableHead, find_head, read_table_cards
from kithbook.exchange.vcard_writing import write_vcards
from kithbook.text.csv_rows import SIGNS, CsvRows, csv_rows
from kithbook.text.decoding import read_export
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.slug import slug
from kithbook.text.source import Source
from kithbook.text.words import counted, listed

TABLE = "csv"
_AS_OWNER_SAYS = (TABLE, "dex", "thunderbird")
_SOMEBODY = {"name", "given", "family", "email", "phone", "nickname", "org"}
_NAMES_SOMEBODY = {"name", "given", "family", "nickname"}
_NO_NAME = re.compile(r"[{}<>\[\]=@]|://")
"""What stands in no name of a column."""
_OLD = "a file older than UTF-8, read as Windows writes its letters; look at the names"
_STRANGE = "files beside, which hold no contacts that are read"
_CUT = "a last row that ends before its last columns, as in a file cut short; export it again"
_CARD = re.compile(r"^[^\S\n]*BEGIN[^\S\n]*:[^\S\n]*VCARD", re.IGNORECASE | re.MULTILINE)
_HEAD = 65_536
_NO_TABLE = ("<", "{", "[", "%")
"""How pages, JSON and PDF begin."""
_ANOTHER = "Export the contacts as CSV or vCard, and name that file"
_MOST_SHOWN = 300
_COLUMNS = (
    "Name the columns in one row, as Name, E-mail, Phone; or write what they hold into "
    "rosters/columns/{stem}.yml, a line a column, as in Naam: name"
)


def kinds() -> tuple[str, ...]:
    """What may stand after `--as`."""
    others = (TABLE, vcard_reading.KIND, monica_file.KIND, mail_headers.KIND)
    return (*(each.kind for each in shipped_maps()), *others, *_folders())


def _folders() -> tuple[str, ...]:
    return tuple(each.kind for each in folder_maps())


def recognise(path: Path, as_kind: str | None = None, own: OwnersSide = NOBODY_KNOWN) -> Imported:
    """What a file, a folder or a zip holds; with `as_kind` read as that alone.

    Raises:
        Refused: nothing in it can be imported; says what it is instead, and the next step.
    """
    found = _with_cut_told(_recognised(path, as_kind, own))
    if found.roster or not found.cards:
        return found
    # What is no address book by itself is kept as one of cards.
    return replace(found, roster=write_vcards(found.cards).decode(), ending=".vcf")


def _with_cut_told(found: Imported) -> Imported:
    """A table with a word on it where it ends in the middle of a row."""
    if found.ending != ".csv" or found.roster.endswith(("\n", "\r")):
        return found
    table = csv_rows(found.roster)
    header = find_header(table)
    if header is None:
        return found
    (_, names), *rows = list(table.rows(header.sign, header.line - 1))
    if not rows or len(rows[-1][1]) >= len(names):
        return found
    cut = NotTaken(_CUT, 1, f"{found.stem}.csv", (rows[-1][0],))
    return replace(found, left_out=(*found.left_out, cut))


def _recognised(path: Path, as_kind: str | None, own: OwnersSide) -> Imported:
    if as_kind == mail_headers.KIND or (as_kind is None and holds_mail(path)):
        return read_mail(path, own.addresses)
    others = 0
    if path.is_dir():
        found, others = files_in_folder(path)
        if as_kind in (None, *_folders()):
            of_notes = read_markdown_folder(path, as_kind, by_keys=not found)
            if of_notes:
                return of_notes
    else:
        raw = read_file(path)
        found = (FoundFile(path.name, raw),)
        if is_archive(raw):
            found, others = files_in_archive(path, raw)
    parts = _Parts(path, as_kind, own)
    for file in found:
        parts.take(file)
    return parts.imported(others)


def recognise_text(
    source: Source, as_kind: str | None = None, maps: Sequence[ColumnMap] = ()
) -> Imported:
    """What a file that is in the book already holds, as when it was imported."""
    parts = _Parts(Path(source.path), as_kind, OwnersSide(maps=tuple(maps)))
    parts.take_text(source)
    return parts.imported(0)


@dataclass
class _Parts:
    """The files of one import, by what they are."""

    path: Path
    as_kind: str | None
    own: OwnersSide

    def __post_init__(self) -> None:
        self.linkedin: list[LinkedInFile] = []
        self.tables: list[Source] = []
        self.cards: list[Source] = []
        self.accounts: list[tuple[Source, Values]] = []
        self.strange: list[str] = []
        self.guessed: list[NotTaken] = []

    def take(self, file: FoundFile) -> None:
        """Reads a file as text, and tells what it is."""
        export = read_export(file.name, file.raw)
        text = export.source.text if export.source else "\0"
        account = monica_account(text) if text.lstrip("\ufeff \t\r\n")[:1] == "{" else None
        if account and self.as_kind in (None, monica_file.KIND) and export.source:
            self.accounts.append((export.source, account))
        elif "\0" in text[:_HEAD] or text.lstrip("\ufeff \t\r\n")[:1] in _NO_TABLE:
            self.strange.append(file.name)
        elif export.source:
            self.guessed += [
                NotTaken(_OLD, 1, file.name, (one.location.line,)) for one in export.problems
            ]
            self.take_text(export.source)

    def take_text(self, source: Source) -> None:
        """Tells what a text is."""
        table = csv_rows(source.text)
        wanted = self.as_kind in (None, KIND)
        if self.as_kind == vcard_reading.KIND or (
            self.as_kind is None and _CARD.search(source.text[:_HEAD])
        ):
            self.cards.append(source)
        elif wanted and (file := linkedin_file(source, table)):
            self.linkedin.append(file)
        elif self.as_kind == KIND or (self.as_kind is None and is_named_so(source.path)):
            raise _unknown_columns(source, table, "of LinkedIn's export")
        else:
            self.tables.append(source)

    def imported(self, others: int) -> Imported:
        """What all of them come to."""
        found = self._read(others)
        return replace(found, left_out=(*found.left_out, *self.guessed))

    def _read(self, others: int) -> Imported:
        others += len(self.strange)
        if self.linkedin:
            maps = tuple(each for each in shipped_maps() if each.kind != KIND)
            tables = [one for one in self.tables if _by_maps(one, csv_rows(one.text), maps)]
            others += len(self.tables) - len(tables)
            found = read_linkedin(self.linkedin, self.own.names)
            return self._beside(found, others, (*self.cards, *tables))
        if self.accounts:
            more = [source for source, _ in self.accounts[1:]]
            tables = self._with_people()
            others += len(self.tables) - len(tables)
            left = (*self.cards, *tables, *more)
            return self._beside(read_monica(*self.accounts[0]), others, left)
        if self.cards:
            tables = self._with_people()
            others += len(self.tables) - len(tables)
            return self._beside(_read_cards(self.path, self.cards), others, tables)
        if not self.tables:
            raise self._nothing()
        read = [_read_table(source, self.as_kind, self.own.maps) for source in self.tables]
        if len(read) > 1:
            names = listed((source.path for source in self.tables[:8]), "and")
            what = f"It holds several address books: {names}"
            raise Refused(Location(str(self.path)), what, "Import them one by one")
        return self._beside(read[0], others, ())

    def _with_people(self) -> list[Source]:
        """The tables that are address books."""
        return [one for one in self.tables if self._is_address_book(one)]

    def _is_address_book(self, source: Source) -> bool:
        try:
            return bool(_read_table(source, None, self.own.maps).cards)
        except Refused:
            return False

    def _beside(self, found: Imported, others: int, books: Sequence[Source]) -> Imported:
        """What was read, with what else lay there: address books by name, with what takes them."""
        left = [NotTaken(_STRANGE, others, self.path.name)] if others else []
        for one in books:
            where = f"{self.path}/{one.path}" if self.path.is_dir() else one.path
            first = "" if self.path.is_dir() else "unpack the zip, and "
            then = f"{first}take it in with: kith import {quote(where)}"
            what = f"another address book, not taken in; {then}"
            left.append(NotTaken(what, 1, self.path.name))
        return replace(found, left_out=(*found.left_out, *left))

    def _nothing(self) -> Refused:
        if self.path.is_dir():
            refuse_notes(self.path)
        what = "It holds no contacts that can be read" if self.strange else "Nothing lies in it"
        return Refused(Location(str(self.path)), what, _ANOTHER)


def _read_cards(path: Path, sources: Sequence[Source]) -> Imported:
    """The cards of one file, or of a folder that holds one each; the same card twice is one."""
    texts = dict.fromkeys(source.text.strip("\ufeff\r\n") for source in sources)
    text = sources[0].text if len(texts) == 1 else "".join(f"{each}\r\n" for each in texts)
    name = sources[0].path if len(sources) == 1 else f"{path.stem}.vcf"
    found = vcard_reading.read_vcards(name, text)
    if not found.cards:
        told = f"Nobody is in it: {counted(sum(map(_cards_in, sources)), 'card')} without a name, "
        what = f"{told}an organisation, an address or a number"
        raise Refused(Location(str(path)), what, _ANOTHER)
    return replace(found, roster=text, ending=".vcf")


def _cards_in(source: Source) -> int:
    return len(_CARD.findall(source.text))


def _read_table(source: Source, as_kind: str | None, own: Sequence[ColumnMap]) -> Imported:
    """The cards of a table: by the map of its program, the owner's, or one that is proposed."""
    stem = slug(Path(source.path).stem) or "contacts"
    table = csv_rows(source.text)
    for maps in (own if as_kind in (None, TABLE) else (), _shipped(as_kind)):
        if found := _by_maps(source, table, maps):
            return found
    if as_kind not in (None, TABLE):
        raise _unknown_columns(source, table, f"of {_called(as_kind)}")
    head = find_head(table, lambda names: _naming(names, stem))
    if head is None:
        raise _unknown_columns(source, table, "of an address book")
    shown = proposed_map(stem, head.names)
    found = read_table_cards(source, head, shown)
    if not found.cards or _is_prose(table, head):
        raise Refused(Location(source.path), "This is no table with people in it", _ANOTHER)
    text = with_known_names(source, head, shown)
    return replace(found, roster=text, column_map=map_text(head.names, shown, source.path))


def _shipped(as_kind: str | None) -> tuple[ColumnMap, ...]:
    return tuple(each for each in shipped_maps() if as_kind in (None, each.kind))


def _by_maps(source: Source, table: CsvRows, maps: Sequence[ColumnMap]) -> Imported | None:
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
    """Whether most rows have other cells than there are columns, as lines of a text would."""
    rows = [cells for _, cells in table.rows(head.sign, head.end) if any(map(str.strip, cells))]
    return sum(len(cells) == len(head.names) for cells in rows) * 2 < len(rows)


def _naming(names: tuple[str, ...], stem: str) -> int:
    """How many columns of a proposed map hold something, where somebody is named."""
    if any(map(_NO_NAME.search, names)):
        return 0
    places = list(proposed_map(stem, names).places.values())
    told = [place for place in places if place != "kept"]
    alone = len(names) > 1 or bool(_NAMES_SOMEBODY & set(told))
    return len(told) if _SOMEBODY & {place.split(" ")[0] for place in told} and alone else 0


def _called(kind: str) -> str:
    return next((each.called for each in shipped_maps() if each.kind == kind), kind)


def _unknown_columns(source: Source, table: CsvRows, what: str) -> Refused:
    """Names the columns that were found, so that their owner can tell which file it is."""
    rows = [
        (line, cells)
        for sign in SIGNS
        for (line, cells), _ in zip(CsvRows(table.lines[:40]).rows(sign), range(12), strict=False)
        if any(map(str.strip, cells))
    ]
    if not rows:
        return Refused(Location(source.path), "Nothing stands in this file", "Export it again")
    line, cells = max(rows, key=lambda row: len(row[1]))
    shown = ", ".join(" ".join(cell.split()) for cell in cells)[:_MOST_SHOWN]
    stem = slug(Path(source.path).stem) or "contacts"
    message = f"These columns are none {what} that is known: {shown}"
    return Refused(Location(source.path, line), message, _COLUMNS.format(stem=stem))
