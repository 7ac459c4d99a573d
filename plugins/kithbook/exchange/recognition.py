"""What is imported, told by its content: a file, a folder or a zip to what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from shlex import quote

from kithbook.book.roster_columns import find_header
from kithbook.exchange import mail_headers, monica_file, vcard_reading
from kithbook.exchange.column_maps import ColumnMap, shipped_maps
from kithbook.exchange.import_files import (
    FoundFile,
    files_in_archive,
    files_in_folder,
    files_of_takeout,
    is_archive,
    read_beginning,
    read_file,
)
from kithbook.exchange.imported import Imported, NotTaken
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
from kithbook.exchange.other_files import Instead, archive_instead, file_instead, folder_instead
from kithbook.exchange.owners_side import NOBODY_KNOWN, OwnersSide
from kithbook.exchange.several_books import GOOGLE, cards_once, is_takeout, tables_once
from kithbook.exchange.table_recognition import (
    ANOTHER,
    TABLE,
    read_known_table,
    table_by_maps,
    unknown_columns,
)
from kithbook.exchange.vcard_writing import write_vcards
from kithbook.text.csv_rows import csv_rows
from kithbook.text.decoding import read_export
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from kithbook.text.words import counted, listed

_OLD = "a file older than UTF-8, read as Windows writes its letters; look at the names"
_STRANGE = "files beside, which hold no contacts that are read"
_UNREAD = "another file, which is not read"
_MOST_NAMED = 4
_CUT = "a last row that ends before its last columns, as in a file cut short; export it again"
_CARD = re.compile(r"^[^\S\n]*BEGIN[^\S\n]*:[^\S\n]*VCARD", re.IGNORECASE | re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ZEROS = "control characters, which are no text; those that are zeros are taken out"
_OBEYED = "control characters, which are no text; they stay, and no screen obeys them"
_HEAD = 65_536
_MOST_ODD = 20
"""A text in which one of so many characters is one of those is none."""


def kinds() -> tuple[str, ...]:
    """What may stand after `--as`."""
    others = (TABLE, vcard_reading.KIND, monica_file.KIND, mail_headers.KIND)
    return (*(each.kind for each in shipped_maps()), *others, *_folders())


def _folders() -> tuple[str, ...]:
    return tuple(each.kind for each in folder_maps())


def recognise(
    path: Path,
    as_kind: str | None = None,
    own: OwnersSide = NOBODY_KNOWN,
    piped: bytes | None = None,
) -> Imported:
    """What a file, a folder or a zip holds; with `as_kind` read as that alone.

    Bytes that are `piped` in are read in place of the file, which then is but a name.

    Raises:
        Refused: nothing in it can be imported; says what it is instead, and the next step.
    """
    found = _with_cut_told(_recognised(path, as_kind, own, piped))
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


def _recognised(path: Path, as_kind: str | None, own: OwnersSide, piped: bytes | None) -> Imported:
    of_mail = as_kind in (None, mail_headers.KIND) and piped is None
    if of_mail and (as_kind or holds_mail(path)):
        return read_mail(path, own.addresses)
    others: tuple[str, ...] = ()
    if piped is None and path.is_dir():
        found, others = files_in_folder(path)
        if as_kind in (None, *_folders()):
            of_notes = read_markdown_folder(path, as_kind, by_keys=not found)
            if of_notes:
                return of_notes
        found = found or files_of_takeout(path)
    elif is_archive(read_beginning(path) if piped is None else piped):
        found, others = files_in_archive(path, piped)
    else:
        found = (FoundFile(path.name, read_file(path) if piped is None else piped),)
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
    return parts.imported(())


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
        self.strange: list[tuple[str, Instead]] = []
        self.guessed: list[NotTaken] = []

    def take(self, file: FoundFile) -> None:
        """Reads a file as text, and tells what it is."""
        export = read_export(file.name, file.raw)
        text = self._plain(file, export.source.text if export.source else "\0")
        account = monica_account(text) if text.lstrip("\ufeff \t\r\n")[:1] == "{" else None
        if account and self.as_kind in (None, monica_file.KIND) and export.source:
            self.accounts.append((Source(file.name, text), account))
        elif instead := file_instead(file.raw, text):
            self.strange.append((file.name, instead))
        elif export.source:
            self.guessed += [
                NotTaken(_OLD, 1, file.name, (one.location.line,)) for one in export.problems
            ]
            self.take_text(Source(file.name, text))

    def _plain(self, file: FoundFile, text: str) -> str:
        """A text without the zeros that a program left in it; other control characters are told."""
        odd = list(_CONTROL.finditer(text))
        if not odd or len(odd) * _MOST_ODD > len(text):
            return text
        zeros = text.count("\0")
        lines = dict.fromkeys(text.count("\n", 0, one.start()) + 1 for one in odd[:20])
        self.guessed.append(
            NotTaken(_ZEROS if zeros else _OBEYED, len(odd), file.name, tuple(lines))
        )
        return text.replace("\0", "")

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
            raise unknown_columns(source, table, "of LinkedIn's export")
        else:
            self.tables.append(source)

    def imported(self, others: Sequence[str]) -> Imported:
        """What all of them come to."""
        found = self._read(others)
        return replace(found, left_out=(*found.left_out, *self.guessed))

    def _read(self, names: Sequence[str]) -> Imported:
        others = len(names)
        if self.linkedin:
            maps = tuple(each for each in shipped_maps() if each.kind != KIND)
            tables = [one for one in self.tables if table_by_maps(one, csv_rows(one.text), maps)]
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
            raise self._nothing(names)
        unlike: list[Source] = []
        if is_takeout(self.tables) and (of_google := self._of_google()):
            others += len(self.tables) - len(of_google)
            book, unlike = tables_once(of_google)
            self.tables = [book]
        return self._beside(self._one_table(), others, unlike)

    def _of_google(self) -> list[Source]:
        """The tables of a Takeout that are contacts: its other products have tables, too."""
        maps = tuple(each for each in shipped_maps() if each.kind == GOOGLE)
        return [one for one in self.tables if table_by_maps(one, csv_rows(one.text), maps)]

    def _one_table(self) -> Imported:
        """The one table that is an address book; what the others are is told beside it."""
        read: list[tuple[Source, Imported]] = []
        left: list[tuple[str, Refused]] = []
        for source in self.tables:
            try:
                read.append((source, read_known_table(source, self.as_kind, self.own)))
            except Refused as why:
                left.append((source.path, why))
        if not read:
            raise (
                left[0][1]
                if len(left) == 1
                else self._none_of((name, why.message) for name, why in left)
            )
        if len(read) > 1:
            names = listed([source.path for source, _ in read[:8]], "and")
            what = f"It holds several address books: {names}"
            raise Refused(Location(str(self.path)), what, "Import them one by one")
        self.guessed += [NotTaken(f"{_UNREAD}: {why.message}", 1, name) for name, why in left]
        return read[0][1]

    def _with_people(self) -> list[Source]:
        """The tables that are address books."""
        return [one for one in self.tables if self._is_address_book(one)]

    def _is_address_book(self, source: Source) -> bool:
        try:
            return bool(read_known_table(source, None, self.own).cards)
        except Refused:
            return False

    def _beside(self, found: Imported, others: int, books: Sequence[Source]) -> Imported:
        """What was read, with what else lay there: address books by name, with what takes them."""
        left = [NotTaken(f"{_UNREAD}: {told.what}", 1, name) for name, told in self.strange]
        left += [NotTaken(_STRANGE, others, self.path.name)] if others else []
        for one in books:
            where = f"{self.path}/{one.path}" if self.path.is_dir() else one.path
            first = "" if self.path.is_dir() else "unpack the zip, and "
            then = f"{first}take it in with: kith import {quote(where)}"
            what = f"another address book, not taken in; {then}"
            left.append(NotTaken(what, 1, self.path.name))
        return replace(found, left_out=(*found.left_out, *left))

    def _nothing(self, others: Iterable[str]) -> Refused:
        """Why nothing was read: what the file is, or what lies in the folder or archive."""
        at = Location(str(self.path))
        kinds = dict.fromkeys(instead for _, instead in self.strange)
        if self.path.is_dir():
            refuse_notes(self.path)
            told = folder_instead(self.path) if not kinds else None
        else:
            told = archive_instead((*others, *(name for name, _ in self.strange)))
        told = told or (next(iter(kinds)) if len(kinds) == 1 else None)
        if told:
            return Refused(at, told.what, told.then)
        if not kinds:
            return Refused(at, "Nothing lies in it that is read as contacts", ANOTHER)
        return self._none_of((name, instead.what) for name, instead in self.strange)

    def _none_of(self, told: Iterable[tuple[str, str]]) -> Refused:
        """Says of some files what each is."""
        shown = "; ".join(f"{name}: {what}" for name, what in islice(told, _MOST_NAMED))
        what = f"It holds no contacts that can be read ({shown})"
        return Refused(Location(str(self.path)), what, ANOTHER)


def _read_cards(path: Path, sources: Sequence[Source]) -> Imported:
    """The cards of one file, or of a folder that holds one each; the same card twice is one."""
    text = cards_once(sources)
    name = sources[0].path if len(sources) == 1 else f"{path.stem}.vcf"
    name = "google.vcf" if is_takeout(sources) else name
    found = vcard_reading.read_vcards(name, text)
    if not found.cards:
        told = f"Nobody is in it: {counted(sum(map(_cards_in, sources)), 'card')} without a name, "
        what = f"{told}an organisation, an address or a number"
        raise Refused(Location(str(path)), what, ANOTHER)
    return replace(found, roster=text, ending=".vcf")


def _cards_in(source: Source) -> int:
    return len(_CARD.findall(source.text))
