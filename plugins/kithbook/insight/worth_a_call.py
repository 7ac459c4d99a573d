"""Contacts of rosters without a file who are worth a call: each with why, and no number for it.

Whoever wrote back comes first, then whoever works with somebody of the book, or is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.book.roster_tables import Conversation
from kithbook.insight.days import first_day, last_day, on_date
from kithbook.insight.roster_keys import RosterKeys
from kithbook.text.dates import Span
from kithbook.text.words import fold, listed

_NEW = Span(90, "days")
_MOST = 8
_COLLEAGUES = 2


@dataclass(frozen=True, slots=True)
class WorthACall:
    """A contact to call, and why: whole clauses, the strongest first."""

    contact: Contact
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    contact: Contact
    messages: Conversation | None
    why: tuple[str, ...]

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Who wrote most, both ways; then who has most reasons; then the newest."""
        exchanged = min(self.messages.sent, self.messages.received) if self.messages else 0
        new = last_day(self.contact.connected) or date.min
        return -exchanged, -len(self.why), -new.toordinal(), fold(self.contact.name)


def worth_a_call(
    network: Network, today: date, keys: RosterKeys, most: int = _MOST
) -> tuple[WorthACall, ...]:
    """The contacts without a file whom something speaks for, at most so many."""
    colleagues = _colleagues(network)
    found = []
    for contact in network.strangers:
        messages = keys.messages_of(contact)
        messages = messages if messages and messages.two_way else None
        why = tuple(_reasons(network, contact, messages, colleagues, today))
        if why:
            found.append(_Candidate(contact, messages, why))
    found.sort(key=lambda one: one.order)
    return tuple(WorthACall(one.contact, one.why) for one in found[:most])


def _reasons(
    network: Network,
    contact: Contact,
    messages: Conversation | None,
    colleagues: Mapping[str, tuple[str, ...]],
    today: date,
) -> Iterator[str]:
    if messages:
        last = f", the last {on_date(messages.last, today)}" if messages.last else ""
        yield f"you wrote {_times(messages.sent)} and got {messages.received:,} back{last}"
    if there := colleagues.get(fold(contact.org)) if contact.org else None:
        names = listed(map(network.name_of, there[:_COLLEAGUES]), "and")
        more = f" and {len(there) - _COLLEAGUES:,} more" if len(there) > _COLLEAGUES else ""
        yield f"works where {names}{more} {'do' if len(there) > 1 else 'does'}"
    connected = first_day(contact.connected)
    if connected and contact.connected and today - _NEW < connected <= today:
        yield f"you connected {on_date(contact.connected, today)}"


def _colleagues(network: Network) -> Mapping[str, tuple[str, ...]]:
    """The people of the book by where they work, the quiet left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for person in network.everyone:
        if person.org and not person.quiet:
            found[fold(person.org)].append(person.id)
    return {org: tuple(there) for org, there in found.items()}


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")
