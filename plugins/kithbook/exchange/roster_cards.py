"""A file of cards as text that can be merged: its lines, and each card by its properties.

A property and what labels it in the same group (`item1.X-ABLabel`) are one entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from kithbook.book.card_roster import contacts_of_cards, is_group
from kithbook.book.contact import Contact
from kithbook.book.roster_cells import day_in, plain_number
from kithbook.book.roster_links import called, profiles
from kithbook.exchange.alignment import Listed
from kithbook.exchange.same_people import Somebody
from kithbook.text.addresses import address_key
from kithbook.text.dates import DateFault
from kithbook.text.source import Source
from kithbook.text.telephone import written_number
from kithbook.text.turned_names import split_name
from kithbook.text.vcards import CardProperty, VCard, read_cards
from kithbook.text.words import fold

OF_THE_FILE = frozenset(("VERSION", "PRODID", "REV", "BEGIN", "END", "X-ABUID"))
"""What says nothing of somebody, and is never merged."""
_STRUCTURED = ("N", "ADR", "ORG")
_PICTURES = ("PHOTO", "LOGO", "SOUND", "KEY")
_DAYS = ("BDAY", "ANNIVERSARY", "DEATHDATE")
_LABELS = "X-AB"
_GROUP = re.compile(r"^\s*[\w-]+\.")


@dataclass(frozen=True, slots=True)
class CardEntry:
    """A property of a card with the labels of its group."""

    main: CardProperty
    labels: tuple[CardProperty, ...] = ()

    @property
    def name(self) -> str:
        """What kind of property it is."""
        return self.main.name

    @property
    def every(self) -> tuple[CardProperty, ...]:
        """All properties of the entry."""
        return (self.main, *self.labels)

    @property
    def key(self) -> str:
        """What two ways of writing the value share; empty where there is none."""
        return _key(self.main)

    @property
    def labelled(self) -> tuple[str, ...]:
        """What the value is for."""
        return (*sorted(set(self.main.types)), *(one.text() for one in self.labels))

    @property
    def shown(self) -> str:
        """The value as it is told of."""
        if self.name in _PICTURES:
            return "a picture" if self.name == "PHOTO" else self.name.lower()
        texts = self.main.parts() if self.name in _STRUCTURED else (self.main.text(),)
        return ", ".join(" ".join(text.split()) for text in texts if text.strip())


@dataclass(frozen=True, slots=True)
class RosterCard:
    """One card, what is known of whom it is about, and the contact that the book reads of it."""

    card: VCard
    known: Somebody
    contact: Contact | None

    @property
    def entries(self) -> tuple[CardEntry, ...]:
        """Its properties, each with the labels of its group."""
        return tuple(_entries(self.card))

    @property
    def letters(self) -> tuple[str, ...]:
        """All that the card says, as it is written."""
        said = sorted(
            (one.name, one.written)
            for one in self.card.properties
            if one.name not in OF_THE_FILE and one.written.strip(" ;")
        )
        return tuple(text for pair in said for text in pair)

    @property
    def last(self) -> int:
        """The last line of the card."""
        return self.card.end or max(
            (one.end for one in self.card.properties), default=self.card.line
        )

    def by_name(self) -> dict[str, list[CardEntry]]:
        """The entries by their names, each value once."""
        found: dict[str, dict[str, CardEntry]] = defaultdict(dict)
        for one in self.entries:
            if key := one.key:
                found[one.name].setdefault(key, one)
        return {name: list(there.values()) for name, there in found.items()}

    def says_the_same(self, later: RosterCard) -> bool:
        """Whether a later export says what this one said, labels and all."""
        mine, others = self.card.properties, later.card.properties
        return len(mine) == len(others) and all(
            (one.name, one.group, one.parameters, one.written)
            == (other.name, other.group, other.parameters, other.written)
            for one, other in zip(mine, others, strict=True)
        )

    @property
    def listed(self) -> Listed:
        """The card for matching."""
        return ListedCard(self.known, self.letters, self)


@dataclass(frozen=True, slots=True)
class ListedCard(Listed):
    """A card for matching: by its letters, or by what its properties mean."""

    card: RosterCard

    @property
    def parts(self) -> frozenset[str]:
        """Each property with its name."""
        return frozenset(f"{one.name} {one.key}" for one in self.card.entries if one.key)

    @property
    def count(self) -> int:
        """How many properties say something."""
        return len(self.parts)


@dataclass(frozen=True)
class RosterCards:
    """The cards of a file that stand in no other, and its text without a mark before it."""

    text: str
    cards: tuple[RosterCard, ...]
    lead: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines with their ends."""
        return tuple(StringIO(self.text, newline=""))

    def written(self, one: CardProperty) -> list[str]:
        """The lines of a property."""
        return list(self.lines[one.line - 1 : one.end])


def roster_cards(source: Source) -> RosterCards:
    """The cards in a text."""
    file = read_cards(source.text)
    contacts = {one.at.line: one for one in contacts_of_cards(file, source.path)[0]}
    lead = "\ufeff" if source.text.startswith("\ufeff") else ""
    cards = tuple(
        RosterCard(card, _known(card, contact), contact)
        for card in _outermost(file.cards)
        for contact in (contacts.get(card.line),)
    )
    return RosterCards(source.text.removeprefix(lead), cards, lead)


def _outermost(cards: Sequence[VCard]) -> Iterator[VCard]:
    end = 0
    for card in cards:
        if card.line > end:
            yield card
            end = max(end, card.end)


def _known(card: VCard, contact: Contact | None) -> Somebody:
    ids = [f"uid {one.text().strip()}" for one in card.of("UID") if one.text().strip()]
    if contact is None or is_group(card):
        return Somebody(ids=tuple(ids))
    names = called(contact)
    given, family = _parts_of_name(card)
    if not family and names:
        given, family = split_name(names[0])
    ids += (f"url {slug}" for slug in profiles(contact))
    return Somebody(
        names, given, family, tuple(ids), contact.emails, contact.phones, contact.born, contact.org
    )


def _parts_of_name(card: VCard) -> tuple[str, str]:
    for one in card.of("N"):
        family, given, *_ = (*one.parts(), "", "")
        return given.strip(), family.strip()
    return "", ""


def _entries(card: VCard) -> Iterator[CardEntry]:
    labels: dict[str, list[CardProperty]] = defaultdict(list)
    for one in card.properties:
        if one.group and one.name.startswith(_LABELS):
            labels[one.group].append(one)
    told: set[str] = set()
    for one in card.properties:
        if one.name in OF_THE_FILE or (one.group and one.name.startswith(_LABELS)):
            continue
        beside = labels.get(one.group, []) if one.group not in told else []
        told.add(one.group or "-")
        yield CardEntry(one, tuple(beside))


def _key(one: CardProperty) -> str:
    if one.name == "EMAIL":
        return address_key(one.text())
    if one.name == "TEL":
        number = plain_number(one.text())
        return written_number(number).digits or fold(number)
    if one.name in _STRUCTURED:
        return ";".join(" ".join(part.split()) for part in one.parts()).rstrip(";")
    if one.name in _PICTURES:
        return "".join(one.written.split())
    text = " ".join(one.raw().split())
    return _day(text) if one.name in _DAYS else text


def _day(text: str) -> str:
    try:
        return str(day_in(text) or "")
    except DateFault:
        return text


def in_group(lines: Sequence[str], group: str) -> list[str]:
    """The lines of a property with another name for its group."""
    return [_GROUP.sub(f"{group}.", lines[0], count=1), *lines[1:]] if lines else []
