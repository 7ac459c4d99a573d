"""Which contact of a roster is which person: by profile, address, number, or name and work.

An address or a number may be shared, so the names have to agree; and a name alone never joins,
since namesakes are common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import Protocol
from urllib.parse import unquote

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.text.addresses import address_key
from kithbook.text.dates import PartialDate
from kithbook.text.telephone import asked_by, known_by, written_number
from kithbook.text.turned_names import split_name
from kithbook.text.words import fold

_Names = tuple[str, ...]


class Reached(Protocol):
    """Whoever has addresses and numbers."""

    @property
    def emails(self) -> tuple[str, ...]:
        """The addresses, as written."""

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers, as written."""


_NOBODY: AbstractSet[str] = frozenset()


def link_contacts(
    contacts: Iterable[Contact],
    people: Iterable[Person],
    same: AbstractSet[frozenset[str]] = frozenset(),
    apart: AbstractSet[frozenset[str]] = frozenset(),
) -> tuple[Contact, ...]:
    """Each contact with the person it belongs to, where that is sure.

    The owner may have said so, or the contrary: `same` and `apart` are pairs of their tables.
    """
    contacts, people = tuple(contacts), tuple(people)
    if not contacts:
        return ()
    names = {person.id: (person.name, *person.aliases) for person in people}
    by_key: dict[str, set[str]] = {}
    for person in people:
        for key in _known(person):
            by_key.setdefault(key, set()).add(person.id)
    linked = (_linked(contact, by_key, names) for contact in contacts)
    if not (same or apart):
        return tuple(linked)
    yes, no = (_said_of_people(pairs, names) for pairs in (same, apart))
    shared = words_of_several(((called(one), pair_keys(one)) for one in contacts), same)
    return tuple(_as_said(contact, yes, no, names, shared) for contact in linked)


def pair_keys(contact: Contact) -> frozenset[str]:
    """All by which a pair of the owner's may name a contact: name, profile, address, number."""
    numbers = (written_number(phone).digits for phone in contact.phones)
    own = (contact.name, *profiles(contact), *map(address_key, contact.emails), *numbers)
    return frozenset(map(fold, filter(None, (*own, *ways_with_name(contact, contact.names)))))


def ways_with_name(contact: Reached, names: Iterable[str]) -> Iterator[str]:
    """Each address and number of somebody with a name beside it, as `Ann Lee <ann@example.org>`.

    So a pair means nobody else who has the same number, now or later.
    """
    numbers = (written_number(phone).digits for phone in contact.phones)
    ways = [*map(address_key, contact.emails), *filter(None, numbers)]
    return (f"{name} <{way}>" for name in names for way in ways)


def rows_by_place(contact: Contact) -> Iterator[str]:
    """A name with the address book in which it stands, for a row that has nothing else."""
    if any((contact.emails, contact.phones, *profiles(contact))):
        return iter(())
    books = dict.fromkeys(at.path for at in contact.places)
    return (f"{contact.name} <{path}>" for path in books)


def words_of_row(contact: Contact) -> Iterator[str]:
    """What names a row beside its name, the surest first."""
    yield from profiles(contact)
    yield from ways_with_name(contact, called(contact)[:1])
    yield from rows_by_place(contact)


def words_of_several(
    named: Iterable[tuple[_Names, AbstractSet[str]]], pairs: AbstractSet[frozenset[str]]
) -> frozenset[str]:
    """The words of some pairs that people have whose names speak against their being one."""
    words = frozenset[str]().union(*pairs)
    holders: dict[str, list[_Names]] = {}
    for names, keys in named:
        for word in keys & words:
            holders.setdefault(word, []).append(names)
    return frozenset(
        word
        for word, every in holders.items()
        if any(one and every[0] and not names_agree(one, every[0]) for one in every[1:])
    )


def _said_of_people(
    same: AbstractSet[frozenset[str]], names: Mapping[str, _Names]
) -> Mapping[str, set[str]]:
    """Who of the people a contact is by what names it in a pair."""
    ids = {fold(person): person for person in names}
    found: dict[str, set[str]] = {}
    for pair in same:
        for one in pair & ids.keys():
            for other in pair - {one}:
                found.setdefault(other, set()).add(ids[one])
    return found


