"""Which contact of a roster a name means, for what is held on somebody who has no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.reach import Reach
from kithbook.book.roster_links import profile_slug, profiles
from kithbook.text.addresses import address_key
from kithbook.text.refusal import refuse
from kithbook.text.words import counted, fold

_ID = "contact-without-a-file"


def contact_as_person(network: Network, text: str) -> tuple[Network, str]:
    """The network with a contact as one of its people, and the id that they have there.

    A name has to be whole, and to mean one; an address or a profile means all rows that have it.
    """
    found = [one for one in network.strangers if _means(text, one)]
    if not found:
        refuse(
            f'"{text}" is nobody with a file, and no contact of a roster has that name, address or '
            "profile. Look with: kith find"
        )
    if not _is_one(found):
        rows = counted(len(found), "row")
        refuse(f'{rows} of rosters have the name "{text}". Name an address or a profile of theirs.')
    keys = {key for one in found for key in _keys(one)}
    theirs = [one for one in network.strangers if one in found or keys & set(_keys(one))]
    places = {one.at for one in theirs}
    contacts = (replace(one, person=_ID) if one.at in places else one for one in network.contacts)
    people = {**network.people, _ID: _person(theirs)}
    return replace(network, people=people, contacts=tuple(contacts)), _ID


def _means(text: str, one: Contact) -> bool:
    key = address_key(text) if "@" in text else profile_slug(text)
    return fold(text) in map(fold, (one.name, *one.aliases)) or key in _keys(one)


def _keys(one: Contact) -> tuple[str, ...]:
    return (*profiles(one), *map(address_key, one.emails))


def _is_one(found: Sequence[Contact]) -> bool:
    """Whether all of some contacts hang together by an address or a profile."""
    known = set(_keys(found[0]))
    return all(known & set(_keys(one)) for one in found[1:])


def _person(theirs: Sequence[Contact]) -> Person:
    """A person of whom nothing is known but how they are called and reached."""
    names = dict.fromkeys(name for one in theirs for name in (one.name, *one.aliases))
    first, *others = names
    pages = [page for one in theirs for page in profiles(one)]
    reach = Reach(
        emails=tuple(dict.fromkeys(email for one in theirs for email in one.emails)),
        phones=tuple(dict.fromkeys(phone for one in theirs for phone in one.phones)),
        linkedin=pages[0] if pages else "",
    )
    return Person(_ID, "", first, theirs[0].at, aliases=tuple(others), reach=reach)
