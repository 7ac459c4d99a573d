"""Which field of a card each of its properties goes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kithbook.exchange.contact_card import Beside, Day, Labelled, NameParts, Photo, PostalAddress
from kithbook.exchange.vcard_days import day_of, day_said
from kithbook.exchange.vcard_pictures import photo_of
from kithbook.exchange.vcard_words import (
    ANDROID_RELATIONS,
    ANNIVERSARY,
    PREFERRED,
    RELATION_PROPERTIES,
    SERVICE_PROPERTIES,
    USES,
    clean,
    plain_label,
    relation,
    service_address,
)
from kithbook.text.addresses import bare_address
from kithbook.text.vcards import CardProperty, unescaped

_FRAME = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"))
_PARTS, _WITH_WHOLE, _LAST = 7, 8, 1000
_ANDROID_DAYS = ("", ANNIVERSARY, "", "BDAY")
LAYOUT = "how the lines of an address are laid out (X-ABADR)"
MORE_PARTS = "parts of a name or an address beyond the seven there are"


@dataclass
class ReadCard:
    """The fields of a card while it is read; `odd` tells what is left out, with the lines."""

    name: str = ""
    parts: NameParts | None = None
    uid: str = ""
    title: str = ""
    role: str = ""
    organization: tuple[str, ...] | None = None
    born: Day | None = None
    anniversary: Day | None = None
    died: Day | None = None
    connected: Day | None = None
    through: str = ""
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ranked: dict[str, list[tuple[int, Labelled]]] = field(default_factory=lambda: defaultdict(list))
    addresses: list[tuple[int, PostalAddress]] = field(default_factory=list)
    unlabelled: dict[object, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Which addresses have no whole yet, by their group and by what they are for."""
    related: list[Labelled] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    odd: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    mapped: set[str] = field(default_factory=set)
    words: dict[str, list[str]] = field(default_factory=dict)
    old: bool = False

    def labels(self, one: CardProperty) -> tuple[str, ...]:
        """What a value is for: its types, whether it is preferred, and the owner's words."""
        types = [clean(kind) for kind in one.types if clean(kind) != PREFERRED]
        known, others = (
            [kind for kind in types if (kind in USES) is known] for known in (True, False)
        )
        first = (PREFERRED,) if _rank(one) == 1 else ()
        own = (*self.words.get(one.group, ()), *one.parameters.get("X-ABLABEL", ()))
        said = (*known, *first, *others, *map(plain_label, own))
        return tuple(dict.fromkeys(filter(None, said)))

    def in_order(self, field_name: str) -> tuple[Labelled, ...]:
        """The values of a field, what is preferred first, each once."""
        ranked = sorted(self.ranked[field_name], key=lambda each: each[0])
        return tuple(dict.fromkeys(one for _, one in ranked))


def _rank(one: CardProperty) -> int:
    """How much a value is preferred, 1 before all others (PREF, RFC 6350 section 5.3)."""
    said = next(iter(one.parameters.get("PREF", ())), "")
    if PREFERRED in one.types:
        return 1
    return int(said) if said.isdecimal() and said.isascii() else _LAST


def _once(field_name: str) -> Callable[[ReadCard, CardProperty], bool]:
    def take(read: ReadCard, one: CardProperty) -> bool:
        text = clean(one.text())
        if getattr(read, field_name) or not text:
            return False
        setattr(read, field_name, text)
        return True

    return take


def _several(field_name: str) -> Callable[[ReadCard, CardProperty], bool]:
    def take(read: ReadCard, one: CardProperty) -> bool:
        texts = [clean(one.text())] if field_name == "notes" else list(map(clean, one.items()))
        found = [text for text in texts if text]
        read.texts[field_name].extend(found)
        return bool(found)

    return take


def _labelled(field_name: str, value: Callable[[str], str]) -> Callable[..., bool]:
    def take(read: ReadCard, one: CardProperty) -> bool:
        text = value(clean(one.text()))
        if text:
            read.ranked[field_name].append((_rank(one), Labelled(text, read.labels(one))))
        return bool(text)

    return take


