"""Whom the tables of imports mean: a row there has a key of its source and a name, and no id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.book.roster_links import called, names_agree, profile_slug, profiles
from kithbook.book.roster_tables import Conversation
from kithbook.text.addresses import address_key


@dataclass(frozen=True)
class RosterKeys:
    """What leads from the keys of address books to the people and contacts of a network."""

    network: Network

    def person(self, key: str, name: str) -> str | None:
        """Who of the people a key means; nobody where it could be two, or a name says otherwise.

        A profile is of one person; an address may be of two.
        """
        found = self._people.get(_plain(key), ())
        if "@" in key and name:
            people = [self.network.people[one] for one in found]
            found = [one.id for one in people if names_agree((name,), (one.name, *one.aliases))]
        return found[0] if len(found) == 1 else None

    def messages_with(self, person: str) -> Conversation | None:
        """The messages with a person, the newest count first where several imports have them."""
        return self._messages_of.get(person)

    def messages_of(self, contact: Contact) -> Conversation | None:
        """The messages with a contact, whether or not it is a person's."""
        if contact.person in self.network.people:
            return self.messages_with(contact.person or "")
        own = called(contact)
        for key in _keys_of(contact):
            one = self._messages.get(key)
            if one and ("@" not in key or not own or names_agree((one.name,), own)):
                return one
        return None

    @cached_property
    def _people(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, person in self._pairs():
            if person not in found[key]:
                found[key].append(person)
        return found

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for person in self.network.people.values():
            if person.reach.linkedin:
                yield profile_slug(person.reach.linkedin), person.id
            yield from ((address_key(email), person.id) for email in person.reach.emails)
        for contact in self.network.contacts:
            if contact.person in self.network.people:
                yield from ((key, contact.person or "") for key in _keys_of(contact))

    @cached_property
    def _messages(self) -> Mapping[str, Conversation]:
        """By their keys; of several counts the one with the latest message."""
        ordered = sorted(self.network.messages, key=lambda one: (one.two_way, str(one.last or "")))
        return {_plain(one.key): one for one in ordered}

    @cached_property
    def _messages_of(self) -> Mapping[str, Conversation]:
        ordered = sorted(self.network.messages, key=lambda one: (one.two_way, str(one.last or "")))
        found = ((self.person(one.key, one.name), one) for one in ordered)
        return {person: one for person, one in found if person}


def _keys_of(contact: Contact) -> Iterator[str]:
    yield from profiles(contact)
    yield from map(address_key, contact.emails)


def _plain(key: str) -> str:
    return address_key(key) if "@" in key else profile_slug(key)
