"""Answers to a mail program that looks for an address: lines of address, name and a word beside.

The form is that of mutt's `query_command`: a first line for people, then one for each address, its
parts apart by tabs. NeoMutt, aerc and other programs read the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.query import key
from kithbook.text.addresses import address_key, bare_address
from kithbook.text.kept import keep_line
from kithbook.text.words import spelt_out


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address of somebody, with what tells them from a namesake."""

    address: str
    name: str
    beside: str

    def __str__(self) -> str:
        return f"{self.address}\t{self.name}\t{self.beside}"


def address_lines(network: Network, query: str) -> tuple[AddressLine, ...]:
    """Every address of whom a query means: people before contacts, by name, each address once.

    Each word has to begin a word of a name, an organisation or a tag, or to stand in an address; an
    empty query means everybody. Whoever has died is not written to.
    """
    words = tuple(query.split())
    found: dict[str, AddressLine] = {}
    for one in _everybody(network):
        for address in one.addresses:
            if all(one.has(word) or word.casefold() in address.casefold() for word in words):
                said = AddressLine(address, one.name, one.beside)
                found.setdefault(address_key(address), said)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Reached:
    """Somebody with addresses, and all that they are looked for by."""

    name: str
    beside: str
    addresses: tuple[str, ...]
    texts: tuple[str, ...]

    def has(self, word: str) -> bool:
        wanted = key(word)
        return bool(wanted) and any(f" {wanted}" in text for text in self.texts)


def _everybody(network: Network) -> Iterator[_Reached]:
    rows: dict[str, list[Contact]] = {}
    for contact in network.contacts:
        if contact.person in network.people:
            rows.setdefault(contact.person or "", []).append(contact)
    for person in network.everyone:
        if not person.dead:
            yield _of_person(person, rows.get(person.id, []))
    for contact in network.strangers:
        if contact.dead:
            continue
        names = (contact.name, *contact.aliases)
        yield _reached(contact, contact.emails, (*names, contact.org, *contact.tags))


def _of_person(person: Person, rows: Iterable[Contact]) -> _Reached:
    """A person's own addresses, then those that an address book has of them."""
    more = (email for contact in rows for email in contact.emails)
    names = (person.name, *person.aliases, person.org, *person.tags)
    return _reached(person, (*person.reach.emails, *more), names)


def _reached(who: Person | Contact, addresses: Iterable[str], texts: Iterable[str]) -> _Reached:
    spelt = (text for one in texts for text in (one, spelt_out(one)) if text)
    return _Reached(
        keep_line(who.name),
        keep_line(", ".join(part for part in (who.role, who.org) if part)),
        tuple(filter(None, map(_plain, addresses))),
        tuple(f" {key(text)}" for text in spelt),
    )


def _plain(address: str) -> str:
    """An address as a line can hold it; nothing where it is none, or would end its part."""
    plain = keep_line(bare_address(address))
    return "" if " " in plain or "@" not in plain else plain
