"""One file of the book read by itself, and whether another text of it says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property

from kithbook.book.checks import check
from kithbook.book.entries import WhoseLog
from kithbook.book.introductions_requests import read_introduction, read_request
from kithbook.book.log_edit import journaled, logged
from kithbook.book.log_lines import ListItem
from kithbook.book.log_reading import read_journal_file
from kithbook.book.mend import Mend
from kithbook.book.model import Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source

_BESIDE = frozenset({"at", "places", "phrases"})
"""What a record knows of places in its file, which move when a line does."""


@dataclass(frozen=True)
class FileAlone:
    """What a file says, with its findings; `record` is None where it could not be read."""

    source: Source
    record: object | None
    problems: tuple[Problem, ...]
    opened: PersonSource | None = None

    @cached_property
    def said(self) -> Mapping[str, object]:
        """What the record says by key, without the places where it does."""
        told = _told(self.record)
        return told if isinstance(told, dict) else {}

    @cached_property
    def findings(self) -> Counter[tuple[str, str]]:
        """The findings, wherever they stand."""
        return _counted(self.problems)

    def is_mended_by(self, mends: Iterable[Mend], after: FileAlone) -> bool:
        """Whether another reading lacks the findings of some mends, and says all else as this."""
        mended = _counted(problem for one in mends for problem in one.problems)
        if self.record is None:
            return after.record is not None
        if after.findings - (self.findings - mended):
            return False
        touched = {key for one in mends for key in one.touches}
        keys = (self.said.keys() | after.said.keys()) - touched
        return all(self.said.get(key) == after.said.get(key) for key in keys)


@dataclass(frozen=True)
class AloneReader:
    """Reads files of a book one by one, against its names and settings, on a day."""

    names: NameIndex
    settings: Settings
    today: date

    def read(self, source: Source) -> FileAlone:
        """What a file says now."""
        folder = source.path.partition("/")[0]
        if folder == "people":
            return self._person(source)
        reading = Reading(source, self.settings, self.names)
        readers = {"journal": read_journal_file, "introductions": read_introduction}
        record = readers.get(folder, read_request)(reading)
        return FileAlone(source, record, tuple(reading.problems))

    def lines(self, read: FileAlone) -> tuple[tuple[ListItem, ...], WhoseLog, Reading]:
        """The lines of a log or journal, whose it is, and what they are read against."""
        reading = Reading(read.source, self.settings, self.names)
        if read.opened:
            return logged(read.source), WhoseLog(read.opened.me), reading
        if read.source.path.startswith("journal/"):
            return journaled(read.source), WhoseLog(), reading
        return (), WhoseLog(), reading

    def _person(self, source: Source) -> FileAlone:
        opened = open_person(source)
        if not isinstance(opened, PersonSource):
            return FileAlone(source, None, opened)
        if opened.torn or any(one.code == "bad-yaml" for one in opened.problems):
            return FileAlone(source, None, opened.problems)
        reading = Reading(opened.source, self.settings, self.names)
        person = read_person(opened, reading)
        alone = Network({person.id: person}, settings=self.settings)
        found = (*opened.problems, *reading.problems, *check(alone, self.today))
        return FileAlone(source, person, found, opened)


def _counted(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    return Counter((one.code, one.message) for one in problems)


def _told(value: object) -> object:
    """A value as plain data, without its places in the file."""
    if isinstance(value, Location):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in fields(value) if field.name not in _BESIDE)
        return {name: _told(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            return {
                name: _told(each) for name, each in value._asdict().items() if name not in _BESIDE
            }
        return tuple(_told(each) for each in value)
    return value
