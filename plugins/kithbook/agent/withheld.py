"""A book without the people whom assistants may not read of, nor anything that names them.

Who has `assistants: no` is taken out with every entry, tie, introduction, request and row that
names them, also in a plain sentence; and so is whoever's file cannot be read, for it may say so.
What is left is a book like any other, so that no count speaks of them either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kithbook.agent.record_parts import is_plain_row, parts_held, remade
from kithbook.book.contact import Contact, FormerWork
from kithbook.book.model import (
    Aside,
    Entry,
    Introduction,
    IntroductionOffer,
    LoosePromise,
    Mention,
    Person,
    Phrase,
    RememberedDay,
    Tie,
)
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.book.roster_tables import Conversation, RosterChange
from kithbook.book.traces import Traces, traces_of
from kithbook.text.problems import Location
from kithbook.text.words import fold, spelt_out

_WHOLE = (
    Aside, Contact, Conversation, Entry, FormerWork, Introduction, IntroductionOffer, LoosePromise,
    Mention, Phrase, RememberedDay, Request, RosterChange, Tie,
)  # fmt: skip
"""What goes as a whole where a part of it names somebody withheld."""
_OWN = frozenset(("id", "path", "name", "at", "notes"))
_GONE = object()
_TOKEN = re.compile(r"[^\W_]+")
_LEAST, _ENDING = 4, 2
_FIRST_OF_CJK = "\u2e80"
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)


@dataclass(frozen=True)
class WithheldPeople:
    """Who is withheld of a book, and whether a text or a record names one of them.

    `lost` are names in files that cannot be read, and `doubtful` the ids of those whose file may
    say it in a part that was not read as a key.
    """

    network: Network
    lost: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()

    @cached_property
    def people(self) -> frozenset[str]:
        """The ids of whom nothing is said; of a file that cannot be read nobody knows."""
        named = (one.id for one in self.network.people.values() if _is_withheld(one))
        return self.doubtful.union(named, (lost.id for lost in self.network.unread))

    def names(self, text: str) -> bool:
        """Whether a text names one of them, by a part of a name as well."""
        if not text or not (self.people or self.lost):
            return False
        if any(traces.holds(text) for traces in self._traces):
            return True
        folded = fold(text)
        if any(word in folded for word in self._unspaced):
            return True
        return any(self._is_theirs(word) for word in _TOKEN.findall(folded))

    def _is_theirs(self, word: str) -> bool:
        """Whether a word is of their names, with an ending that makes it a genitive or a plural."""
        if word in self._words:
            return True
        return any(word[:-cut] in self._words for cut in range(1, _ENDING + 1)
                   if len(word) - cut >= _LEAST)  # fmt: skip

    def tells(self, value: object) -> bool:
        """Whether anything in a record names one of them."""
        if isinstance(value, str):
            return self.names(value)
        if isinstance(value, Mention) and value.person in self.people:
            return True
        if isinstance(value, Location):
            return self.names(value.path)
        held = parts_held(value)
        parts = held.values() if held else value if isinstance(value, tuple) else ()
        return any(map(self.tells, parts))

    @cached_property
    def _traces(self) -> tuple[Traces, ...]:
        network = self.network
        others = {
            fold(name): one.id
            for one in network.people.values()
            if one.id not in self.people
            for name in (one.id, one.name, *one.aliases)
        }
        found = []
        for one in network.people.values():
            if one.id in self.people:
                rows = [row for row in network.contacts if row.person == one.id]
                found.append(traces_of(one, rows, others))
        ids = tuple(one.id for one in network.unread)
        names = (*(name for one in network.unread for name in one.names), *self.lost)
        found.append(Traces(ids, names, (), (), frozenset(others)))
        return tuple(found)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The parts of their names that nobody else has in theirs."""
        theirs = {word for name in self._names_of(theirs=True) for word in _TOKEN.findall(name)}
        others = {word for name in self._names_of(theirs=False) for word in _TOKEN.findall(name)}
        return frozenset(word for word in theirs - others if len(word) > 1)

    @cached_property
    def _unspaced(self) -> tuple[str, ...]:
        """Parts of their names in scripts without spaces, which stand anywhere in a text."""
        theirs = {word for name in self._names_of(theirs=True) for word in _TOKEN.findall(name)}
        others = " ".join(self._names_of(theirs=False))
        found = (word for word in theirs if min(word) >= _FIRST_OF_CJK and word not in others)
        return tuple(sorted(found))

    def _names_of(self, *, theirs: bool) -> Iterator[str]:
        for one in self.network.people.values():
            if (one.id in self.people) == theirs:
                yield from _spellings((one.id, one.name, one.greet, *one.aliases))
        for lost in self.network.unread if theirs else ():
            yield from _spellings((lost.id, *lost.names))
        yield from _spellings(self.lost if theirs else ())
        for row in self.network.contacts:
            if row.person and (row.person in self.people) == theirs:
                yield from _spellings(row.names)


