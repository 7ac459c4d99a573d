"""What any address book can say of somebody: the one record that readers make and writers take.

The fields are those of vCard (RFC 6350), since every other format is a part of it; what has no
field of its own is kept in `beside`, so that nothing of a source is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name by its parts (N, RFC 6350 section 6.2.2); a part of several is a tuple of them."""

    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    additional: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with what it is for, as the source says it: HOME, WORK, CELL, or the owner's word."""

    value: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address by its parts (ADR, RFC 6350 section 6.3.1), and as the source writes it whole."""

    box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    code: str = ""
    country: str = ""
    labels: tuple[str, ...] = ()
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day to remember; one that is no date stays in its words."""

    on: PartialDate | None
    written: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph: its bytes in base 64 and their kind, or an address, which is never fetched."""

    data: str = ""
    kind: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a source says that no field holds: its name there, the value as written, its line."""

    name: str
    value: str
    line: int = 0
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Somebody as an address book has them.

    `uid` is what the source calls them by and keeps: a UID, the slug of a profile, an id.
    `related` are names or UIDs of others, labelled with what they are; `messengers` are labelled
    with the service. `connected` and `through` are when and by whom one met.
    """

    at: Location
    name: str = ""
    parts: NameParts = NameParts()
    uid: str = ""
    nicknames: tuple[str, ...] = ()
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    organization: tuple[str, ...] = ()
    title: str = ""
    role: str = ""
    urls: tuple[Labelled, ...] = ()
    messengers: tuple[Labelled, ...] = ()
    notes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    born: Day | None = None
    anniversary: Day | None = None
    died: Day | None = None
    days: tuple[Day, ...] = ()
    related: tuple[Labelled, ...] = ()
    photos: tuple[Photo, ...] = ()
    connected: PartialDate | None = None
    through: str = ""
    beside: tuple[Beside, ...] = field(default=())
