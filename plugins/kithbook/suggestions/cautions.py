"""What to be careful of with two people, and whom of them to ask first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Introduction, Mention, Person
from kithbook.book.network import Network
from kithbook.insight.days import ago, on_day
from kithbook.insight.keepup import at_rest, last_contact, snoozed_until
from kithbook.introductions.ask_first import ask_first
from kithbook.introductions.guards import Guards
from kithbook.introductions.resting_pairs import QUARTER
from kithbook.introductions.state import progress
from kithbook.text.dates import Span
from kithbook.text.problems import Location
from kithbook.text.words import fold

_LONG = Span(730, "days")


@dataclass(frozen=True, slots=True)
class FirstAsked:
    """The id of whom to ask first, empty for nobody, and why as one sentence."""

    who: str
    why: str


class Remarks:
    """What is said beside the reasons of a suggestion."""

    def __init__(self, network: Network, guards: Guards, today: date) -> None:
        self._network, self._guards, self._today = network, guards, today

    def ask_first(self, one: str, other: str) -> FirstAsked:
        """Whom to ask first; where nothing speaks for either, the first of the two."""
        sides = tuple(Mention(who, _NOWHERE, who) for who in (one, other))
        act = Introduction("", "", _NOWHERE, sides)
        first = ask_first(self._network, progress(self._network, act, self._today))
        return FirstAsked(first.who.person or "" if first.who else "", first.why)

    def careful(self, one: str, other: str) -> Iterator[str]:
        """Each thing to think of, as a sentence."""
        people = [self._network.people.get(who) for who in (one, other)]
        for person in people:
            if person is not None:
                yield from self._of(person)
        if people[0] is not None and people[1] is not None:
            yield from self._between(people[0], people[1])

    def _of(self, person: Person) -> Iterator[str]:
        if person.vouch == "carefully":
            yield f"You vouch for {person.name} with care (vouch: carefully)."
        asked = next(iter(self._guards.begun(person.id)), None)
        if asked and asked + QUARTER > self._today:
            yield f"{person.name} was last asked for an introduction {ago(asked, self._today)}."
        last = last_contact(self._network, person.id, self._today)
        if last and (self._today - last.day).days >= _LONG.days:
            since = ago(last.day, self._today)
            yield f"You last spoke with {person.name} {since}: a good reason to write."
        if at_rest(person, self._today):
            day = None if person.pause else snoozed_until(person, self._today)
            kept = "paused" if person.pause else "snoozed"
            until = f" until {on_day(day, self._today)}" if day else ""
            yield f"{person.name} is {kept}{until.replace(' until on ', ' until ')}."

    def _between(self, one: Person, other: Person) -> Iterator[str]:
        names = [fold(person.name).split() for person in (one, other)]
        if names[0] == names[1]:
            yield "Both files bear this name: are they one and the same person?"
        elif all(len(words) > 1 for words in names) and names[0][-1] == names[1][-1]:
            yield "They share a family name: do they know each other?"
        for holder, named in ((one, other), (other, one)):
            if self._mentions(holder, named):
                yield (f"{holder.name}'s file or log names {named.name}: do they know each other?")
                return

    def _mentions(self, holder: Person, named: Person) -> bool:
        if any(mention.person == named.id for mention in holder.note_mentions):
            return True
        return any(holder.id in entry.ids for entry in self._network.entries_mentioning(named.id))


_NOWHERE = Location("")