def _spellings(names: Iterable[str]) -> Iterator[str]:
    for name in filter(None, names):
        yield from filter(None, (fold(name), spelt_out(name)))


def _is_withheld(person: Person) -> bool:
    return person.assistants == "no" or person.torn


def without_withheld(withheld: WithheldPeople) -> Network:
    """The book as an assistant may read it; findings, which quote files, are left out of it."""
    network = withheld.network
    keep = _Keeping(withheld)
    people = {
        one.id: keep.person(one) for one in network.people.values() if one.id not in withheld.people
    }
    settings = network.settings
    return Network(
        people=people,
        journal=keep.some(network.journal),
        journal_asides=keep.some(network.journal_asides),
        journal_loose=keep.some(network.journal_loose),
        introductions=keep.some(network.introductions),
        requests=_whole_threads(network.requests, keep.some(network.requests)),
        contacts=tuple(
            one for one in keep.some(network.contacts) if one.person not in withheld.people
        ),
        changes=keep.some(network.changes),
        messages=keep.some(network.messages),
        settings=replace(
            settings,
            needs=keep.some(settings.needs),
            synonyms=tuple(one for one in settings.synonyms if not withheld.tells(one)),
        ),
        templates={key: one for key, one in network.templates.items() if not withheld.tells(one)},
    )


def _whole_threads(every: Iterable[Request], kept: Iterable[Request]) -> tuple[Request, ...]:
    """Requests whose whole thread is kept: a reply alone would speak of what is not there."""
    there = {one.id for one in kept}
    gone = {one.thread or one.id for one in every if one.id not in there}
    return tuple(one for one in kept if (one.thread or one.id) not in gone)


@dataclass(frozen=True)
class _Keeping:
    """Takes records apart and keeps what names nobody who is withheld."""

    withheld: WithheldPeople

    def some(self, records: Iterable[Any]) -> tuple[Any, ...]:
        """Those of some records that name nobody withheld."""
        return tuple(one for one in records if not self.withheld.tells(one))

    def person(self, person: Person) -> Person:
        """Somebody's file without what names another who is withheld."""
        held = parts_held(person) or {}
        made = {name: self._value(held[name]) for name in held if name not in _OWN}
        made["consent"] = None if made["consent"] is _GONE else made["consent"]
        return remade(person, **made, notes=self._notes(person.notes))

    def _value(self, value: object) -> Any:  # noqa: ANN401 - as it came
        if isinstance(value, str):
            return "" if self.withheld.names(value) else value
        if is_plain_row(value):
            pairs = ((one, self._value(one)) for one in value)  # type: ignore[attr-defined]
            kept = (made for one, made in pairs if made is not None or one is None)
            return tuple(one for one in kept if one is not _GONE and not _is_broken(one))
        if isinstance(value, _WHOLE):
            if not self.withheld.tells(value):
                return value
            return None if isinstance(value, Mention) else _GONE
        held = parts_held(value)
        return remade(value, **{name: self._value(held[name]) for name in held}) if held else value

    def _notes(self, notes: str) -> str:
        """Notes without the paragraphs that name them; each line keeps its place."""

        def kept(found: re.Match[str]) -> str:
            return "\n" * found[0].count("\n") if self.withheld.names(found[0]) else found[0]

        return _PARAGRAPH.sub(kept, notes)


def _is_broken(value: object) -> bool:
    """Whether a pair, such as a key with its phrase, has lost one of its two."""
    return is_plain_row(value) and len(value) < 2  # type: ignore[arg-type]
