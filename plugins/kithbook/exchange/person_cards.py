"""People and contacts of the book as cards for other programs; what is private stays here.

The log, needs, promises, circles and consents never go along; notes and what somebody needs, offers
and knows go only where they are asked for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.exchange.contact_card import ContactCard, Day, Labelled, NameParts, PostalAddress
from kithbook.exchange.vcard_words import USES, relation
from kithbook.insight.channels import account_url, linkedin_url, mastodon_url, phone_url, web_url
from kithbook.language.given_names import first_name, is_particle
from kithbook.text.addresses import read_address
from kithbook.text.dates import PartialDate
from kithbook.text.name_links import links_as_names
from kithbook.text.turned_names import turned_name
from kithbook.text.words import fold

NOTES, NEEDS = "notes", "needs"
ALONG = (NOTES, NEEDS)
"""What goes along only where it is asked for."""
_SPACE = uuid.UUID("1c7b7a2e-94b4-5d51-8a1e-2f0c6f1d9b37")


def person_uid(person: str) -> str:
    """The UID of somebody with a file: the same for as long as the file has its name."""
    return str(uuid.uuid5(_SPACE, f"person:{person}"))


def person_card(network: Network, one: Person, along: frozenset[str] = frozenset()) -> ContactCard:
    """Somebody with a file, as an address book has them."""
    reach, more = one.reach, NOTES in along
    others = tuple(_other_ways(one))
    return ContactCard(
        at=one.at,
        name=one.name,
        parts=name_parts(one.name),
        uid=person_uid(one.id),
        nicknames=one.aliases,
        emails=(*_ranked(reach.emails), *(way for kind, way in others if kind == "email")),
        phones=(*_ranked(reach.phones), *(way for kind, way in others if kind == "phone")),
        addresses=_addresses(reach.address, one.place),
        organization=(one.org,) if one.org else (),
        title=one.role,
        urls=(Labelled(web_url(reach.web) or reach.web),) if reach.web else (),
        messengers=(*_accounts(one), *(way for kind, way in others if kind == "account")),
        notes=tuple(_notes(one, along)),
        categories=one.tags,
        born=_day(one.born),
        died=_day(one.died),
        days=tuple(Day(day.on, what=day.what) for day in one.dates),
        related=tuple(_ties(network, one)),
        connected=one.met.on if more else None,
        through=network.shown(one.met.through) if more and one.met.through else "",
    )


def contact_card(one: Contact, along: frozenset[str] = frozenset()) -> ContactCard:
    """Somebody of a roster without a file; the UID is made of what finds them there."""
    key = "\x1f".join((one.at.path, one.url or next(iter(one.emails), one.name)))
    more = NOTES in along
    return ContactCard(
        at=one.at,
        name=one.name,
        parts=name_parts(one.name),
        uid=str(uuid.uuid5(_SPACE, f"contact:{key}")),
        nicknames=one.aliases,
        emails=_ranked(one.emails),
        phones=_ranked(one.phones),
        addresses=_addresses("", one.place),
        organization=(one.org,) if one.org else (),
        title=one.role,
        urls=tuple(Labelled(page) for page in filter(None, (one.url, *one.pages))),
        notes=(one.notes,) if more and one.notes else (),
        categories=one.tags,
        born=_day(one.born),
        connected=one.connected if more else None,
    )


def name_parts(name: str) -> NameParts:
    """A name in parts; all of it a given name where nobody can tell the family name by rule."""
    whole = turned_name(name) or name
    first = first_name(whole)
    rest = whole[len(first) :].split()
    if first == whole or not whole.startswith(first) or not rest or "," in whole:
        return NameParts(given=(name,))
    at = next((at for at, word in enumerate(rest) if is_particle(fold(word))), len(rest) - 1)
    middle = (" ".join(rest[:at]),) if at else ()
    return NameParts((" ".join(rest[at:]),), (first,), middle)


def _ranked(values: tuple[str, ...]) -> tuple[Labelled, ...]:
    """Values in their order, the first marked where there are several."""
    several = len(values) > 1
    first = (Labelled(one, ("PREF",) if several else ()) for one in values[:1])
    return (*first, *map(Labelled, values[1:]))


def _addresses(address: str, place: str) -> tuple[PostalAddress, ...]:
    """Where somebody lives: telephones show the parts alone, so the whole is the street."""
    if not (address or place):
        return ()
    city = "" if fold(place) in fold(address) and address else place
    return (PostalAddress(street=address, city=city, whole=address),)


def _accounts(one: Person) -> Iterator[Labelled]:
    reach = one.reach
    if reach.linkedin:
        yield Labelled(linkedin_url(reach.linkedin) or reach.linkedin, ("linkedin",))
    if reach.mastodon:
        yield Labelled(mastodon_url(reach.mastodon) or reach.mastodon, ("Mastodon",))
    if reach.signal:
        yield Labelled(reach.signal, ("Signal",))


def _other_ways(one: Person) -> Iterator[tuple[str, Labelled]]:
    """Ways under a key of the owner's own, each as what it looks like."""
    for way in one.reach.others:
        label = way.key.upper() if way.key.upper() in USES else way.key
        if link := account_url(way.key, way.text):
            yield "account", Labelled(link, (way.key,))
        elif read_address(way.text):
            yield "email", Labelled(way.text, (label,))
        elif phone_url(way.text):
            yield "phone", Labelled(way.text, (label,))
        else:
            yield "account", Labelled(way.text, (way.key,))


def _notes(one: Person, along: frozenset[str]) -> Iterator[str]:
    if NOTES in along and one.notes.strip():
        yield links_as_names(one.notes).strip()
    if NEEDS not in along:
        return
    for what, phrases in (("Needs", one.needs), ("Offers", one.offers), ("Knows", one.knows)):
        if said := [phrase.text for phrase in phrases]:
            yield links_as_names(f"{what}: {'; '.join(said)}")


def _ties(network: Network, one: Person) -> Iterator[Labelled]:
    for tie in one.ties:
        yield Labelled(network.shown(tie.to), (relation(tie.kind),) if tie.kind else ())


def _day(on: PartialDate | None) -> Day | None:
    return Day(on) if on else None
