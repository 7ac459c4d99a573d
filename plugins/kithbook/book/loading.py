"""One reading of a book: the findings so far, and what its files are read against.

What reads texts is imported where there is one to be read: what is kept does without.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kithbook.book.copies import NO_COPIES, Copies
from kithbook.book.folder_files import FolderFiles, files_of
from kithbook.book.folder_findings import (
    files_in,
    long_file,
    lying_beside,
    strays_in,
)
from kithbook.book.folder_names import FolderNames
from kithbook.book.kept_files import KeptFiles, digest_of
from kithbook.book.kept_people import PeopleInMemory
from kithbook.book.kept_records import Back, as_text, back
from kithbook.book.model import Introduction, LogRead, Person, Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.names_beside import NamesBeside, Said
from kithbook.book.request import Request
from kithbook.book.roster_places import ROSTER_ENDINGS
from kithbook.book.settings import DEFAULTS
from kithbook.book.stand_ins import (
    file_meant,
)
from kithbook.text.problems import Problem
from kithbook.text.source import (
    LONG,
    MAX_BYTES,
    Source,
    read_source,
)

if TYPE_CHECKING:
    from kithbook.book.contact import Contact
    from kithbook.book.copy_findings import CopyFindings
    from kithbook.book.merges import SourceVersions
    from kithbook.book.names import Named
    from kithbook.book.own_templates import OwnTemplate
    from kithbook.book.reading import Reading
    from kithbook.book.roster_tables import Conversation, RosterChange

    Readers = tuple[
        Callable[[Reading], Any], Callable[[SourceVersions, Callable[[Source], Reading]], Any]
    ]

T = TypeVar("T")
Keep = Callable[[T], tuple[object, tuple[str, ...]]]
"""What is kept of a value: first what is known before names are, then lines of JSON."""
TEMPLATES = "templates"
_JOURNAL, _INTRODUCTION, _REQUEST = back(LogRead), back(Introduction), back(Request)


@dataclass
class Loading:
    """One reading of a book: the findings so far, and what names are read against."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    settings: Settings = DEFAULTS
    known: tuple[Named, ...] | None = None
    said: tuple[Said, ...] = ()
    doubled: list[tuple[str, str]] = field(default_factory=list)
    there: tuple[FolderNames, ...] = ()
    kept: KeptFiles | None = None
    memory: PeopleInMemory | None = None
    digests: dict[str, str] = field(default_factory=dict)
    copies: Copies = NO_COPIES
    torn: dict[str, SourceVersions] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    differing: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> NameIndex:
        """Whom names mean; asked for once everyone is known."""
        index = NameIndex(self.known or ())
        index.beside = NamesBeside(self.said, tuple(self.doubled))
        return index

    def know(self, known: tuple[Named, ...], said: tuple[Said, ...]) -> None:
        """Takes who is in the book, and where they live and work."""
        self.known, self.said = known, said
        if self.kept:
            self.kept.know(known, said, self.doubled)

    def state(self) -> str:
        """A digest of all that was read; empty where nothing is kept, or it is in doubt."""
        templates = files_in(self.root / TEMPLATES)
        others = (f"{one.folder}{name}" for one in self.there for name in one.names)
        paths = sorted({*others, *(f"{TEMPLATES}/{path.name}" for path in templates)})
        return self.kept.state(paths) if self.kept else ""

    def open(self, path: Path, most: int = MAX_BYTES) -> Source | None:
        """A file as text; what keeps it from being that is a finding."""
        source = read_source(self.root, path, most)
        if isinstance(source, Problem):
            self.problems.append(source)
            if source.code == "unfinished-merge":
                from kithbook.book.merges import versions_of

                self.torn[source.location.path] = torn = versions_of(self.root, path, most)
                self.problems.extend(torn.further)
            return None
        return source

    def open_torn(self, path: Path, most: int = MAX_BYTES) -> Source | None:
        """A file, or what is read of it while its merge is not finished."""
        source = self.open(path, most)
        found = self.torn.get(path.relative_to(self.root).as_posix())
        if not found:
            return source
        from kithbook.book.merges import as_read

        return as_read(found)

    def is_told(self, path: str) -> bool:
        """Whether a file that is not read has a finding of its own, or stands for another."""
        return path in self.copies.of or file_meant(path) != ""

    def compared(self, copied: CopyFindings) -> None:
        """Takes in what was found of the copies."""
        self.problems.extend(copied.problems)
        self.differing = copied.differing

    def start(self, source: Source) -> Reading:
        """The reading of a file, against what is known of the book."""
        from kithbook.book.reading import Reading

        found = self.torn.get(source.path)
        apart = found.apart if found else frozenset[int]()
        names = None if self.known is None else self.names
        return Reading(source, self.settings, names, apart=apart)

    def read(self, source: Source, reader: Callable[[Reading], T], keep: Keep[T]) -> T:
        """What a file holds; it is kept where `keep` gives lines for it."""
        if len(source.text) > LONG:
            self.problems.append(long_file(source))
        from kithbook.book.asked_names import AskedNames

        reading = self.start(source)
        if self.kept and reading.names:
            reading.names = AskedNames(reading.names)
        value = reader(reading)
        if source.path in self.torn:
            return value
        self.problems.extend(reading.problems)
        if self.kept and isinstance(reading.names, AskedNames) and len(source.text) <= LONG:
            digest = self.digests.pop(source.path, "") or digest_of(source.text.encode())
            first, lines = keep(value)
            if lines:
                asked, found = reading.names.asked, reading.problems
                self.kept.keep(source.path, digest, asked, first, found, *lines)
        return value

    def before(self, path: str, back: Back | None) -> Any:  # noqa: ANN401 - as it was kept
        """What a file held when it was read, if it and the names in it are as they were."""
        kept = self.kept.fresh(path) if self.kept else None
        if self.kept is None or kept is None or not self.kept.holds(kept):
            return None
        self.problems.extend(kept.problems)
        return back(kept.line(0)) if back else kept.line(0)

    def files_of(self, folder: str, excepted: tuple[str, ...] = ()) -> FolderFiles:
        """What lies in people/ or journal/; what is not read is a finding."""
        there = files_of(self.root, folder, excepted)
        others = tuple(path for path in there.others if not self.is_told(path))
        self.problems.extend(lying_beside(self.root, folder, there._replace(others=others)))
        read = tuple(path for path in there.read if path not in self.copies.of)
        return there._replace(read=read)

    def report_strays(self, folder: str, endings: tuple[str, ...]) -> None:
        """Finds what lies in a folder and is not read."""
        self.problems.extend(strays_in(self.root, folder, endings, self.is_told))

    def person_file(self, path: str) -> Source | None:
        """The text of somebody's file, whose digest is noted as it stands."""
        source = self.open(self.root / path)
        if self.kept and source:
            self.digests[path] = digest_of(source.text.encode())
        return source

    def journals(self) -> Iterator[LogRead]:
        """What each journal file holds."""
        for path in self.files_of("journal").read:
            if found := self.before(path, _JOURNAL):
                yield found
            elif source := self.open_torn(self.root / path):
                from kithbook.book.log_reading import read_journal_file

                yield self.read(source, read_journal_file, in_one_line)

    def originals(self, folder: str) -> Iterator[Path]:
        """The files of a folder that are no copies."""
        for path in files_in(self.root / folder):
            if f"{folder}/{path.name}" not in self.copies.of:
                yield path

    def rosters(self, people: Iterable[Person]) -> Rosters:
        """What the address books hold, with the tables beside them; nothing without the folder."""
        if not os.path.lexists(self.root / "rosters"):
            return Rosters()
        from kithbook.book.address_books import read_address_books
        from kithbook.book.roster_links import link_contacts
        from kithbook.book.roster_places import pairs_apart, pairs_same
        from kithbook.book.roster_table_findings import table_findings
        from kithbook.book.roster_tables import read_changes, read_messages

        same, apart = pairs_same(self.root), pairs_apart(self.root)
        self.report_strays("rosters", ROSTER_ENDINGS)
        found, faults = read_address_books(self.root, self.originals("rosters"))
        self.problems.extend((*faults, *table_findings(self.root)))
        linked = link_contacts(found, people, same, apart)
        return Rosters(linked, read_changes(self.root), read_messages(self.root), apart, same)

    def templates(self) -> Mapping[str, OwnTemplate]:
        """The owner's own words for messages."""
        if not os.path.lexists(self.root / TEMPLATES):
            return {}
        from kithbook.book.own_templates import read_templates

        return read_templates(self.root, self.problems)

    def texts(self, folder: str) -> Iterator[Path]:
        """Those among them that are read."""
        self.report_strays(folder, (".md",))
        for path in self.originals(folder):
            if path.suffix == ".md" and path.stem.lower() != "readme":
                yield path

    def acts(self, folder: str, back: Back | None) -> Iterator[Any]:
        """Introductions or requests, in the order of the files."""
        for path in self.texts(folder):
            if act := self.before(f"{folder}/{path.name}", back):
                yield act
                continue
            reader, torn = _readers(folder)
            source = self.open(path)
            found = self.torn.get(f"{folder}/{path.name}")
            act = self.read(source, reader, in_one_line) if source else None
            act = torn(found, self.start) if found else act
            if act is not None:
                yield act

    def introductions(self) -> Iterator[Introduction]:
        """The introductions; nothing is asked from one of which a copy says something else."""
        for act in self.acts("introductions", _INTRODUCTION):
            yield self._beside_copy(act) if act.path in self.differing else act

    def requests(self) -> Iterator[Request]:
        """The requests from outside."""
        return self.acts("requests", _REQUEST)

    def _beside_copy(self, act: Introduction) -> Introduction:
        """An introduction with what its copy says otherwise, without the copy's findings."""
        from kithbook.book.introductions_requests import read_introduction
        from kithbook.book.merges import beside_copy

        source = read_source(self.root, self.root / self.differing[act.path])
        copy = read_introduction(self.start(source)) if isinstance(source, Source) else None
        return beside_copy(act, copy) if copy else act


class Rosters(NamedTuple):
    """What was read of `rosters/`: contacts, tables of our own, and who was said to be whom."""

    contacts: tuple[Contact, ...] = ()
    changes: tuple[RosterChange, ...] = ()
    messages: tuple[Conversation, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    same: frozenset[frozenset[str]] = frozenset()


def _readers(folder: str) -> Readers:
    """What reads introductions or requests, whole ones and those in two versions."""
    from kithbook.book.introductions_requests import read_introduction, read_request
    from kithbook.book.merges import torn_introduction, torn_request

    if folder == "introductions":
        return read_introduction, torn_introduction
    return read_request, torn_request


def in_one_line(value: object) -> tuple[None, tuple[str, ...]]:
    """What is kept of all but people."""
    return None, () if value is None else (as_text(value),)
