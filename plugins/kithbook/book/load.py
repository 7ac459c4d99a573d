"""Reading a whole book: every file on its own, so that a bad one never stops the rest.

People are read in two steps, since a name can only be resolved once all names are known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from kithbook.book.address_books import ROSTER_ENDINGS, read_address_books
from kithbook.book.contact import Contact
from kithbook.book.copies import NO_COPIES, Copies, copies_in
from kithbook.book.copy_findings import CopyFindings, consents_in_doubt, look_at_copies
from kithbook.book.folder_files import FolderFiles, files_of, id_of
from kithbook.book.folder_findings import (
    duplicate_id,
    files_in,
    long_file,
    lying_beside,
    note_of_a_day,
    odd_folders,
    poor_id,
    strays_in,
)
from kithbook.book.folder_names import names_by_folder
from kithbook.book.introductions_requests import read_introduction, read_request
from kithbook.book.last_good import keep_last_good
from kithbook.book.log_reading import LogRead, read_journal
from kithbook.book.merged_people import open_merged
from kithbook.book.merges import (
    SourceVersions,
    as_read,
    beside_copy,
    torn_introduction,
    torn_request,
    versions_of,
)
from kithbook.book.model import Introduction, Person, Settings, UnreadPerson
from kithbook.book.names import Named, names_at, names_in_merge
from kithbook.book.names_beside import NamesBeside, Said, text_under
from kithbook.book.network import NameIndex, Network
from kithbook.book.own_templates import read_templates
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.plain_notes import is_named_for_a_day, is_paper_of_the_house, name_line
from kithbook.book.reading import Reading
from kithbook.book.roster_links import link_contacts
from kithbook.book.roster_places import pairs_apart, pairs_same
from kithbook.book.roster_table_findings import table_findings
from kithbook.book.roster_tables import read_changes, read_messages
from kithbook.book.set_apart import ended_apart, read_set_apart
from kithbook.book.settings import DEFAULTS, load_settings
from kithbook.book.stand_ins import (
    away,
    file_meant,
    full_first,
    not_here,
    placeholders_in,
)
from kithbook.text.garbage import no_collection
from kithbook.text.problems import Problem
from kithbook.text.source import (
    LONG,
    MAX_BYTES,
    Source,
    blank_controls,
    read_source,
)
from kithbook.text.words import fold

T = TypeVar("T")
Reader = Callable[[Reading], T | None]
TornReader = Callable[[SourceVersions, Callable[[Source], Reading]], T | None]


@dataclass
class _Loading:
    """One reading of a book: the findings so far, and what names are read against."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    settings: Settings = DEFAULTS
    names: NameIndex | None = None
    copies: Copies = NO_COPIES
    torn: dict[str, SourceVersions] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    differing: Mapping[str, str] = field(default_factory=dict)
    doubled: list[tuple[str, str]] = field(default_factory=list)

    def open(self, path: Path, most: int = MAX_BYTES) -> Source | None:
        source = read_source(self.root, path, most)
        if isinstance(source, Problem):
            self.problems.append(source)
            if source.code == "unfinished-merge":
                self.torn[source.location.path] = torn = versions_of(self.root, path, most)
                self.problems.extend(torn.further)
            return None
        return source

    def open_torn(self, path: Path, most: int = MAX_BYTES) -> Source | None:
        """A file, or what is read of it while its merge is not finished."""
        source = self.open(path, most)
        found = self.torn.get(path.relative_to(self.root).as_posix())
        return as_read(found) if found else source

    def is_told(self, path: str) -> bool:
        """Whether a file that is not read has a finding of its own, or stands for another."""
        return path in self.copies.of or file_meant(path) != ""

    def compared(self, copied: CopyFindings) -> None:
        """Takes in what was found of the copies."""
        self.problems.extend(copied.problems)
        self.differing = copied.differing

    def start(self, source: Source) -> Reading:
        found = self.torn.get(source.path)
        apart = found.apart if found else frozenset[int]()
        return Reading(source, self.settings, self.names, apart=apart)

    def read(self, source: Source, reader: Callable[[Reading], T]) -> T:
        if len(source.text) > LONG:
            self.problems.append(long_file(source))
        reading = self.start(source)
        value = reader(reading)
        if source.path not in self.torn:
            self.problems.extend(reading.problems)
        return value

    def files_of(self, folder: str, excepted: tuple[str, ...] = ()) -> FolderFiles:
        there = files_of(self.root, folder, excepted)
        others = tuple(path for path in there.others if not self.is_told(path))
        self.problems.extend(lying_beside(self.root, folder, there._replace(others=others)))
        read = tuple(path for path in there.read if path not in self.copies.of)
        return there._replace(read=read)

    def report_strays(self, folder: str, endings: tuple[str, ...]) -> None:
        self.problems.extend(strays_in(self.root, folder, endings, self.is_told))

    def journals(self) -> Iterator[Source]:
        for path in self.files_of("journal").read:
            if source := self.open_torn(self.root / path):
                yield source

    def originals(self, folder: str) -> Iterator[Path]:
        """The files of a folder that are no copies."""
        for path in files_in(self.root / folder):
            if f"{folder}/{path.name}" not in self.copies.of:
                yield path

    def contacts(self) -> tuple[Contact, ...]:
        """The contacts of all address books."""
        self.report_strays("rosters", ROSTER_ENDINGS)
        found, faults = read_address_books(self.root, self.originals("rosters"))
        self.problems.extend((*faults, *table_findings(self.root)))
        return found

    def texts(self, folder: str) -> Iterator[Path]:
        """Those among them that are read."""
        self.report_strays(folder, (".md",))
        for path in self.originals(folder):
            if path.suffix == ".md" and path.stem.lower() != "readme":
                yield path

    def acts(self, folder: str, reader: Reader[T], torn: TornReader[T]) -> Iterator[T]:
        """Introductions or requests, in the order of the files."""
        for path in self.texts(folder):
            source = self.open(path)
            found = self.torn.get(f"{folder}/{path.name}")
            act = self.read(source, reader) if source else None
            act = torn(found, self.start) if found else act
            if act is not None:
                yield act

    def introductions(self) -> Iterator[Introduction]:
        """The introductions; nothing is asked from one of which a copy says something else."""
        for act in self.acts("introductions", read_introduction, torn_introduction):
            copy = self._copy_of(act.path)
            yield beside_copy(act, copy) if copy else act

    def _copy_of(self, path: str) -> Introduction | None:
        """What a copy of an introduction says, without its findings."""
        where = self.differing.get(path, "")
        source = read_source(self.root, self.root / where) if where else None
        return read_introduction(self.start(source)) if isinstance(source, Source) else None


