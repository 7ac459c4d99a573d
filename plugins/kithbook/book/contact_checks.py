"""What `kith check` finds between the contacts of rosters and the people with a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.roster_links import called, pair_keys
from kithbook.text.addresses import address_key, is_of_a_house
from kithbook.text.problems import Location, Problem
from kithbook.text.words import fold, listed

_MOST_TOLD = 5


def other_name(network: Network, _today: date) -> Iterator[Problem]:
    """Contacts with the address of somebody who has a file, and another name: they stay apart."""
    if not network.contacts:
        return
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in network.people.values():
        for email in person.reach.emails:
            owners[address_key(email)].append(person)
    found: dict[str, list[tuple[Contact, Person]]] = defaultdict(list)
    for contact in network.contacts if owners else ():
        if contact.person is None and called(contact) and (whose := _owner(contact, owners)):
            if any(frozenset((key, fold(whose.id))) in network.not_the_same
                   for key in pair_keys(contact)):  # fmt: skip
                continue
            found[contact.at.path].append((contact, whose))
    for path, rows in found.items():
        yield _told(path, rows)


def _owner(contact: Contact, owners: dict[str, list[Person]]) -> Person | None:
    """The one person who has an address of a contact that is no house's."""
    for email in contact.emails:
        whose = owners.get(address_key(email), [])
        if len(whose) == 1 and not is_of_a_house(email):
            return whose[0]
    return None


def _told(path: str, rows: list[tuple[Contact, Person]]) -> Problem:
    (first, whose), *others = rows
    message = f"{first.name} has an address of {whose.name} ({whose.path}), and stays apart"
    if others:
        told = [f"line {one.at.line} ({other.path})" for one, other in others[:_MOST_TOLD]]
        more = [f"{len(others) - _MOST_TOLD} more"] if len(others) > _MOST_TOLD else []
        message += f"; the same in {listed([*told, *more], 'and')}"
    hint = (
        f"Where the two are one: kith merge {path}:{first.at.line} {whose.id}. Where they are two, "
        "add --not-the-same"
    )
    return Problem(Location(path, first.at.line), "other-name", message, hint)
