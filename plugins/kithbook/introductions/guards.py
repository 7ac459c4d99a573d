"""What holds an introduction back: of a person, and of two people; each as one sentence.

The sets are made once, so that all pairs of a book can be asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.introductions.acquainted import Acquainted
from kithbook.introductions.closeness import HARDLY, closeness, is_told
from kithbook.introductions.resting_pairs import QUARTER, RestingPairs
from kithbook.text.problems import Location

Code = Literal[
    "same-person", "unread", "no-file", "died", "paused", "acquainted", "household",
    "colleagues", "introduced", "declined", "under-way", "set-aside", "never",
    "vouch", "hardly-known", "budget", "need-budget",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guard:
    """One reason against an introduction.

    `until` is the first day on which it no longer holds, where that is known; `person` is whom
    it is about, or None where it is about the two.
    """

    code: Code
    text: str
    at: Location | None = None
    until: date | None = None
    person: str | None = None


class Guards:
    """What holds back introductions in one book on one day."""

    def __init__(self, network: Network, today: date) -> None:
        self._network = network
        self._today = today
        self._acquainted = Acquainted(network)
        self._rests = RestingPairs(network, today)
        self._of_person: dict[str, tuple[Guard, ...]] = {}
        self._closeness: dict[str, int] = {}
        self._unread = {lost.id: lost for lost in network.unread}

    def of_person(self, person: str) -> tuple[Guard, ...]:
        """What holds back every introduction of a person."""
        if person not in self._of_person:
            self._of_person[person] = tuple(self._about(person))
        return self._of_person[person]

    def between(self, one: str, other: str) -> tuple[Guard, ...]:
        """All that holds back the introduction of two people: of the pair, then of each."""
        if one == other:
            return (Guard("same-person", "Both are one and the same person."), *self.of_person(one))
        pair = tuple(self._pair(one, other))
        return (*pair, *self.of_person(one), *self.of_person(other))

    def allows(self, one: str, other: str) -> bool:
        """Whether nothing holds it back; as `between` is empty, without a sentence made."""
        return not (
            one == other
            or self.of_person(one)
            or self.of_person(other)
            or self._rests.of_pair(one, other)
            or self._acquainted.know_each_other(one, other)
            or self._acquainted.live_together(one, other)
            or self._acquainted.work_together(one, other)
        )

    def closeness(self, person: str) -> int:
        """How close a person is to the owner, worked out once."""
        if person not in self._closeness:
            self._closeness[person] = closeness(self._network, person, self._today)
        return self._closeness[person]

    def told(self, person: str) -> bool:
        """Whether the files say anything of how close a person with a file is."""
        return is_told(self._network, person, self._today)

    def begun(self, person: str) -> tuple[date, ...]:
        """The days on which introductions asked something of a person, the newest first."""
        return self._rests.begun(person)

    def known_to_both(self, one: str, other: str) -> frozenset[str]:
        """Who knows both, by what the files say."""
        circles = self._acquainted.circles
        return circles.get(one, frozenset()) & circles.get(other, frozenset())

    def works_at(self, person: str, org: str) -> bool:
        """Whether a person is with an organisation."""
        return self._acquainted.works_at(person, org)

    def _pair(self, one: str, other: str) -> Iterator[Guard]:
        for known in self._acquainted.known(one, other, self._today):
            yield Guard("acquainted", known.text, known.at)
        if self._acquainted.live_together(one, other):
            yield Guard("household", "They share an address, an e-mail address or a number.")
        if self._acquainted.work_together(one, other):
            person = self._network.people[one]
            yield Guard("colleagues", f"Both are with {person.org}.", person.at)
        for rest in self._rests.of_pair(one, other):
            yield Guard(rest.code, rest.text, rest.introduction.at, rest.until)

    def _about(self, person: str) -> Iterator[Guard]:
        who = self._network.people.get(person)
        if who is None:
            yield self._without_file(person)
            return
        if who.dead:
            yield Guard("died", f"{who.name} has died.", who.died_at, None, person)
            return
        if who.torn:
            yield _unread(who.name, Location(who.path), person)
        elif who.pause:
            yield Guard("paused", f"{who.name} is paused.", who.at, None, person)
        if who.ask.never:
            yield Guard("never", f"{who.name} wants no introductions.", who.at, None, person)
        if who.vouch == "no":
            text = f"You do not vouch for {who.name} (vouch: no), so you would not introduce them."
            yield Guard("vouch", text, _where(who, "vouch"), None, person)
        elif self.closeness(person) <= HARDLY:
            text = _HARDLY.format(name=who.name, slow=_slow(who))
            yield Guard("hardly-known", text, _where(who, "circle"), None, person)
        if spent := self._budget(who):
            yield spent

    def _without_file(self, person: str) -> Guard:
        name = self._network.name_of(person)
        if lost := self._unread.get(person):
            return _unread(name, Location(lost.path), person)
        text = f"{name} has no file in this book: write down first what you know of them."
        return Guard("no-file", text, None, None, person)

    def _budget(self, who: Person) -> Guard | None:
        own = who.ask.per_quarter
        allowed = own if own is not None else self._network.settings.introductions_per_quarter
        if allowed is None:
            return None
        recent = [day for day in self.begun(who.id) if day + QUARTER > self._today]
        if len(recent) < allowed:
            return None
        times = f"{len(recent)} {'introduction' if len(recent) == 1 else 'introductions'}"
        enough = "1 is enough" if allowed == 1 else f"{allowed} are enough"
        text = f"{who.name} was asked for {times} in the last 90 days, and {enough}."
        if not allowed:
            text = f"{who.name} is not to be asked for introductions (per_quarter: 0)."
        until = recent[allowed - 1] + QUARTER if allowed else None
        return Guard("budget", text, who.at, until, who.id)


_HARDLY = "You keep {name} at a distance ({slow}), and no contact with them is on file."


def _where(who: Person, key: str) -> Location:
    return dict(who.places).get(key, who.at)


def _slow(who: Person) -> str:
    return f"circle: {who.circle}" if who.circle else f"every: {who.every}"


def _unread(name: str, at: Location, person: str) -> Guard:
    text = f"The file of {name} could not be read: mend it first."
    return Guard("unread", text, at, None, person)