def load_book(root: Path, before: Network | None = None) -> Network:
    """The network of a book, with every finding that needs no date; never raises for bad files.

    `before` is an earlier reading: who was read then and cannot be now keeps the last good version.
    """
    with no_collection():
        now = _load(root, before)
        return keep_last_good(before, now) if before else now


def _load(root: Path, before: Network | None) -> Network:
    loading = _Loading(root)
    loading.settings = load_settings(root, loading.problems)
    loading.problems.extend(odd_folders(root))
    names = tuple(names_by_folder(root))
    gone = placeholders_in(names)
    loading.copies = copies_in(names, loading.settings.people_except)
    loading.compared(copied := look_at_copies(root, loading.copies))
    loading.problems.extend(not_here(gone))
    there = loading.files_of("people", loading.settings.people_except)
    opened, unread = _open_people(loading, full_first(root, there.read))
    unread += away(gone, map(id_of, there.read))
    known = [(person.id, person.name, person.aliases) for person in opened]
    lost = [one for one in unread if not any(one.id == there.id for there in opened)]
    loading.names = NameIndex((*known, *(_named_before(one, before) for one in lost)))
    loading.names.beside = NamesBeside(tuple(map(_said_of, opened)), tuple(loading.doubled))
    people = dict(_read_people(loading, opened))
    beside, ended = _set_apart(loading, people.values(), copied.differing, there.apart)
    journal = [loading.read(source, read_journal_file) for source in loading.journals()]
    same, apart = pairs_same(root), pairs_apart(root)
    return Network(
        people=people,
        unread=tuple(unread),
        differing=frozenset((*copied.differing, *ended)),
        beside=beside,
        apart=tuple(sorted((*there.apart, *loading.papers))),
        journal=tuple(entry for one in journal for entry in one.entries),
        journal_asides=tuple(aside for one in journal for aside in one.asides),
        journal_loose=tuple(promise for one in journal for promise in one.loose),
        introductions=tuple(loading.introductions()),
        requests=tuple(loading.acts("requests", read_request, torn_request)),
        contacts=link_contacts(loading.contacts(), people.values(), same, apart),
        changes=read_changes(root),
        messages=read_messages(root),
        not_the_same=apart,
        the_same=same,
        settings=loading.settings,
        templates=read_templates(root, loading.problems),
        problems=tuple(sorted(loading.problems, key=lambda problem: problem.sort_key)),
    )


