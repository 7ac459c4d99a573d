"""Which contact of a roster a name means, for what is held on somebody who has no file."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.reach import Reach
from kithbook.book.roster_links import called, names_agree, pair_keys, profile_slug, profiles
from kithbook.text.addresses import address_key
from kithbook.text.problems import Location
from kithbook.text.refusal import refuse
from kithbook.text.telephone import asked_by, known_by
from kithbook.text.words import counted, fold

_ID = "contact-without-a-file"
_MOST = 9


def contact_as_person(network: Network, text: str) -> tuple[Network, str]:
    """The network with a contact as one of its people, and the id that they have there.

    A name has to be whole, and to mean one; an address or a profile means all rows that have it.
    """
    found = contacts_meant(network, text)
    if not found:
        refuse(
            f'"{text}" is nobody with a file, and no contact of a roster has that name, address, '
            "number or profile. Look with: kith find"
        )
    if not _is_one(network, found):
        rows = counted(len(found), "row")
        shown = "; ".join(f"{one.name}{_work(one)}, {_row(one.at)}" for one in found[:_MOST])
        more = f"; and {len(found) - _MOST} more" if len(found) > _MOST else ""
        refuse(
            f'{rows} of rosters could be "{text}": {shown}{more}. Name an address or a profile of '
            f"theirs, or the row: {_row(found[0].at)}"
        )
    theirs = _grown(network, found)
    places = {one.at for one in theirs}
    contacts = (replace(one, person=_ID) if one.at in places else one for one in network.contacts)
    people = {**network.people, _ID: _person(theirs)}
    return replace(network, people=people, contacts=tuple(contacts)), _ID


def contacts_meant(network: Network, text: str) -> list[Contact]:
    """The contacts without a file of this name, address, number or profile, or of one row.

    Refused where the row `rosters/x.csv:12` is of somebody with a file.
    """
    for one in network.contacts:
        owner = network.people.get(one.person or "")
        if owner and text in map(_row, one.places):
            refuse(f"{text} is a row of {owner.name}. Name them: {owner.id}")
    return [one for one in network.strangers if _means(text, one)]


def has_no_file(network: Network, text: str) -> None:
    """Refuses a name that only address books know, with what can be done; silent for others."""
    for one in contacts_meant(network, text):
        name = shlex.quote(text)
        refuse(
            f'"{text}" has no file and stands in an address book only, {_row(one.at)}. '
            f"Make a file for them with: kith promote {name} (what is held: "
            f"kith about {name} --export)"
        )


def _means(text: str, one: Contact) -> bool:
    key = address_key(text) if "@" in text else profile_slug(text)
    named = fold(text) in map(fold, (one.name, *one.aliases))
    return named or key in _keys(one) or text in map(_row, one.places) or _is_reached(text, one)


def _row(at: Location) -> str:
    return f"{at.path}:{at.line}"


def _is_reached(text: str, one: Contact) -> bool:
    asked = set(asked_by(text)) if not any(map(str.isalpha, text)) else set()
    return bool(asked) and any(asked & set(known_by(phone)) for phone in one.phones)


def _work(one: Contact) -> str:
    said = next(filter(None, (one.org, *one.emails, one.place)), "")
    return f" ({said})" if said else ""


def _keys(one: Contact) -> tuple[str, ...]:
    return (*profiles(one), *map(address_key, one.emails))


def _is_one(network: Network, found: Sequence[Contact]) -> bool:
    """Whether all of some contacts hang together, so that they are one person."""
    together = _grown(network, found[:1])
    return all(one in together for one in found)


def _grown(network: Network, found: Sequence[Contact]) -> list[Contact]:
    """Some contacts, and all of the same person: by a profile, an address, or the owner's word."""
    theirs = list(found)
    waiting = [one for one in network.strangers if one not in theirs]
    for asked in theirs:
        said = {key for pair in network.the_same if pair & pair_keys(asked) for key in pair}
        more = [one for one in waiting if _are_one(asked, one, said)]
        theirs += more
        waiting = [one for one in waiting if one not in more]
    return theirs


def _are_one(one: Contact, other: Contact, said: AbstractSet[str]) -> bool:
    """Whether two are one; a mailbox may be shared, so the names have to agree with it."""
    if set(profiles(one)) & set(profiles(other)) or said & pair_keys(other):
        return True
    mails = set(map(address_key, one.emails)) & set(map(address_key, other.emails))
    names, others = called(one), called(other)
    return bool(mails) and (not names or not others or names_agree(names, others))


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
