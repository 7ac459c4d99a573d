"""One card as a record: each of its lines in a field, kept beside, or told to be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.exchange.contact_card import (
    Beside,
    ContactCard,
    Labelled,
    NameParts,
    PostalAddress,
)
from kithbook.exchange.vcard_pictures import bytes_beside, claims_bytes, is_of_bytes
from kithbook.exchange.vcard_properties import FIELDS, ReadCard
from kithbook.exchange.vcard_words import PRODUCT, clean, plain_label, words_of
from kithbook.text.problems import Location
from kithbook.text.vcards import CardProperty, VCard

_SAID = words_of(
    "TYPE ENCODING CHARSET VALUE PREF SERVICE-TYPE X-SERVICE-TYPE X-APPLE-OMIT-YEAR "
    "MEDIATYPE LABEL X-ABLABEL"
)
_FORM = frozenset(("VERSION", "BEGIN", "END", "PROFILE"))
_UNLABELLED = words_of(
    "FN N UID TITLE ROLE ORG NICKNAME CATEGORIES NOTE BDAY DEATHDATE ANNIVERSARY PHOTO"
)
_LABEL = "X-ABLABEL"
_MOST_WORDS = 9
"""Of one group; each of its properties gets all of them."""
NO_VALUE = "lines on which no value stands"
BROKEN = "pictures, sounds and keys whose bytes are broken"
PARTICULARS = "remarks on values that are taken, such as their language or order: {name}"
INNER = "cards inside of others, each read as one of its own"


def read_card(card: VCard) -> ReadCard:
    """The fields of one card."""
    read = ReadCard(old=any(one.written.strip() == "2.1" for one in card.of("VERSION")))
    for one in card.of(_LABEL):
        words = read.words.setdefault(one.group, []) if one.group else []
        if len(words) < _MOST_WORDS:
            words.append(one.text())
    labelled = {one.group for one in card.properties if one.name not in (*_UNLABELLED, _LABEL)}
    for one in card.properties:
        if one.name == _LABEL and one.group and one.group in labelled and clean(one.text()):
            read.mapped.add(one.name)
        else:
            _place(read, one)
    return read


def _place(read: ReadCard, one: CardProperty) -> None:
    if one.name in _FORM or (one.name == "PRODID" and one.written == PRODUCT):
        return
    if one.name == "AGENT" and one.written.upper().startswith("BEGIN:VCARD"):
        read.odd[INNER].append(one.line)
        return
    if not one.written.strip(" ;,\t\r\n") and not one.parameters.get("LABEL"):
        read.odd[NO_VALUE].append(one.line)
        return
    for name in one.parameters:
        if name not in _SAID and one.name in FIELDS:
            read.odd[PARTICULARS.format(name=name)].append(one.line)
    if one.name in FIELDS and FIELDS[one.name](read, one):
        read.mapped.add(one.name)
    else:
        _keep(read, one)


def _keep(read: ReadCard, one: CardProperty) -> None:
    if is_of_bytes(one.name) or one.is_data:
        if found := bytes_beside(one):
            read.beside.append(found)
            return
        if claims_bytes(one):
            read.odd[BROKEN].append(one.line)
            return
    if value := clean(one.raw()).replace("\n", "\\n"):
        read.beside.append(Beside(one.name, value, one.line, _parameters(read, one)))
    else:
        read.odd[NO_VALUE].append(one.line)


def _parameters(read: ReadCard, one: CardProperty) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands before the colon, with the owner's word for it; nothing of how it is encoded."""
    said = {
        name: _whole(values)
        for name, values in one.parameters.items()
        if name not in ("ENCODING", "CHARSET")
    }
    own = read.words.get(one.group, ()) if one.name != _LABEL else ()
    if own:
        said[_LABEL] = (*said.get(_LABEL, ()), *_whole(map(plain_label, own)))
    return tuple((name, values) for name, values in said.items() if values)


def card_of(card: VCard, path: str) -> tuple[ContactCard, ReadCard]:
    """A card as a record, and what was seen on the way."""
    read = read_card(card)
    addresses = tuple(one for _, one in sorted(read.addresses, key=lambda each: each[0]))
    emails, phones = read.in_order("emails"), read.in_order("phones")
    made = ContactCard(
        at=Location(path, card.line),
        name=next(_names(read, emails, phones), ""),
        parts=read.parts or NameParts(),
        uid=read.uid,
        addresses=tuple(one for one in addresses if one != PostalAddress(labels=one.labels)),
        organization=read.organization or (),
        title=read.title,
        role=read.role,
        born=read.born,
        anniversary=read.anniversary,
        died=read.died,
        connected=read.connected.on if read.connected else None,
        through=read.through,
        days=tuple(read.days),
        related=tuple(read.related),
        photos=tuple(read.photos),
        beside=tuple(read.beside),
        nicknames=tuple(read.texts["nicknames"]),
        notes=tuple(read.texts["notes"]),
        categories=tuple(read.texts["categories"]),
        emails=emails,
        phones=phones,
        urls=read.in_order("urls"),
        messengers=read.in_order("messengers"),
    )
    return made, read


def _names(read: ReadCard, *addresses: tuple[Labelled, ...]) -> Iterator[str]:
    """What somebody can be called, the best first."""
    if read.name:
        yield " ".join(read.name.split())
    if parts := read.parts:
        words = (*(parts.given or parts.prefixes), *parts.additional, *parts.family)
        yield from filter(None, (" ".join(" ".join(words).split()),))
    yield from read.texts["nicknames"]
    yield from filter(None, read.organization or ())
    yield from (one.value for several in addresses for one in several)


def _whole(values: Iterable[str]) -> tuple[str, ...]:
    """Values of a parameter as one can stand between quotes."""
    texts = (" ".join(clean(value).replace('"', "'").split()) for value in values)
    return tuple(filter(None, texts))
