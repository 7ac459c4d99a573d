"""One person's past: entries, mentions, who came through whom, and ties from both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from kithbook.book.model import Aside, Entry, Mention, Person, Tie
from kithbook.book.network import Network
from kithbook.insight.days import written
from kithbook.text.name_links import links_in
from kithbook.text.problems import Location
from kithbook.text.words import fold


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry in a person's timeline, and who else took part; `ahead` is one to come."""

    entry: Entry
    others: tuple[Mention, ...]
    ahead: bool


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A place elsewhere that names a person: an entry, or the notes of somebody's file.

    `source` is the person whose file it is, or None for a journal.
    """

    where: Literal["entry", "notes"]
    source: str | None
    at: Location
    text: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """Somebody who came through a person: directly at depth 1, through those at depth 2."""

    person: str
    depth: int


@dataclass(frozen=True, slots=True)
class TieSeen:
    """A tie as a person's page shows it; `source` is the person whose file holds it."""

    other: Mention
    kind: str
    source: str
    incoming: bool
    at: Location
    sentence: str


def timeline(network: Network, person: str, today: date) -> tuple[Moment, ...]:
    """The entries a person took part in, newest first, each once."""
    return tuple(
        Moment(entry, _others(entry, person), entry.day > today)
        for entry in network.entries_with(person)
    )


def with_asides(
    moments: tuple[Moment, ...], asides: tuple[Aside, ...]
) -> tuple[Moment | Aside, ...]:
    """A timeline with its asides, each below the entries of the day that it stands beside."""
    if not asides:
        return moments
    return tuple(sorted((*moments, *asides), key=_day_of, reverse=True))


def _day_of(row: Moment | Aside) -> date:
    if isinstance(row, Moment):
        return row.entry.day
    return row.beside.earliest() if row.beside else date.min


@dataclass(frozen=True)
class Relations:
    """Mentions, ties and who came through whom, indexed once for a whole network."""

    network: Network

    def mentions(self, person: str) -> tuple[Mentioned, ...]:
        """Where others' entries and notes name a person: entries newest first, then notes."""
        entries = (
            Mentioned("entry", self._paths.get(entry.at.path), entry.at, entry.text, entry)
            for entry in self.network.entries_mentioning(person)
        )
        return (*entries, *self._notes.get(person, ()))

    def chain(self, person: str, furthest: int | None = None) -> tuple[str, ...]:
        """Through whom a person came, the nearest first, so many steps back or all."""
        found: dict[str, None] = {}
        step = self._through(person)
        while step and step != person and step not in found and len(found) != furthest:
            found[step] = None
            step = self._through(step)
        return tuple(found)

    def brought(self, person: str, deepest: int | None = None) -> tuple[Brought, ...]:
        """Who came through a person, each followed by those whom they brought, to a depth."""
        found: list[Brought] = []
        seen = {person}
        waiting = [Brought(each, 1) for each in reversed(self._children.get(person, ()))]
        while waiting:
            one = waiting.pop()
            if one.person in seen:
                continue
            seen.add(one.person)
            found.append(one)
            if one.depth == deepest:
                continue
            children = reversed(self._children.get(one.person, ()))
            waiting += [Brought(each, one.depth + 1) for each in children]
        return tuple(found)

    def ties(self, person: str) -> tuple[TieSeen, ...]:
        """A person's ties: those of the own file, then those that only others' files hold."""
        holder = self.network.people[person]
        own = [self._seen(holder, tie, incoming=False) for tie in holder.ties]
        said = {_key(tie) for tie in own}
        others = [tie for tie in self._incoming.get(person, ()) if _key(tie) not in said]
        return (*own, *others)

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        return {
            through: self.network.by_name(one.id for one in came)
            for through, came in self.network.came_through.items()
        }

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[TieSeen, ...]]:
        groups: dict[str, list[TieSeen]] = defaultdict(list)
        for holder in self.network.people.values():
            for tie in holder.ties:
                if tie.to.person and tie.to.person != holder.id:
                    groups[tie.to.person].append(self._seen(holder, tie, incoming=True))
        return {person: tuple(ties) for person, ties in groups.items()}

    @cached_property
    def _notes(self) -> Mapping[str, tuple[Mentioned, ...]]:
        groups: dict[str, list[Mentioned]] = defaultdict(list)
        for person in self.network.people.values():
            for named, found in _note_mentions(person):
                groups[named].append(found)
        return {person: tuple(found) for person, found in groups.items()}

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        return {person.path: person.id for person in self.network.people.values()}

    def _through(self, person: str) -> str | None:
        through = self.network.through(person)
        return through.person if through else None

    def _seen(self, holder: Person, tie: Tie, *, incoming: bool) -> TieSeen:
        named = self.network.shown(tie.to)
        other = Mention(holder.name, tie.to.at, holder.id) if incoming else tie.to
        kind = tie.kind or "somebody they know"
        since = f" since {written(tie.since, date.min)}" if tie.since else ""
        said = f"{holder.name} names {named} as {kind}" if incoming else f"{named}: {kind}"
        return TieSeen(other, tie.kind, holder.id, incoming, tie.to.at, f"{said}{since}")


def _key(tie: TieSeen) -> tuple[str | None, str]:
    return (tie.other.person, fold(tie.kind))


def _others(entry: Entry, person: str) -> tuple[Mention, ...]:
    """Who took part in a person's entry beside them, each once."""
    if len(entry.people) == 1:
        return ()
    others = {who.reference: who for who in entry.people if who.person != person}
    return tuple(others.values())


def _note_mentions(person: Person) -> Iterator[tuple[str, Mentioned]]:
    """Each person named in somebody's notes, once, with the line that names them."""
    lines = [(line.strip(), links_in(line)) for line in person.notes.splitlines()]
    first: dict[str, Mention] = {}
    for mention in person.note_mentions:
        if mention.person and mention.person != person.id:
            first.setdefault(mention.person, mention)
    for named, mention in first.items():
        naming = (line for line, links in lines if any(mention.text == one.name for one in links))
        text = next(naming, mention.text)
        yield named, Mentioned("notes", person.id, mention.at, text)
    for aside in person.asides:
        for who in dict.fromkeys(mention.person for mention in aside.mentions):
            if who and who != person.id:
                yield who, Mentioned("notes", person.id, aside.at, aside.text)
