"""A thin contact: a row of a table or a card of an address book in `rosters/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.book.model import Person
from kithbook.book.reach import Reach, WrittenReach
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location


@dataclass(frozen=True, slots=True)
class FormerWork:
    """What an older export says of somebody's work, where a newer one says something else."""

    role: str
    org: str
    at: Location

    def __str__(self) -> str:
        return ", ".join(part for part in (self.role, self.org) if part)


@dataclass(frozen=True, slots=True)
class Contact:
    """A thin row of a roster; `person` is the id of the file it belongs to, if one is sure.

    What an address book has no name for is called by its nickname, organisation, address or number.
    `also` is where older exports of the same address book have it, and `formerly` the work there.
    """

    at: Location
    name: str
    org: str = ""
    role: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    url: str = ""
    place: str = ""
    connected: PartialDate | None = None
    person: str | None = None
    aliases: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    born: PartialDate | None = None
    notes: str = ""
    tags: tuple[str, ...] = ()
    also: tuple[Location, ...] = ()
    formerly: tuple[FormerWork, ...] = ()
    dead: bool = False

    @property
    def reach(self) -> Reach:
        """How to reach them, as far as the address book says."""
        ways = (("email", self.emails), ("phone", self.phones), ("web", self.pages))
        written = tuple(WrittenReach(key, text, self.at) for key, texts in ways for text in texts)
        return Reach(emails=self.emails, phones=self.phones, written=written)

    @property
    def names(self) -> tuple[str, ...]:
        """What the address book calls them, the name first."""
        return (self.name, *self.aliases)

    @property
    def places(self) -> tuple[Location, ...]:
        """Everywhere it stands, the newest first."""
        return (self.at, *self.also)


def ways_by_person(
    people: Iterable[Person], contacts: Iterable[Contact]
) -> Iterator[tuple[str, Reach]]:
    """How each person can be reached, by their file and by the rows of rosters that are of them."""
    yield from ((one.id, one.reach) for one in people)
    yield from ((one.person, one.reach) for one in contacts if one.person)
