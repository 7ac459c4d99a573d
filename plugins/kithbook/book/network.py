"""The network: all that was read, and whom a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kithbook.book.contact import Contact, ways_by_person
from kithbook.book.model import (
    Aside,
    Entry,
    Introduction,
    LoosePromise,
    Mention,
    Person,
    Settings,
    UnreadPerson,
)
from kithbook.book.name_index import NameIndex
from kithbook.book.request import Request
from kithbook.text.addresses import address_key
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Problem
from kithbook.text.sender_names import may_be
from kithbook.text.words import fold

if TYPE_CHECKING:
    from kithbook.book.own_templates import OwnTemplate
    from kithbook.book.roster_tables import Conversation, RosterChange

T = TypeVar("T")


@dataclass(frozen=True)
class Network:
    """The loaded book. Names in it are resolved; what could not be read is in `unread`.

    `apart` are the files in people/ that are no person by their name, place or the settings.
    `templates` are the owner's own words for messages, by `key.language`.
    """

    people: Mapping[str, Person]
    unread: tuple[UnreadPerson, ...] = ()
    differing: frozenset[str] = frozenset()
    """The files of which a copy, or another file of the same name, says something else."""
    apart: tuple[str, ...] = ()
    beside: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Whom those files and copies name: looked at where somebody's consent could let a text out."""
    journal: tuple[Entry, ...] = ()
    journal_asides: tuple[Aside, ...] = ()
    journal_loose: tuple[LoosePromise, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    requests: tuple[Request, ...] = ()
    contacts: tuple[Contact, ...] = ()
    changes: tuple[RosterChange, ...] = ()
    messages: tuple[Conversation, ...] = ()
    settings: Settings = field(default_factory=Settings)
    not_the_same: frozenset[frozenset[str]] = frozenset()
    the_same: frozenset[frozenset[str]] = frozenset()
    """Pairs of whom the owner said that they are two, folded."""
    templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    state: str = field(default="", compare=False)
    """A digest of all that was read; empty where that is not known for certain."""

    @cached_property
    def index(self) -> NameIndex:
        """Names of everyone with a file; of those that could not be read, what is known."""
        index = NameIndex(
            (
                *((person.id, person.name, person.aliases) for person in self.people.values()),
                *(lost.named for lost in self.unread if lost.id not in self.people),
            )
        )
        # Of the people alone: a book that holds itself would outlive its reader for a while.
        people, contacts = self.people, self.contacts
        index.reach_of = lambda: ways_by_person(people.values(), contacts)
        index.also_called = lambda: (
            (one.person, name) for one in contacts if one.person for name in one.names
        )
        return index

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of every log and journal, newest first; ties keep the order of the files."""
        logged = [entry for person in self.people.values() for entry in person.log]
        return tuple(sorted((*logged, *self.journal), key=lambda entry: entry.day, reverse=True))

    @cached_property
    def _entries_by_person(self) -> Mapping[str, tuple[Entry, ...]]:
        return _group((who, entry) for entry in self.entries for who in _took_part(entry))

    def with_file_of(self, now: Person) -> Network:
        """The book with somebody's file as it is now; what is grouped already is not grouped anew.

        It is of no state that anything could be kept under.
        """
        before = self.people[now.id]
        new = replace(self, people={**self.people, now.id: now}, state="")
        order = {one.path: place for place, one in enumerate(new.people.values())}
        for name, named in (
            ("_entries_by_person", _took_part),
            ("_entries_mentioning", _mentioned),
        ):
            if (groups := vars(self).get(name)) is not None:
                vars(new)[name] = _regrouped(groups, before.log, now.log, named, order)
        return new

    def are_two(self, one: str, other: str) -> bool:
        """Whether the owner said of two people, by id, that they are not the same."""
        return frozenset((fold(one), fold(other))) in self.not_the_same

    def entries_with(self, person: str) -> tuple[Entry, ...]:
        """The entries a person took part in, newest first, each once."""
        return self._entries_by_person.get(person, ())

    @cached_property
    def _exchanged_by_person(self) -> Mapping[str, tuple[Entry, ...]]:
        newest = sorted(_exchanged(self.introductions), key=lambda one: one.day, reverse=True)
        return _group((who, one) for one in newest for who in one.ids)

    def exchanged_with(self, person: str) -> tuple[Entry, ...]:
        """What was exchanged with a person over introductions, newest first."""
        return self._exchanged_by_person.get(person, ())

    @cached_property
    def loose_promises(self) -> tuple[LoosePromise, ...]:
        """The open promises of all logs and journals whose lines are no entries."""
        logged = (promise for person in self.people.values() for promise in person.loose)
        return (*logged, *self.journal_loose)

    @cached_property
    def _loose_by_person(self) -> Mapping[str, tuple[LoosePromise, ...]]:
        return _group((who, promise) for promise in self.loose_promises for who in promise.ids)

    def loose_with(self, person: str) -> tuple[LoosePromise, ...]:
        """The open promises with a person whose lines are no entries."""
        return self._loose_by_person.get(person, ())

    @cached_property
    def _journal_asides_by_person(self) -> Mapping[str, tuple[Aside, ...]]:
        found: dict[str, dict[Aside, None]] = defaultdict(dict)
        for aside in self.journal_asides:
            for mention in aside.mentions:
                found[mention.person or ""][aside] = None
        return {person: tuple(asides) for person, asides in found.items()}

    def asides_of(self, person: str) -> tuple[Aside, ...]:
        """The asides in a person's own log, then those of journals that link them."""
        return (*self.people[person].asides, *self._journal_asides_by_person.get(person, ()))

    @cached_property
    def _entries_mentioning(self) -> Mapping[str, tuple[Entry, ...]]:
        return _group((who, entry) for entry in self.entries for who in _mentioned(entry))

    def entries_mentioning(self, person: str) -> tuple[Entry, ...]:
        """The entries whose text names a person who took no part, newest first."""
        return self._entries_mentioning.get(person, ())

    def name_of(self, person: str) -> str:
        """The name to show for an id."""
        return self.index.display.get(person, person)

    def order_of(self, person: str) -> tuple[str, str]:
        """Where somebody stands in a list: by name, without case and accents, then by id."""
        return fold(self.name_of(person)), person

    def by_name(self, people: Iterable[str]) -> tuple[str, ...]:
        """Some people in the order of their names."""
        return tuple(sorted(people, key=self.order_of))

    @cached_property
    def everyone(self) -> tuple[Person, ...]:
        """Everyone with a file that could be read, by name."""
        return tuple(self.people[person] for person in self.by_name(self.people))

    @cached_property
    def quiet(self) -> frozenset[str]:
        """Who has died or is paused, by id: see `Person.quiet`."""
        return frozenset(one.id for one in self.people.values() if one.quiet)

    @cached_property
    def strangers(self) -> tuple[Contact, ...]:
        """The contacts of rosters that belong to nobody with a file, by name."""
        found = (one for one in self.contacts if one.person not in self.people)
        return tuple(sorted(found, key=lambda one: (fold(one.name), one.at)))

    def shown(self, who: Mention) -> str:
        """The name to show for somebody who is mentioned: the person's, else as it is written."""
        return self.name_of(who.person) if who.person else who.text

    def through(self, person: str) -> Mention | None:
        """Somebody of the book through whom a person came to the owner, if it is written."""
        one = self.people.get(person)
        through = one.met.through if one else None
        return through if through and through.person and through.person != person else None

    @cached_property
    def came_through(self) -> Mapping[str, tuple[Person, ...]]:
        """Who came through each person, in the order of the files."""
        found: dict[str, list[Person]] = defaultdict(list)
        for one in self.people.values():
            if (through := self.through(one.id)) and through.person:
                found[through.person].append(one)
        return {person: tuple(came) for person, came in found.items()}

    def request_of(self, act: Introduction) -> Request | None:
        """The request by which an introduction was asked for, where it names one."""
        by = act.asked_by
        return self._requests_by_id.get(by.text) if by and not by.person else None

    def asker(self, act: Introduction) -> str | None:
        """Who asked for an introduction: a person, or whom a request came from."""
        if act.asked_by is None or act.asked_by.person:
            return act.asked_by.person if act.asked_by else None
        request = self.request_of(act)
        return self._sender_of(request) if request else None

    def asked_for(self, act: Introduction, who: Mention) -> bool:
        """Whether it was one of the two, or somebody else, who asked for an introduction."""
        by = act.asked_by
        return by is not None and (by.means(who) or who.person == (self.asker(act) or by.text))

    @cached_property
    def _introductions_by_pair(self) -> Mapping[frozenset[str], tuple[Introduction, ...]]:
        found: dict[frozenset[str], list[Introduction]] = defaultdict(list)
        for act in self.introductions:
            if len(pair := frozenset(act.ids)) == 2:
                found[pair].append(act)
        return {pair: tuple(acts) for pair, acts in found.items()}

    def introductions_of(self, act: Introduction) -> tuple[Introduction, ...]:
        """Every introduction of the two that one is between, itself too, in the order of files."""
        return self._introductions_by_pair.get(frozenset(act.ids), ())

    @cached_property
    def _requests_by_id(self) -> Mapping[str, Request]:
        return {request.id: request for request in reversed(self.requests)}

    def _sender_of(self, request: Request) -> str | None:
        """Whom an accepted request became, else the one of the book with its address."""
        thread = (one for one in self.requests if request.id in (one.id, one.thread))
        became = (one.decision.person for one in thread if one.decision and one.decision.person)
        if named := next((who.person for who in became if who.person), None):
            return named
        key = address_key(request.email) if request.email else None
        same = (p for p in self.people.values() if key in [*map(address_key, p.reach.emails)])
        theirs = (person.id for person in same if writes_as(person, request.sender))
        return next(theirs, None) if key else None

    def last_thanks(self, person: str, today: date) -> date | None:
        """The day on which the owner last thanked a person, as far as it is logged."""
        past = (e for e in self.entries_with(person) if e.kind == "thanks" and e.day <= today)
        return next((entry.day for entry in past), None)

    def thanked_since(self, person: str, since: date, today: date) -> bool:
        """Whether the owner thanked a person on some day or after it."""
        last = self.last_thanks(person, today)
        return last is not None and last >= since


def writes_as(person: Person, sender: str) -> bool:
    """Whether a name that is written under may be that of a person: a mailbox may be of two."""
    return may_be(sender, (person.name, *person.aliases, person.greet))


def _exchanged(introductions: Iterable[Introduction]) -> Iterator[Entry]:
    """What is contact in introductions, as entries that no log holds; each has one person."""
    for act in introductions:
        for key, who, on in _letters(act):
            yield Entry(act.place(key), on, "introduction", contact=True, text=key, people=(who,))


def _letters(act: Introduction) -> Iterator[tuple[str, Mention, PartialDate]]:
    for key, each in (("asked", act.asked), ("nudged", act.nudged)):
        for who, on in each:
            yield key, who, on
    for who, answer in act.answered:
        if answer.on:
            yield "answered", who, answer.on
    if act.made:
        for who in act.between:
            yield "made", who, act.made


def _group(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for person, entry in pairs:
        groups[person].append(entry)
    return {person: tuple(entries) for person, entries in groups.items()}


def _took_part(entry: Entry) -> tuple[str, ...]:
    return entry.ids


def _mentioned(entry: Entry) -> tuple[str, ...]:
    """Whom the text of an entry names who took no part, each once."""
    if not entry.mentions:
        return ()
    named = dict.fromkeys(mention.person for mention in entry.mentions)
    return tuple(who for who in named if who and who not in entry.ids)


def _regrouped(
    groups: Mapping[str, tuple[Entry, ...]],
    before: tuple[Entry, ...],
    now: tuple[Entry, ...],
    named: Callable[[Entry], tuple[str, ...]],
    order: Mapping[str, int],
) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by person with the log of one file in the place of what it was before.

    `order` are the places of the files; journals stand behind them.
    """
    found, gone, last = dict(groups), set(map(id, before)), len(order)

    def place(entry: Entry) -> tuple[int, int]:
        return -entry.day.toordinal(), order.get(entry.at.path, last)

    for who in {who for entry in (*before, *now) for who in named(entry)}:
        kept = (entry for entry in groups.get(who, ()) if id(entry) not in gone)
        mine = (entry for entry in now if who in named(entry))
        found[who] = tuple(sorted((*kept, *mine), key=place))
    return found