def _as_said(
    contact: Contact,
    yes: Mapping[str, set[str]],
    no: Mapping[str, set[str]],
    names: Mapping[str, _Names],
    shared: AbstractSet[str],
) -> Contact:
    keys = pair_keys(contact).union(map(fold, rows_by_place(contact)))
    if not (yes.keys() | no.keys()) & keys:
        return contact
    own = called(contact)
    theirs = {
        one
        for key in keys
        for one in yes.get(key, ())
        if key not in shared or names_agree(own, names[one])
    }
    others = set[str]().union(*(no.get(key, ()) for key in keys))
    if len(theirs) == 1:
        return replace(contact, person=theirs.pop())
    return replace(contact, person=None) if contact.person in others else contact


def profile_slug(url: str) -> str:
    """The name in a LinkedIn address: unquoted, lower case, without a query."""
    path = url.strip().partition("?")[0].partition("#")[0].rstrip("/")
    name = path.rpartition("/")[2]
    return (unquote(name) if "%" in name else name).lower()


def profiles(contact: Contact) -> Iterator[str]:
    """The names under which a contact is on LinkedIn."""
    for url in (contact.url, *contact.pages):
        if url and ("/" not in url or "linkedin." in url.lower()):
            yield profile_slug(url)


def names_agree(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two people of these names may be one: a first name, its beginning, or two words."""
    known = [_words(other) for other in others]
    return any(_agree(_words(one), other) for one in some for other in known)


def called(contact: Contact) -> _Names:
    """What a contact is called; nothing where all that is known is how to reach them."""
    named = contact.name not in (*contact.emails, *contact.phones, contact.org)
    return (contact.name, *contact.aliases) if named else contact.aliases


def _agree(one: list[str], other: list[str]) -> bool:
    if not one or not other or len(set(one) & set(other)) > 1:
        return True
    if min(len(one), len(other)) == 1:
        return bool(set(one) & set(other))
    return one[0].startswith(other[0]) or other[0].startswith(one[0])


def _words(name: str) -> list[str]:
    return fold(name.replace(",", " ").replace(".", " ").replace("-", " ")).split()


def _known(person: Person) -> Iterator[str]:
    if person.reach.linkedin:
        yield f"url {profile_slug(person.reach.linkedin)}"
    for email in person.reach.emails:
        yield f"email {address_key(email)}"
    for phone in person.reach.phones:
        yield from known_by(phone)
    for other in person.reach.others:
        if "@" in other.text[1:]:
            yield f"email {address_key(other.text)}"
        elif not any(map(str.isalpha, other.text)):
            yield from known_by(other.text)
    for name in (person.name, *person.aliases):
        yield from _birthday(name, person.born)
    if person.org:
        for name in dict.fromkeys(map(fold, (person.name, *person.aliases))):
            yield f"name {name} @ {fold(person.org)}"


def _birthday(name: str, born: PartialDate | None) -> Iterator[str]:
    """Family name and whole birthday, by which somebody is looked up."""
    family = split_name(name)[1]
    if family and born and born.exact:
        yield f"born {fold(family)} {born}"


def _linked(
    contact: Contact, by_key: Mapping[str, AbstractSet[str]], names: Mapping[str, _Names]
) -> Contact:
    for sure in (f"url {profile}" for profile in profiles(contact)):
        if len(people := by_key.get(sure, _NOBODY)) == 1:
            return replace(contact, person=next(iter(people)))
    by_birthday = (key for name in called(contact) for key in _birthday(name, contact.born))
    for shared in chain(reached_by(contact), by_birthday):
        if people := by_key.get(shared, _NOBODY):
            own = called(contact)
            fit = [one for one in people if not own or names_agree(own, names[one])]
            if len(fit) == 1:
                return replace(contact, person=fit[0])
    at_work = f"name {fold(contact.name)} @ {fold(contact.org)}" if contact.org else ""
    if len(people := by_key.get(at_work, _NOBODY)) == 1:
        return replace(contact, person=next(iter(people)))
    return contact


def reached_by(contact: Contact) -> Iterator[str]:
    """The addresses and numbers of a contact, as those of others are looked up by."""
    for email in contact.emails:
        yield f"email {address_key(email)}"
    for phone in contact.phones:
        yield from asked_by(phone)
