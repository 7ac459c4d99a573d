"""Many spoken lines as one write: what each becomes; what is not clear stays out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.committing import commit
from kithbook.actions.log import LoggedLine, LogPlan, log_line, require_past
from kithbook.actions.new_person import NewPerson, new_person
from kithbook.actions.outcome import Edits, Tell
from kithbook.actions.set_field import WhoseFile, phrases, set_value
from kithbook.actions.spoken import said_in
from kithbook.actions.spoken_facts import SpokenFact, fact_in, new_name
from kithbook.book.edit import Changed, source_of
from kithbook.book.names import path_of
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.text.problems import Location
from kithbook.text.refusal import Declined, refuse
from kithbook.text.source import Source
from kithbook.text.words import counted, fold

_TRIES = 50


@dataclass(frozen=True, slots=True)
class LineToRead:
    """A spoken line, the day it was said on, and where it stands; `given` is a day told above it.

    `why` tells why it is not to be read at all; an `optional` one may say nothing.
    """

    text: str
    today: date
    given: date | None = None
    number: int = 0
    why: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class BecomesPart:
    """One thing that a line becomes: an entry of a log, or a value under a key of somebody."""

    kind: str
    person: str
    place: LoggedLine


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line with what it becomes, or with why that is not clear."""

    line: LineToRead
    parts: tuple[BecomesPart, ...] = ()
    why: str = ""

    @property
    def fresh(self) -> bool:
        """Whether something of it is not in the book yet."""
        return any(not one.place.there for one in self.parts)


@dataclass(frozen=True, slots=True)
class SpokenBatch:
    """The lines as they were read, and the files that they change."""

    lines: tuple[LineRead, ...]
    edits: Edits

    @property
    def unclear(self) -> tuple[LineRead, ...]:
        """The lines that became nothing."""
        return tuple(one for one in self.lines if one.why and not one.line.optional)


@dataclass
class _Batch:
    """A batch while it is put together."""

    root: Path
    network: Network
    plan: LogPlan
    facts: bool
    journal: bool

    def read(self, line: LineToRead) -> tuple[tuple[str, str, int], ...] | str:
        """The kind, person and number of each part; or why it is not clear."""
        if line.why:
            return line.why
        before = self.plan.kept()
        try:
            return tuple(self._parts(line))
        except Declined as declined:
            self.plan.restore(before)
            return " ".join(str(declined).split())

    def _parts(self, line: LineToRead) -> list[tuple[str, str, int]]:
        network, plan = self.network, self.plan
        if self.facts and (name := new_name(line.text)):
            return [self._new(name, line.today)]
        if self.facts and (fact := fact_in(line.text, network.index, line.today)):
            return [self._fact(fact, person) for person in fact.people]
        said = said_in(line.text, None, network.settings, network.index, line.today)
        made = []
        for one in said:
            day = one.on or line.given or line.today
            require_past(day, line.today, one.kind)
            made.append(log_line(one, day, network.index, network.settings, journal=self.journal))
        parts = []
        for entry in made:
            plan.add(entry)
            parts.append(("entry", entry.person, len(plan.logged) - 1))
        return parts

    def _fact(self, fact: SpokenFact, person: str) -> tuple[str, str, int]:
        path = path_of(self.root, person) or f"people/{person}.md"
        source = self.plan.source(path) or source_of(self.root, path)
        shown = f"{fact.key}: {fact.text}"
        at = _standing(fact, source, self.network)
        if at is None:
            whose = WhoseFile(self.root, self.network, person, source)
            (edit,) = set_value(whose, fact.key, fact.text, "inbox").files
            self.plan.take(edit, source, LoggedLine(shown, Location(path, edit.line)))
        else:
            self.plan.logged.append(LoggedLine(shown, at, there=True))
        return fact.key, person, len(self.plan.logged) - 1

    def _new(self, said: str, today: date) -> tuple[str, str, int]:
        """A file for somebody new, of whom only the name is said."""
        if "," in said or not 1 < len(said) < 80:
            refuse(f'"{said}" is more than a name. Make the file with: kith new NAME')
        if person := self.network.index.resolve(said).person:
            at = Location(path_of(self.root, person) or f"people/{person}.md")
            self.plan.logged.append(LoggedLine(said, at, there=True))
            return "person", person, len(self.plan.logged) - 1
        edit = new_person(self.root, self.network, NewPerson(said), today)
        if edit.path in self.plan.edits:
            refuse(f"{said} is new in a line above this one.")
        self.plan.take(edit, None, LoggedLine(said, Location(edit.path)))
        return "person", Path(edit.path).stem, len(self.plan.logged) - 1


def _standing(fact: SpokenFact, source: Source, network: Network) -> Location | None:
    """Where the same stands under the key already; refused where a key of one value has another."""
    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        return None
    who = read_person(opened, Reading(source, network.settings, network.index))
    if fact.key == "born":
        if who.born and str(who.born)[-5:] != fact.text[-5:]:
            refuse(f"{who.born_at or who.at}: it says {who.born}. Mend the one that is wrong.")
        return (who.born_at or who.at) if who.born else None
    return next(
        (one.at for one in phrases(who, fact.key) if fold(one.text) == fold(fact.text)), None
    )


def read_batch(
    lines: Iterable[LineToRead],
    root: Path,
    network: Network,
    *,
    facts: bool = False,
    journal: bool = False,
) -> SpokenBatch:
    """What some lines become; with `facts` also needs, offers and what else is said of somebody."""
    plan = LogPlan(root, network.settings, network.index)
    batch = _Batch(root, network, plan, facts, journal)
    found = [(line, batch.read(line)) for line in lines]
    read = tuple(
        LineRead(line, why=parts)
        if isinstance(parts, str)
        else LineRead(line, tuple(BecomesPart(k, who, plan.logged[n]) for k, who, n in parts))
        for line, parts in found
    )
    fresh = sum(one.fresh for one in read)
    command = "inbox" if facts else "log"
    return SpokenBatch(read, Edits(tuple(plan.edits.values()), command, counted(fresh, "line")))


def write_batch(
    read: Callable[[], SpokenBatch], root: Path, network: Network, tell: Tell
) -> SpokenBatch:
    """Reads and writes a batch; anew where somebody else wrote meanwhile. Raises Changed."""
    for _ in range(_TRIES - 1):
        batch = read()
        with suppress(Changed):
            _commit(batch, root, network, tell)
            return batch
    batch = read()
    _commit(batch, root, network, tell)
    return batch


def _commit(batch: SpokenBatch, root: Path, network: Network, tell: Tell) -> None:
    if batch.edits.files:
        commit(batch.edits, root, network.settings, tell)
