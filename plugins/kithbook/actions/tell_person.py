"""Gathers what all files of a book hold on one person, for whoever asks what is held on them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.actions.told_rosters import rows_of
from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.book.model import Entry, Introduction, Mention, Person
from kithbook.book.network import Network, writes_as
from kithbook.exchange.held_text import HeldLine, HeldOn, HeldPart, part_of
from kithbook.exchange.other_people import OtherPeople
from kithbook.insight.timeline import Relations
from kithbook.text.addresses import address_key
from kithbook.text.name_links import links_in
from kithbook.text.nodes import content_of, lies_within
from kithbook.text.problems import Location
from kithbook.text.words import fold

_MOST_BYTES = 5_000_000
_TEXTS = (".md", ".markdown", ".yml", ".yaml", ".txt")
_ALONE = ("kithbook.yml", "content/disclosed.yml", "content/published.yml")
_WORD = re.compile(r"[^\W_]+")


def held_on(root: Path, network: Network, person: str, today: date) -> HeldOn:
    """All that a book holds on somebody; raises KeyError for an id without a readable file."""
    who, others = network.people[person], OtherPeople(network, person)
    # Twice, since a first name is taken out once it is known whose it is, perhaps further down.
    _Gathering(root, network, who, others).parts()
    parts = _Gathering(root, network, who, others).parts()
    return HeldOn(who.name, today, parts, len(others.met))


@dataclass
class _Gathering:
    """One reading of all files for one person; `told` are the lines that are there already."""

    root: Path
    network: Network
    who: Person
    others: OtherPeople
    told: set[tuple[str, int]] = field(default_factory=set)

    def parts(self) -> tuple[HeldPart, ...]:
        return (
            *self.own_file(),
            *self.elsewhere(),
            *self.introductions(),
            *self.letters(),
            *self.address_books(),
        )

    def own_file(self) -> tuple[HeldPart, ...]:
        return part_of(
            "Your own page", "A file of the notebook is about you:", self._whole(self.who.path)
        )

    def elsewhere(self) -> tuple[HeldPart, ...]:
        found = [*self._entries(), *self._said_of_them(), *self._lines_with_their_name()]
        return part_of("Elsewhere in the notebook", "Lines in which you took part or stand:", found)

    def introductions(self) -> tuple[HeldPart, ...]:
        acts = (one for one in self.network.introductions if self._is_in(one))
        lines = (HeldLine(self.others.out_of(text)) for act in acts for text in self._act(act))
        told = "Introductions of you to others, or that you asked for; of each your own side:"
        return part_of("Introductions", told, lines)

    def letters(self) -> tuple[HeldPart, ...]:
        lines = (line for path in self._letters for line in self._whole(path))
        return part_of(
            "What you wrote", "Requests and answers of yours, as they were filed:", lines
        )

    def address_books(self) -> tuple[HeldPart, ...]:
        rows = rows_of(self.root, self.network, self.who.id)
        lines = (HeldLine(self.others.out_of(text), place) for place, text in rows)
        told = "Rows about you in exports of address books, and counts of messages:"
        return part_of("Address books", told, lines)

    def _whole(self, path: str) -> Iterator[HeldLine]:
        for number, line in enumerate(self._text(path).splitlines(), 1):
            self.told.add((path, number))
            if line.strip():
                yield HeldLine(self.others.out_of(line), self._place(Location(path, number)))

    def _entries(self) -> Iterator[HeldLine]:
        """What they took part in, and what names them, of other files."""
        mentions = Relations(self.network).mentions(self.who.id)
        entries = (one.entry for one in mentions if one.entry)
        for entry in (*self.network.entries_with(self.who.id), *entries):
            yield from self._line(entry.at, self._entry(entry))
        for one in mentions:
            if not one.entry:
                yield from self._line(one.at, one.text)
        for aside in self.network.asides_of(self.who.id):
            yield from self._line(aside.at, f"{aside.on or ''} {aside.text}".strip())

    def _entry(self, entry: Entry) -> str:
        there = [f"[[{self._reference(one)}]]" for one in entry.people]
        by = f", by {entry.by}" if entry.by else ""
        done = f", done {entry.done}" if entry.done else ""
        return f"{entry.on} {entry.kind} with {', '.join(there)}: {entry.text}{by}{done}"

    def _reference(self, one: Mention) -> str:
        return self.who.name if one.person == self.who.id else one.reference

    def _said_of_them(self) -> Iterator[HeldLine]:
        """What other files say they are to somebody, and whom they brought."""
        for tie in Relations(self.network).ties(self.who.id):
            if tie.incoming:
                yield from self._line(tie.at, f"a tie with you: {tie.kind or 'without a word'}")
        for one in self.network.came_through.get(self.who.id, ()):
            if one.met.through:
                yield from self._line(one.met.through.at, f"[[{one.id}]] came through you")

    def _lines_with_their_name(self) -> Iterator[HeldLine]:
        for path in self._texts():
            for number, line in enumerate(self._text(path).splitlines(), 1):
                if (path, number) not in self.told and self._names_them(line):
                    yield from self._line(Location(path, number), line.strip())

    def _line(self, at: Location, text: str) -> Iterator[HeldLine]:
        if (at.path, at.line) not in self.told:
            self.told.add((at.path, at.line))
            yield HeldLine(self.others.out_of(text), self._place(at))

    def _place(self, at: Location) -> str:
        """Where something stands, without the names in the names of files."""
        owner = next((one.id for one in self._by_path.get(at.path, ())), "")
        if owner and owner != self.who.id:
            return f"in the file of {self.others.called(owner)}, line {at.line}"
        folder, _, name = at.path.rpartition("/")
        if folder in ("introductions", "requests"):
            name = "a file"
        return f"{folder}{'/' if folder else ''}{self.others.out_of(name)}, line {at.line}"

    @cached_property
    def _by_path(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for one in self.network.people.values():
            found.setdefault(one.path, []).append(one)
        return found

    def _is_in(self, act: Introduction) -> bool:
        return self.who.id in act.ids or self.network.asker(act) == self.who.id

    def _act(self, act: Introduction) -> Iterator[str]:
        """One introduction, with what is of this person in it."""
        between = " and ".join(f"[[{self._reference(one)}]]" for one in act.between)
        dates = [f"made {act.made}" if act.made else "", f"met {act.met}" if act.met else ""]
        if act.outcome:
            dates.append(f"outcome {act.outcome.was} {act.outcome.note or ''}".rstrip())
        if act.set_aside:
            dates.append(f"set aside {act.set_aside.on}: {act.set_aside.because}")
        yield "; ".join((f"between {between}", *filter(None, dates)))
        mine = self.who.id
        yield from (f"  why for you: {why}" for one, why in act.because if one.person == mine)
        yield from (f"  you were asked on {on}" for one, on in act.asked if one.person == mine)
        yield from (f"  asked again on {on}" for one, on in act.nudged if one.person == mine)
        for one, answer in act.answered:
            if one.person == mine:
                yield f"  you answered {answer.said} on {answer.on or 'a day not noted'}"
        if act.notes.strip():
            yield f"  notes: {act.notes.strip()}"

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        """The files of requests that came from them, or that they became somebody by."""
        emails = frozenset(map(address_key, self.who.reach.emails))
        own = {
            one.id
            for one in self.network.requests
            if (one.email and address_key(one.email) in emails and writes_as(self.who, one.sender))
            or (one.decision and one.decision.person and one.decision.person.person == self.who.id)
        }
        there = (one for one in self.network.requests if {one.id, one.thread} & own)
        return tuple(one.path for one in there)

    def _texts(self) -> Iterator[str]:
        """The texts of a book that may name them, without those that are told as a whole."""
        whole = {
            *self._letters,
            *(one.path for one in self.network.introductions if self._is_in(one)),
        }
        for place in OWN_FOLDERS:
            if place != "rosters" and lies_within(self.root / place, self.root):
                yield from (path for path in self._files(place) if path not in whole)
        yield from _ALONE

    def _files(self, place: str) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root / place):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(_TEXTS):
                    yield Path(folder, name).relative_to(self.root).as_posix()

    def _text(self, path: str) -> str:
        try:
            raw = content_of(self.root, self.root / path, _MOST_BYTES) or b""
        except OSError:
            return ""
        return raw.decode("utf-8", "replace")

    def _names_them(self, line: str) -> bool:
        if any(
            self.network.index.resolve(one.name).person == self.who.id for one in links_in(line)
        ):
            return True
        words = f" {_plain(line)} "
        if any(f" {name} " in words for name in self._names):
            return True
        return self.others.reaches_the_one(line)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Their names and public words; an alias of one word counts in links alone."""
        aliases = (one for one in self.who.aliases if " " in one.strip())
        public = (self.who.public, *(one.public for one in self.who.introduce))
        names = (self.who.name, self.who.id, *aliases, *public)
        return tuple(dict.fromkeys(filter(None, map(_plain, names))))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
