"""How deep is my network: who has a file, who was ever spoken to, by roster and year. Counts only.

Every contact of a roster counts where it stands; somebody on two rosters counts in both, and
once in the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kithbook.book.contact import Contact
from kithbook.book.model import Entry
from kithbook.book.network import Network
from kithbook.book.roster_tables import Conversation
from kithbook.insight.days import last_day
from kithbook.insight.keepup import last_contact
from kithbook.insight.roster_keys import RosterKeys
from kithbook.text.dates import Span

RECENT = Span(2, "years")


@dataclass(frozen=True, slots=True)
class Depth:
    """Counts of people: all, with a file, spoken with ever and in the last two years.

    `wrote` are those with whom messages went both ways, as an import counted them; they are among
    the spoken with.
    """

    people: int = 0
    with_files: int = 0
    spoken: int = 0
    recently: int = 0
    wrote: int = 0

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
class _Touched:
    """What is known of having spoken with somebody: messages both ways, ever, in two years."""

    wrote: bool = False
    spoken: bool = False
    recently: bool = False
    with_file: bool = False


_Somebody = Contact | str
"""A contact without a file, or the id of a person."""


@dataclass(frozen=True)
class _Evidence:
    """What logs, introductions and counted messages say, for people and contacts."""

    network: Network
    today: date
    keys: RosterKeys

    @cached_property
    def _of_people(self) -> Mapping[str, _Touched]:
        return {
            person: replace(
                self._touched(
                    self.keys.messages_with(person), last_contact(self.network, person, self.today)
                ),
                with_file=True,
            )
            for person in self.network.people
        }

    def of(self, one: _Somebody) -> _Touched:
        """What is known of one."""
        if isinstance(one, str):
            return self._of_people[one]
        return self._touched(self.keys.messages_of(one), None)

    def of_contact(self, contact: Contact) -> _Touched:
        """What is known of a contact, who may be a person."""
        person = contact.person
        return self.of(person if person and person in self.network.people else contact)

    def _touched(self, messages: Conversation | None, last: Entry | None) -> _Touched:
        edge = RECENT.before(self.today)
        wrote = messages is not None and messages.two_way
        days = [last.day] if last else []
        if wrote and messages and (written := last_day(messages.last)):
            days.append(written)
        return _Touched(wrote, wrote or last is not None, any(day >= edge for day in days))


def audit(network: Network, today: date, keys: RosterKeys | None = None) -> Audit:
    """How deep the network is on a day; `keys` lead to the counted messages, where at hand."""
    evidence = _Evidence(network, today, keys or RosterKeys(network))
    files = _depth(map(evidence.of, network.people))
    thin = _depth(map(evidence.of, network.strangers))
    by_roster: dict[str, list[Contact]] = defaultdict(list)
    for contact in network.contacts:
        for path in {at.path for at in contact.places}:
            by_roster[path].append(contact)
    rosters = tuple(_roster(path, by_roster[path], evidence) for path in sorted(by_roster))
    return Audit(_sum(files, thin), files, rosters)


def how_met_written(network: Network) -> int:
    """How many people with a file have something written about how they met the owner."""
    met = (person.met for person in network.people.values())
    return sum(bool(each.on or each.where or each.through or each.how) for each in met)


def _roster(path: str, contacts: list[Contact], evidence: _Evidence) -> RosterDepth:
    by_year: dict[int, list[Contact]] = defaultdict(list)
    for contact in contacts:
        by_year[(contact.connected and contact.connected.year) or 0].append(contact)
    years = tuple(
        YearDepth(year or None, _depth(map(evidence.of_contact, by_year[year])))
        for year in sorted(by_year, reverse=True)
    )
    return RosterDepth(path, _depth(map(evidence.of_contact, contacts)), years)


def _depth(known: Iterable[_Touched]) -> Depth:
    everyone = list(known)
    return Depth(
        len(everyone),
        sum(one.with_file for one in everyone),
        sum(one.spoken for one in everyone),
        sum(one.recently for one in everyone),
        sum(one.wrote for one in everyone),
    )


def _sum(one: Depth, other: Depth) -> Depth:
    return Depth(
        one.people + other.people, one.with_files + other.with_files, one.spoken + other.spoken,
        one.recently + other.recently, one.wrote + other.wrote,
    )  # fmt: skip