def _said_of(one: PersonSource) -> Said:
    """What tells somebody from others: the id, where they live and work, and other names."""
    return one.id, text_under(one.keys, "place"), text_under(one.keys, "org"), one.aliases


def _set_apart(
    loading: _Loading,
    people: Collection[Person],
    differing: Mapping[str, str],
    apart: tuple[str, ...],
) -> tuple[tuple[Named, ...], tuple[str, ...]]:
    """Whom files name that are no person, and whose consent they end, if anything could go out."""
    loading.problems.extend(consents_in_doubt(people, differing))
    if not (loading.settings.disclose_introductions or any(one.consent for one in people)):
        return (), ()
    copies = (path for path in loading.copies.of if path.startswith("people/"))
    found = tuple(read_set_apart(loading.root, (*apart, *copies)))
    ended = tuple(ended_apart((one for one in people if one.path not in differing), found))
    loading.problems.extend(problem for _, problem in ended)
    return tuple(one.named for one in found), tuple(person.path for person, _ in ended)


def _read_people(loading: _Loading, opened: list[PersonSource]) -> Iterator[tuple[str, Person]]:
    """Everyone by id, in the order of the files; takes each from the list, so that its nodes go."""
    opened.reverse()
    while opened:
        one = opened.pop()
        yield one.id, loading.read(one.source, partial(read_person, one))


def _named_before(lost: UnreadPerson, before: Network | None) -> Named:
    """The names under which somebody who cannot be read now was known."""
    person = before.people.get(lost.id) if before else None
    return (lost.id, person.name, person.aliases) if person else lost.named


def _open_people(
    loading: _Loading, paths: tuple[str, ...]
) -> tuple[list[PersonSource], list[UnreadPerson]]:
    opened: list[PersonSource] = []
    unread: list[UnreadPerson] = []
    taken: dict[str, str] = {}
    for where in paths:
        stem = id_of(where)
        if (first := taken.setdefault(fold(stem), where)) != where:
            loading.problems.append(duplicate_id(loading.root, where, first))
            loading.doubled += [(name, where) for name in names_at(loading.root, where)]
            continue
        if where not in loading.copies.alone and (poor := poor_id(where)):
            loading.problems.append(poor)
        before = len(loading.problems)
        source = loading.open(loading.root / where)
        if source and is_paper_of_the_house(source):
            loading.papers.append(where)
            if is_named_for_a_day(stem):
                loading.problems.append(note_of_a_day(where))
            continue
        torn = loading.torn.get(where)
        merged = open_merged(torn) if torn else None
        person = open_person(source) if source else merged or ()
        if isinstance(person, PersonSource):
            loading.problems.extend(person.problems)
            opened.append(person)
        else:
            loading.problems.extend(person)
        if not isinstance(person, PersonSource) or person.torn:
            why = loading.problems[before].message
            named = names_in_merge(torn) if torn else name_line(source)
            unread.append(UnreadPerson(stem, where, why, named))
    return opened, unread


def read_journal_file(reading: Reading) -> LogRead:
    """The entries and asides of a journal file."""
    clean, problems = blank_controls(reading.source)
    reading.problems.extend(problems)
    reading.source = clean
    return read_journal(reading)
