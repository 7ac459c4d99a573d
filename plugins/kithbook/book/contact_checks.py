"""What `kith check` finds between the contacts of rosters and the people with a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.roster_links import called, names_agree, pair_keys
from kithbook.text.addresses import address_key, is_of_a_house
from kithbook.text.problems import Location, Problem
from kithbook.text.telephone import asked_by, known_by
from kithbook.text.words import fold, listed

_MOST_TOLD = 5
_MOST_HELD = 12
"""With more rows than that behind one number, no further are compared."""


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
    for rows in found.values():
        yield _told(rows)


def rows_alike(network: Network, _today: date) -> Iterator[Problem]:
    """Rows of one address book that share an address or number, and whose names fit."""
    found: dict[str, list[tuple[Contact, Contact]]] = defaultdict(list)
    known: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for row in network.contacts:
        if row.person is not None or not called(row):
            continue
        emails = [f"email {address_key(one)}" for one in row.emails if not is_of_a_house(one)]
        asked = (*emails, *chain.from_iterable(map(asked_by, row.phones)))
        others = (one for key in asked for one in known[row.at.path, key][:_MOST_HELD])
        if first := next((one for one in others if _may_be_one(network, one, row)), None):
            found[row.at.path].append((first, row))
        for key in (*emails, *chain.from_iterable(map(known_by, row.phones))):
            known[row.at.path, key].append(row)
    for path, pairs in found.items():
        yield _alike(path, pairs)


def _may_be_one(network: Network, one: Contact, other: Contact) -> bool:
    """Whether the names of two rows fit, and the owner has not said what they are."""
    mine, theirs = pair_keys(one), pair_keys(other)
    said = network.the_same | network.not_the_same
    known = any(pair & mine and pair & theirs and pair <= mine | theirs for pair in said)
    return not known and names_agree(called(one), called(other))


def _alike(path: str, pairs: list[tuple[Contact, Contact]]) -> Problem:
    (one, other), *more = pairs
    message = f"{one.name} and {other.name} (line {other.at.line}) share an address or number"
    if more:
        message += f"; so do {_some_of([f'lines {a.at.line} and {b.at.line}' for a, b in more])}"
    return _asked("rows-alike", message, one, f"{path}:{other.at.line}")


def _some_of(told: list[str]) -> str:
    """The first of some places, and how many more there are."""
    rest = [f"{len(told) - _MOST_TOLD} more"] if len(told) > _MOST_TOLD else []
    return listed([*told[:_MOST_TOLD], *rest], "and")


def _asked(code: str, message: str, row: Contact, other: str) -> Problem:
    """A finding at a row that asks whether it is another, with what says yes and what says no."""
    path, line = row.at.path, row.at.line
    hint = (
        f"Where the two are one: kith merge {path}:{line} {other}. Where they are two, add "
        "--not-the-same"
    )
    return Problem(Location(path, line), code, message, hint)


def _owner(contact: Contact, owners: dict[str, list[Person]]) -> Person | None:
    """The one person who has an address of a contact that is no house's."""
    for email in contact.emails:
        whose = owners.get(address_key(email), [])
        if len(whose) == 1 and not is_of_a_house(email):
            return whose[0]
    return None


def _told(rows: list[tuple[Contact, Person]]) -> Problem:
    (first, whose), *others = rows
    message = f"{first.name} has an address of {whose.name} ({whose.path}), and stays apart"
    if others:
        places = [f"line {one.at.line} ({other.path})" for one, other in others]
        message += f"; the same in {_some_of(places)}"
    return _asked("other-name", message, first, whose.id)
