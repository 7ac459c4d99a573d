"""Reading a whole book: every file on its own, so that a bad one never stops the rest.

People are read in two steps, since a name can only be resolved once all names are known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.address_books import ROSTER_ENDINGS, read_address_books
from kithbook.book.copies import NO_COPIES, Copies, copies_in
from kithbook.book.copy_findings import consents_in_doubt, look_at_copies
from kithbook.book.folder_files import ENDINGS, FolderFiles, files_of, id_of
from kithbook.book.folder_names import names_by_folder
from kithbook.book.introductions_requests import read_introduction, read_request
from kithbook.book.last_good import keep_last_good
from kithbook.book.log_reading import LogRead, read_journal
from kithbook.book.merges import (
    SourceVersions,
    torn_introduction,
    torn_request,
    versions_of,
)
from kithbook.book.model import Person, Settings, UnreadPerson
from kithbook.book.names import Named, names_in_merge
from kithbook.book.network import NameIndex, Network
from kithbook.book.own_templates import read_templates
from kithbook.book.people import PersonSource, open_merged, open_person, read_person
from kithbook.book.plain_notes import is_paper_of_the_house
from kithbook.book.reading import Reading
from kithbook.book.roster_links import link_contacts
from kithbook.book.set_apart import ended_apart, read_set_apart
from kithbook.book.settings import DEFAULTS, load_settings
from kithbook.book.stand_ins import (
    away,
    file_meant,
    full_first,
    is_empty,
    not_here,
    placeholders_in,
)
from kithbook.text.garbage import no_collection
from kithbook.text.nodes import Oddity, oddity
from kithbook.text.problems import Location, Problem
from kithbook.text.source import (
    LONG,
    MAX_BYTES,
    Scalar,
    Source,
    blank_controls,
    read_source,
)
from kithbook.text.words import fold, listed

# What may lie beside the texts: pictures, recordings, scanned letters.
_BESIDE = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".svg", ".tif", ".tiff", ".bmp", ".pdf",
    ".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".mp4", ".mov", ".webm",
)  # fmt: skip
_OUTSIDE = "outside-book"
_FOLDER_HINT = "Move the folder itself into the book; through the link nothing is read or written"
# What would break a link, an address or a command line; a name with blanks does not.
_GOOD_ID = re.compile(r"""@?\w(?:[^][|#^/\\:*?"<>%]*[^][|#^/\\:*?"<>%\s.])?""")

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

    def open(self, path: Path, most: int = MAX_BYTES) -> Source | None:
        source = read_source(self.root, path, most)
        if isinstance(source, Problem):
            self.problems.append(source)
            if source.code == "unfinished-merge":
                self.torn[source.location.path] = torn = versions_of(self.root, path, most)
                self.problems.extend(torn.further)
            return None
        return source

    def open_in_common(self, path: Path, most: int = MAX_BYTES) -> Source | None:
        """A file, or what both sides of its merge have."""
        source = self.open(path, most)
        found = self.torn.get(path.relative_to(self.root).as_posix())
        return found.both if found else source

    def is_told(self, path: str) -> bool:
        """Whether a file that is not read has a finding of its own, or stands for another."""
        return path in self.copies.of or file_meant(path) != ""

    def start(self, source: Source) -> Reading:
        return Reading(source, self.settings, self.names)

    def read(self, source: Source, reader: Callable[[Reading], T]) -> T:
        if len(source.text) > LONG:
            self.problems.append(_long(source))
        reading = self.start(source)
        value = reader(reading)
        if source.path not in self.torn:
            self.problems.extend(reading.problems)
        return value

    def files_of(self, folder: str, excepted: tuple[str, ...] = ()) -> FolderFiles:
        there = files_of(self.root, folder, excepted)
        others = tuple(path for path in there.others if not self.is_told(path))
        self.problems.extend(_beside(self.root, folder, there._replace(others=others)))
        read = tuple(path for path in there.read if path not in self.copies.of)
        return there._replace(read=read)

    def journals(self) -> Iterator[Source]:
        for path in self.files_of("journal").read:
            if source := self.open_in_common(self.root / path):
                yield source

    def originals(self, folder: str) -> Iterator[Path]:
        """The files of a folder that are no copies."""
        for path in files_in(self.root / folder):
            if f"{folder}/{path.name}" not in self.copies.of:
                yield path

    def texts(self, folder: str) -> Iterator[Path]:
        """Those among them that are read."""
        _report_strays(self, folder, (".md",))
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
    loading.problems.extend(_odd_folders(root))
    names = tuple(names_by_folder(root))
    loading.copies = copies_in(names, loading.settings.people_except)
    copied = look_at_copies(root, loading.copies)
    loading.problems.extend(copied.problems)
    gone = placeholders_in(names)
    loading.problems.extend(not_here(gone))
    there = loading.files_of("people", loading.settings.people_except)
    opened, unread = _open_people(loading, full_first(root, there.read))
    unread += away(gone, map(id_of, there.read))
    known = [(person.id, person.name, person.aliases) for person in opened]
    lost = [one for one in unread if not any(one.id == there.id for there in opened)]
    loading.names = NameIndex((*known, *(_named_before(one, before) for one in lost)))
    orgs = (person.keys.get("org") for person in opened)
    loading.names.organisations = frozenset(fold(o.text) for o in orgs if isinstance(o, Scalar))
    people = dict(_read_people(loading, opened))
    beside, ended = _set_apart(loading, people.values(), copied.differing, there.apart)
    journal = [loading.read(source, read_journal_file) for source in loading.journals()]
    _report_strays(loading, "rosters", ROSTER_ENDINGS)
    contacts, faults = read_address_books(root, loading.originals("rosters"))
    loading.problems.extend(faults)
    return Network(
        people=people,
        unread=tuple(unread),
        differing=frozenset((*copied.differing, *ended)),
        beside=beside,
        apart=tuple(sorted((*there.apart, *loading.papers))),
        journal=tuple(entry for one in journal for entry in one.entries),
        journal_asides=tuple(aside for one in journal for aside in one.asides),
        journal_loose=tuple(promise for one in journal for promise in one.loose),
        introductions=tuple(loading.acts("introductions", read_introduction, torn_introduction)),
        requests=tuple(loading.acts("requests", read_request, torn_request)),
        contacts=link_contacts(contacts, people.values()),
        settings=loading.settings,
        templates=read_templates(root, loading.problems),
        problems=tuple(sorted(loading.problems, key=lambda problem: problem.sort_key)),
    )


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


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of a folder of the book that are meant, sorted by name."""
    try:
        inner = (
            sorted(folder.iterdir()) if oddity(folder.parent, folder, folder=True) is None else ()
        )
    except OSError:
        return ()
    return tuple(
        path
        for path in inner
        if not path.name.startswith((".", "#", "~")) and not path.name.endswith(("~", ".tmp"))
    )


def _odd_folders(root: Path) -> Iterator[Problem]:
    """A finding for each folder of the book, or folder in one, that cannot be looked into."""
    for name in PRIVATE_FOLDERS:
        folder = root / name
        if not os.path.lexists(folder):
            continue
        below = files_in(folder) if name not in ENDINGS else ()
        inner = (path for path in below if path.is_dir() and not path.is_symlink())
        for one in (folder, *inner):
            if odd := oddity(root, one, folder=True) or _unlisted(one):
                hint = _FOLDER_HINT if odd.code == _OUTSIDE else ""
                where = Location(one.relative_to(root).as_posix())
                yield Problem(where, odd.code, odd.message, hint)


def _unlisted(folder: Path) -> Oddity | None:
    try:
        next(folder.iterdir(), None)
    except OSError as fault:
        return Oddity("unreadable-file", f"{folder.name}: {fault.strerror}")
    return None


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
            loading.problems.append(_duplicate(loading.root, where, first))
            continue
        good = _GOOD_ID.fullmatch(stem) and stem.isprintable()
        if not good and where not in loading.copies.alone:
            loading.problems.append(_bad_id(where, stem))
        before = len(loading.problems)
        source = loading.open(loading.root / where)
        if source and is_paper_of_the_house(source):
            loading.papers.append(where)
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
            unread.append(UnreadPerson(stem, where, why, names_in_merge(torn) if torn else ()))
    return opened, unread


def _beside(root: Path, folder: str, there: FolderFiles) -> Iterator[Problem]:
    """A finding for all in a folder that is not read, and is no picture or recording either."""
    for where in there.closed:
        if where != folder and (odd := _unlisted(root / where)):
            yield Problem(Location(where), odd.code, odd.message)
    for where in there.others:
        path = root / where
        odd, linked = oddity(root, path), path.is_dir()
        if odd and (odd.code == _OUTSIDE or not linked):
            yield Problem(Location(where), odd.code, odd.message, _FOLDER_HINT if linked else "")
        elif linked:
            message = f"{path.name} is a link to a folder, and {folder}/ is read without those"
            yield Problem(Location(where), "stray-file", message, "Move the folder itself here")
        elif path.suffix.lower() not in _BESIDE and path.stem.lower() != "readme":
            message = f"In {folder}/ only files that end in {listed(ENDINGS[folder])} are read"
            hint = f"Save it as text in {where.removesuffix(path.suffix)}.md, or move it elsewhere"
            yield Problem(Location(where), "stray-file", message, hint)


def _long(source: Source) -> Problem:
    return Problem(
        Location(source.path),
        "long-file",
        f"This file has {len(source.text):,} letters; all of them are read, and that takes time",
        "Move entries of old years into journal/, each with [[the name]] before its colon",
    )


def _duplicate(root: Path, where: str, first: str) -> Problem:
    if is_empty(root, where):
        message = f"This file is empty, and {first} has the same id"
        return Problem(Location(where), "duplicate-id", message, "Delete the empty one")
    return Problem(
        Location(where),
        "duplicate-id",
        f'"{id_of(where)}" is already the id of {first}, and this file is not read',
        "Rename one of the two, or put them together",
    )


def _bad_id(where: str, stem: str) -> Problem:
    return Problem(
        Location(where),
        "bad-id",
        f'"{stem}" makes a poor id, since it becomes part of links and addresses',
        "Rename the file to letters, digits and hyphens",
    )


def read_journal_file(reading: Reading) -> LogRead:
    """The entries and asides of a journal file."""
    clean, problems = blank_controls(reading.source)
    reading.problems.extend(problems)
    reading.source = clean
    return read_journal(reading)


def _report_strays(loading: _Loading, folder: str, endings: tuple[str, ...]) -> None:
    for path in files_in(loading.root / folder):
        odd = oddity(loading.root, path)
        if odd and path.suffix not in endings and (odd.code == _OUTSIDE or not path.is_dir()):
            where = path.relative_to(loading.root).as_posix()
            loading.problems.append(Problem(Location(where), odd.code, odd.message))
            continue
        is_folder = path.is_dir() and not path.is_symlink()
        nested = [inner for inner in path.rglob("*") if inner.is_file()] if is_folder else []
        for stray in nested or ([path] if not is_folder else []):
            inside = stray.parent == loading.root / folder
            read = inside and stray.suffix in endings
            beside = stray.suffix.lower() in _BESIDE or stray.stem.lower() == "readme"
            beside = beside or loading.is_told(stray.relative_to(loading.root).as_posix())
            if not (read or beside or stray.name.startswith(".")):
                loading.problems.append(_stray(loading.root, stray, folder, endings))


def _stray(root: Path, stray: Path, folder: str, endings: tuple[str, ...]) -> Problem:
    where = stray.relative_to(root).as_posix()
    wanted = f"{folder}/{stray.stem}{endings[0]}"
    told = dict.fromkeys(ending.lower() for ending in endings)
    message = f"Only {listed(told, 'and')} files directly in {folder}/ are read"
    hint = f"Move it to {wanted}"
    if folder == "rosters" and stray.suffix in endings:
        hint = f"Move it to {folder}/{stray.name}; until then only the leak scan knows it"
    elif folder == "rosters":
        hint = f"Export it again as CSV, to {wanted}; until then only the leak scan knows it"
    return Problem(Location(where), "stray-file", message, hint)
