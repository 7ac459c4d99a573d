"""Dormant ties: people out of touch for years, in the order that research finds useful.

Novel ties (little shared past, other places and work), then trusted, then willing ones, and
only then the nostalgic: people left to themselves pick the comfortable ones first (Walter,
Levin, Murnighan 2015). What orders them is said in words, never shown as a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.model import Entry, Person
from kithbook.book.network import Network
from kithbook.insight.days import first_day, on_date
from kithbook.insight.keepup import at_rest, last_contact
from kithbook.text.dates import Span
from kithbook.text.name_links import links_as_names
from kithbook.text.words import fold, listed

Side = Literal["novel", "trusted", "willing", "nostalgic"]

THREE_YEARS = Span(3, "years")
_CURRENT = Span(1, "years")
_LITTLE_PAST = 3
_LONG_PAST = 8


@dataclass(frozen=True, slots=True)
class Because:
    """One reason to revive a tie, as a sentence without its full stop."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Dormant:
    """Somebody out of touch: the last contact (None when only met), and why to write again.

    `since` is the day of that contact or, without one, of the first meeting.
    """

    person: str
    last: Entry | None
    since: date
    reasons: tuple[Because, ...]

    def has(self, side: Side) -> bool:
        """Whether any of the reasons is of this side."""
        return any(reason.side == side for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class _Around:
    """Where the people are, and where they work, with whom the owner is in touch."""

    places: frozenset[str]
    orgs: frozenset[str]


def dormant(network: Network, today: date, after: Span = THREE_YEARS) -> tuple[Dormant, ...]:
    """Ties without contact for at least a span; paused and snoozed people are left alone."""
    around = _around(network, today)
    edge = after.before(today)
    found: list[Dormant] = []
    for person in network.people.values():
        last = last_contact(network, person.id, today)
        since = last.day if last else first_day(person.met.on)
        if since and since <= edge and not at_rest(person, today):
            reasons = tuple(_reasons(network, person, around, today))
            found.append(Dormant(person.id, last, since, reasons))
    return tuple(sorted(found, key=lambda one: _order(network, one)))


def _around(network: Network, today: date) -> _Around:
    edge = _CURRENT.before(today)
    current = [
        person
        for person in network.people.values()
        if (last := last_contact(network, person.id, today)) and last.day > edge
    ]
    return _Around(
        frozenset(fold(person.place) for person in current if person.place),
        frozenset(fold(person.org) for person in current if person.org),
    )


def _reasons(network: Network, person: Person, around: _Around, today: date) -> list[Because]:
    past = [entry for entry in network.entries_with(person.id) if entry.is_contact(today)]
    novel = [Because("novel", text) for text in _novel(person, around, len(past))]
    found = [*novel, *_trusted(person), *_willing(network, person, today)]
    if len(past) >= _LONG_PAST:
        found.append(Because("nostalgic", "you have a long past together"))
    elif not found:
        found.append(Because("nostalgic", "you were in touch once"))
    return found


def _novel(person: Person, around: _Around, contacts: int) -> list[str]:
    found: list[str] = []
    if contacts <= _LITTLE_PAST:
        found.append("you share little past, so what they know is likely to be new to you")
    if person.place and fold(person.place) not in around.places:
        found.append(f"nobody you are in touch with is in {person.place}")
    if person.org and fold(person.org) not in around.orgs:
        found.append(f"nobody you are in touch with is at {person.org}")
    return found


def _trusted(person: Person) -> list[Because]:
    said = {
        "gladly": "you would gladly put your name on an introduction",
        "carefully": "you would introduce them, with care",
    }.get(person.vouch or "")
    return [Because("trusted", said)] if said else []


def _willing(network: Network, person: Person, today: date) -> list[Because]:
    """Signs that they would help: a favour done, thanks in the last words, a standing offer."""
    past = [entry for entry in network.entries_with(person.id) if entry.day <= today]
    found: list[str] = []
    if got := next((entry for entry in past if entry.kind == "got" and entry.box != "open"), None):
        found.append(f"they did you a favour {on_date(got.on, today)}: {links_as_names(got.text)}")
    if past and past[0].kind == "thanks":
        found.append("your last entry of them is a thank-you")
    if offers := [phrase.text for phrase in person.offers if phrase.holds(today)]:
        found.append(f"they offer {listed(offers, 'and')}")
    return [Because("willing", text) for text in found]


def _order(network: Network, one: Dormant) -> tuple[bool, int, int, bool, date, tuple[str, str]]:
    """Novel, trusted, willing, nostalgic last; of equals, who is longer out of touch first."""
    person = network.people[one.person]
    novel = sum(reason.side == "novel" for reason in one.reasons)
    trusted = {"gladly": 0, "carefully": 1}.get(person.vouch or "", 2)
    return (
        one.has("nostalgic"), -min(novel, 2), trusted, not one.has("willing"),
        one.since, network.order_of(one.person),
    )  # fmt: skip
