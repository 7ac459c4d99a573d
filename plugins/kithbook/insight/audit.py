"""How deep is my network: who has a file, who was ever spoken to, by roster and year. Counts only.

Every contact of a roster counts where it stands; somebody on two rosters counts in both, and
once in the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.insight.keepup import last_contact
from kithbook.text.dates import Span

RECENT = Span(2, "years")


@dataclass(frozen=True, slots=True)
class Depth:
    """Counts of people: all, with a file, spoken with ever and in the last two years, never."""

    people: int = 0
    with_files: int = 0
    spoken: int = 0
    recently: int = 0

    @property
    def never(self) -> int:
        """How many were never spoken with, as far as the book knows."""
        return self.people - self.spoken


@dataclass(frozen=True, slots=True)
class YearDepth:
    """The contacts of one roster that were made in one year, or in a year not known."""

    year: int | None
    depth: Depth


@dataclass(frozen=True, slots=True)
class RosterDepth:
    """One roster: all of it, and its years, the newest first."""

    roster: str
    depth: Depth
    years: tuple[YearDepth, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole book: everyone, those with files, and each roster."""

    everyone: Depth
    files: Depth
    rosters: tuple[RosterDepth, ...]

    @property
    def sentence(self) -> str:
        """The depth in one sentence: `12,431 people, 214 you have spoken with`."""
        everyone = self.everyone
        return (
            f"{everyone.people:,} people, {everyone.spoken:,} you have spoken with, "
            f"{everyone.recently:,} of them in the last two years."
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """The people with files by when they were last spoken with."""

    spoken: frozenset[str]
    recently: frozenset[str]


def audit(network: Network, today: date) -> Audit:
    """How deep the network is on a day."""
    known = _known(network, today)
    files = _depth(network.people, known)
    thin = len(network.strangers)
    everyone = Depth(files.people + thin, files.with_files, files.spoken, files.recently)
    by_roster: dict[str, list[Contact]] = defaultdict(list)
    for contact in network.contacts:
        for path in {at.path for at in contact.places}:
            by_roster[path].append(contact)
    rosters = tuple(_roster(path, by_roster[path], known, network) for path in sorted(by_roster))
    return Audit(everyone, files, rosters)


def how_met_written(network: Network) -> int:
    """How many people with a file have something written about how they met the owner."""
    met = (person.met for person in network.people.values())
    return sum(bool(each.on or each.where or each.through or each.how) for each in met)


def _known(network: Network, today: date) -> _Known:
    edge = RECENT.before(today)
    last = {person: last_contact(network, person, today) for person in network.people}
    return _Known(
        frozenset(person for person, entry in last.items() if entry),
        frozenset(person for person, entry in last.items() if entry and entry.day >= edge),
    )


def _roster(path: str, contacts: list[Contact], known: _Known, network: Network) -> RosterDepth:
    by_year: dict[int, list[Contact]] = defaultdict(list)
    for contact in contacts:
        by_year[(contact.connected and contact.connected.year) or 0].append(contact)
    years = tuple(
        YearDepth(year or None, _of_contacts(by_year[year], known, network))
        for year in sorted(by_year, reverse=True)
    )
    return RosterDepth(path, _of_contacts(contacts, known, network), years)


def _of_contacts(contacts: Iterable[Contact], known: _Known, network: Network) -> Depth:
    return _depth((one.person if one.person in network.people else None for one in contacts), known)


def _depth(people: Iterable[str | None], known: _Known) -> Depth:
    """Counts people by id; None is a contact without a file, never spoken with."""
    everyone = list(people)
    return Depth(
        len(everyone),
        sum(person is not None for person in everyone),
        sum(person in known.spoken for person in everyone),
        sum(person in known.recently for person in everyone),
    )