def _number(text: str) -> str:
    """A telephone number without the marks that programs put round it."""
    text = text.translate(_FRAME).strip()
    return text[4:].strip() if text.lower().startswith("tel:") else text


def _name_parts(read: ReadCard, one: CardProperty) -> bool:
    if read.parts is not None:
        return False
    pieces = one.pieces() if not read.old else tuple((part,) for part in one.parts())
    parts = [tuple(filter(None, map(clean, part))) for part in pieces]
    none: list[tuple[str, ...]] = [()] * _PARTS
    family, given, additional, prefixes, suffixes, *more = (*parts, *none)
    # RFC 9554: a second family name, then a generation; both mostly stand before already.
    second, generation, *rest = more
    family += tuple(text for text in second if text not in family)
    suffixes += tuple(text for text in generation if text not in suffixes)
    if any(rest):
        read.odd[MORE_PARTS].append(one.line)
    read.parts = NameParts(family, given, additional, prefixes, suffixes)
    return True


def _organization(read: ReadCard, one: CardProperty) -> bool:
    parts = list(map(clean, one.parts()))
    while parts and not parts[-1]:
        parts.pop()
    if read.organization is not None or not parts:
        return False
    read.organization = tuple(parts)
    return True


def _address(read: ReadCard, one: CardProperty) -> bool:
    parts = [clean(part) for part in (*one.parts(), *[""] * _PARTS)]
    own, more = parts[:_PARTS], [part for part in parts[_PARTS:] if part]
    whole = clean(unescaped(next(iter(one.parameters.get("LABEL", ())), "")))
    if len(one.parts()) == _WITH_WHOLE and more:
        whole = whole or more[0]
    elif more:
        read.odd[MORE_PARTS].append(one.line)
    box, extended, street, city, region, code, country = own
    labels = read.labels(one)
    made = PostalAddress(box, extended, street, city, region, code, country, labels, whole)
    for key in (one.group, labels) if not whole else ():
        read.unlabelled[key].append(len(read.addresses))
    read.addresses.append((_rank(one), made))
    return True


def _whole_address(read: ReadCard, one: CardProperty) -> bool:
    """The address as on an envelope: of the parts in its group, else of those before it."""
    text, labels = clean(one.text()), read.labels(one)
    waiting = read.unlabelled[one.group or labels]
    while waiting:
        at = waiting.pop()
        rank, there = read.addresses[at]
        if not there.whole:
            read.addresses[at] = (rank, replace(there, whole=text))
            return True
    read.addresses.append((_rank(one), PostalAddress(labels=labels, whole=text)))
    return bool(text)


def _apple_address(read: ReadCard, one: CardProperty) -> bool:
    text = clean(one.text())
    if len(text) <= len("usa"):
        read.odd[LAYOUT].append(one.line)
        return True
    return _whole_address(read, one)


def _messenger(read: ReadCard, one: CardProperty) -> bool:
    named = (*one.parameters.get("X-SERVICE-TYPE", ()), *one.parameters.get("SERVICE-TYPE", ()))
    said = clean(SERVICE_PROPERTIES.get(one.name) or next(iter(named), ""))
    service, name = service_address(said, clean(one.text()))
    return _take_messenger(read, one, service, name)


def _take_messenger(read: ReadCard, one: CardProperty, service: str, name: str) -> bool:
    labels = tuple(dict.fromkeys(filter(None, (service, *read.labels(one)))))
    if name:
        read.ranked["messengers"].append((_rank(one), Labelled(name, labels)))
    return bool(name)


def _profile(read: ReadCard, one: CardProperty) -> bool:
    """A page on a network, `X-SOCIALPROFILE;type=linkedin`: the type is the network."""
    if "SERVICE-TYPE" in one.parameters or "X-SERVICE-TYPE" in one.parameters:
        return _messenger(read, one)
    kinds = list(map(clean, one.kinds))
    service = next((kind for kind in kinds if kind.upper() not in ("HOME", "WORK", "PREF")), "")
    name = clean(one.text()).removeprefix("x-apple:")
    labels = [label for label in read.labels(one) if label != service.upper()]
    if name:
        told = Labelled(name, tuple(dict.fromkeys(filter(None, (service, *labels)))))
        read.ranked["messengers"].append((_rank(one), told))
    return bool(name)


