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

from kithbook.book.card_roster import is_group, read_card_roster
from kithbook.book.contact import Contact
from kithbook.book.roster_cells import day_in, plain_number
from kithbook.book.roster_links import called, profiles
from kithbook.exchange.alignment import Listed
from kithbook.exchange.roster_table import split_name
from kithbook.exchange.same_people import Somebody
from kithbook.text.addresses import address_key
from kithbook.text.dates import DateFault
from kithbook.text.source import Source
from kithbook.text.telephone import written_number
from kithbook.text.vcards import CardProperty, VCard, read_cards
from kithbook.text.words import fold

OF_THE_FILE = frozenset(("VERSION", "PRODID", "REV", "BEGIN", "END", "X-ABUID"))
"""What says nothing of somebody, and is never merged."""
_STRUCTURED = ("N", "ADR", "ORG")
_PICTURES = ("PHOTO", "LOGO", "SOUND", "KEY")
_DAYS = ("BDAY", "ANNIVERSARY", "DEATHDATE")
_LABELS = "X-AB"
_GROUP = re.compile(r"^\s*[\w-]+\.")


@dataclass(frozen=True)
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

    @cached_property
    def key(self) -> str:
        """What two ways of writing the value share; empty where there is none."""
        return _key(self.main)

    @cached_property
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


@dataclass(frozen=True)
class RosterCard:
    """One card: its first and last line (0 where it has no end), and what is known of it."""

    card: VCard
    known: Somebody
    contact: Contact | None
    entries: tuple[CardEntry, ...]

    @property
    def last(self) -> int:
        """The last line of the card."""
        return self.card.end or max(
            (one.end for one in self.card.properties), default=self.card.line
        )

    def of(self, name: str) -> list[CardEntry]:
        """The entries of one name, each value once."""
        found = {one.key: one for one in reversed(self.entries) if one.name == name and one.key}
        return list(reversed(found.values()))

    @property
    def listed(self) -> Listed:
        """The card for matching."""
        values = sorted(f"{one.name} {one.key}" for one in self.entries if one.key)
        return ListedCard(self.known, tuple(values))


class ListedCard(Listed):
    """A card for matching: its properties stand in no order of their own."""

    @property
    def parts(self) -> frozenset[str]:
        """Each property with its name."""
        return frozenset(self.values)


@dataclass(frozen=True)
class RosterCards:
    """The cards of a file that stand in no other, and the lines with their ends."""

    lines: tuple[str, ...]
    cards: tuple[RosterCard, ...]
    lead: str = ""

    def written(self, one: CardProperty) -> list[str]:
        """The lines of a property."""
        return list(self.lines[one.line - 1 : one.end])


def roster_cards(source: Source) -> RosterCards:
    """The cards in a text."""
    contacts = {one.at.line: one for one in read_card_roster(source)[0]}
    lead = "\ufeff" if source.text.startswith("\ufeff") else ""
    lines = tuple(StringIO(source.text.removeprefix(lead), newline=""))
    cards = tuple(
        RosterCard(card, _known(card, contact), contact, tuple(_entries(card)))
        for card in _outermost(read_cards(source.text).cards)
        for contact in (contacts.get(card.line),)
    )
    return RosterCards(lines, cards, lead)


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
