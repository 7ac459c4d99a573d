"""People as they are kept: known by their names at once, the rest read when it is asked for."""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType

from kithbook.book.folder_files import id_of
from kithbook.book.kept_files import KeptFile, read_problems
from kithbook.book.kept_logs import kept_log, log_of
from kithbook.book.kept_records import as_text, backs_of, names_of_fields, values_of
from kithbook.book.model import LogRead, Person
from kithbook.book.names_beside import Said
from kithbook.book.read_later import ReadLater
from kithbook.text.problems import Problem

_FIRST = (
    "id", "path", "name", "at", "aliases", "circle", "role", "org", "place",
    "dead", "pause", "torn", "consent", "every", "snooze", "vouch", "public", "public_at",
    "introduce",
)  # fmt: skip
_OF_LOG = ("log", "asides", "loose")
_REST = tuple(one for one in names_of_fields(Person) if one not in {*_FIRST, *_OF_LOG})
_LINES: Mapping[str, int] = MappingProxyType(dict.fromkeys(_REST, 0) | dict.fromkeys(_OF_LOG, 1))


class KeptPerson:
    """Somebody of whose file all was read earlier; names are as they are before links are read."""

    def __init__(self, kept: KeptFile) -> None:
        """Takes what was kept of the file."""
        self.kept, self.id = kept, id_of(kept.path)
        self.name: str = kept.first[0]
        self.aliases = tuple[str, ...](kept.first[1])
        self.said: Said = (self.id, *kept.first[2], self.aliases)
        self.problems = read_problems(kept.first[3])

    def person(self) -> Person:
        """The person; what few ask for is read when it is asked for."""
        person = Person.__new__(Person)
        _fill(person, _FIRST, self.kept.first[4])
        self.kept.let_go()
        object.__setattr__(person, "_later", _Later(self.kept))
        return person


class PeopleInMemory:
    """The people of a book that is read again and again: who is the same stays the same value.

    So what was worked out of them can be told to hold still without looking into them.
    """

    def __init__(self) -> None:
        """Begins with nobody."""
        self._known: dict[str, tuple[bytes, Person]] = {}

    def person(self, one: KeptPerson) -> Person:
        """A person of whose file all was read earlier."""
        mark = one.kept.mark
        known = self._known.get(one.id)
        if known is None or known[0] != mark:
            known = self._known[one.id] = mark, one.person()
        return known[1]

    def keep_only(self, people: Container[str]) -> None:
        """Lets go of everybody else."""
        for gone in [one for one in self._known if one not in people]:
            del self._known[gone]


def first_of(
    name: str,
    said: Said,
    problems: tuple[Problem, ...],
    person: Person,
) -> tuple[object, ...]:
    """What is kept of somebody to be known at once, as `KeptPerson` takes it."""
    _, place, org, aliases = said
    return name, aliases, (place, org), problems, values_of(person, _FIRST)


def lines_of(person: Person) -> tuple[str, str]:
    """What is read later: the other keys with the notes, and the log."""
    log = LogRead(person.log, person.asides, person.loose)
    return as_text(values_of(person, _REST)), as_text(kept_log(person.path, log))


class _Later:
    """Fills the fields of somebody that were not read yet, and lets go of what all is read of."""

    __slots__ = ("_left", "kept")

    def __init__(self, kept: KeptFile) -> None:
        self.kept, self._left = kept, {0, 1}

    def __call__(self, person: ReadLater, name: str) -> None:
        line = _LINES.get(name)
        if line is None:
            return
        found = self.kept.line(line)
        if line:
            for each, value in zip(_OF_LOG, log_of(self.kept.path, found), strict=True):
                object.__setattr__(person, each, value)
        else:
            _fill(person, _REST, found)
        self._left.discard(line)
        if not self._left:
            object.__setattr__(person, "_later", _nothing)


def may_hold(person: Person, word: str) -> bool:
    """Whether a small word of ASCII may stand in somebody's file; surely not where it is False."""
    later = getattr(person, "_later", None)
    return not isinstance(later, _Later) or later.kept.may_hold(word)


def _nothing(_person: ReadLater, _name: str) -> None:
    """Nothing is left to be read."""


def _fill(person: object, names: tuple[str, ...], found: list[object]) -> None:
    for name, each, one in zip(names, backs_of(Person, names), found, strict=True):
        object.__setattr__(person, name, each(one) if each else one)