def _day_once(field_name: str) -> Callable[[ReadCard, CardProperty], bool]:
    def take(read: ReadCard, one: CardProperty) -> bool:
        day = day_of(one)
        if getattr(read, field_name) or day is None:
            return False
        setattr(read, field_name, day)
        return True

    return take


def _dated(read: ReadCard, one: CardProperty) -> bool:
    what = ", ".join(label for label in read.labels(one) if label != PREFERRED)
    day = day_of(one, what)
    return day is not None and _take_day(read, day)


def _take_day(read: ReadCard, day: Day) -> bool:
    if day.what == ANNIVERSARY and read.anniversary is None:
        read.anniversary = Day(day.on, day.written)
    else:
        read.days.append(day)
    return True


def _related(read: ReadCard, one: CardProperty) -> bool:
    said = RELATION_PROPERTIES.get(one.name)
    own = (*read.words.get(one.group, ()), *one.parameters.get("X-ABLABEL", ()))
    plain = (clean(kind) for kind in one.kinds if kind.upper() != PREFERRED)
    labels = (relation(label) for label in (said, *plain, *map(plain_label, own)) if label)
    text = clean(one.text())
    if text:
        read.related.append(Labelled(text, tuple(dict.fromkeys(labels))))
    return bool(text)


def _photo(read: ReadCard, one: CardProperty) -> bool:
    found = photo_of(one)
    if found:
        read.photos.append(found)
    return found is not None


def _android(read: ReadCard, one: CardProperty) -> bool:
    """`vnd.android.cursor.item/nickname;Nick;1;;;`: the value, its number, the owner's word."""
    kind, value, number, word, *_ = (*map(clean, one.parts()), "", "", "", "")
    at = int(number) if number.isdecimal() and number.isascii() else 0
    last = kind.rpartition("/")[2]
    if last == "nickname" and value:
        read.texts["nicknames"].append(value)
    elif last == "relation" and value:
        known = ANDROID_RELATIONS[at] if at < len(ANDROID_RELATIONS) else ""
        read.related.append(Labelled(value, tuple(filter(None, (known or relation(word),)))))
    elif last == "contact_event" and (day := day_said(value, word)):
        known = _ANDROID_DAYS[at] if at < len(_ANDROID_DAYS) else ""
        if known == "BDAY" and read.born is None:
            read.born = Day(day.on, day.written)
            return True
        return _take_day(read, Day(day.on, day.written, known or word))
    else:
        return False
    return True


FIELDS: dict[str, Callable[[ReadCard, CardProperty], bool]] = {
    "FN": _once("name"), "UID": _once("uid"), "TITLE": _once("title"), "ROLE": _once("role"),
    "N": _name_parts, "ORG": _organization,
    "NICKNAME": _several("nicknames"), "CATEGORIES": _several("categories"),
    "NOTE": _several("notes"),
    "EMAIL": _labelled("emails", bare_address), "TEL": _labelled("phones", _number),
    "URL": _labelled("urls", str), "X-EVOLUTION-BLOG-URL": _labelled("urls", str),
    "X-EVOLUTION-VIDEO-URL": _labelled("urls", str),
    "ADR": _address, "LABEL": _whole_address, "X-ABADR": _apple_address,
    "IMPP": _messenger, "X-SOCIALPROFILE": _profile, "SOCIALPROFILE": _profile,
    **dict.fromkeys(SERVICE_PROPERTIES, _messenger),
    "BDAY": _day_once("born"), "X-BDAY": _day_once("born"),
    "DEATHDATE": _day_once("died"), "X-DEATHDATE": _day_once("died"),
    **dict.fromkeys(
        ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY"),
        _day_once("anniversary"),
    ),
    "X-ABDATE": _dated, "RELATED": _related, "X-ABRELATEDNAMES": _related,
    **dict.fromkeys(RELATION_PROPERTIES, _related),
    "X-KITHBOOK-CONNECTED": _day_once("connected"), "X-KITHBOOK-THROUGH": _once("through"),
    "PHOTO": _photo, "X-ANDROID-CUSTOM": _android,
}  # fmt: skip
