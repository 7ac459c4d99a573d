"""All that the rows and cards of an address book in the book say, by the lines on which they stand.

A row is read by the map that its owner confirmed for the table, else as its program means it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kithbook.book.address_books import open_address_book
from kithbook.exchange.card_fields import same_way
from kithbook.exchange.contact_card import ContactCard, Labelled
from kithbook.exchange.owners_side import owners_side
from kithbook.exchange.recognition import recognise_text
from kithbook.exchange.table_recognition import TABLE
from kithbook.text.refusal import Declined
from kithbook.text.source import Source
from kithbook.text.words import fold


def cards_of(root: Path, path: str) -> dict[int, ContactCard]:
    """The cards of an address book; none where it cannot be read as one."""
    source = open_address_book(root, root / path).source
    if source is None:
        return {}
    try:
        return _by_line(root, source)
    except Declined:
        return {}


def _by_line(root: Path, source: Source) -> dict[int, ContactCard]:
    stem = PurePosixPath(source.path).stem
    maps = [one for one in owners_side(root).maps if one.stem == stem]
    # Its columns may bear names of ours since, by which it looks like an export of LinkedIn.
    found = recognise_text(source, TABLE if maps else None, maps)
    return {card.at.line: card for card in found.cards}


def with_row(card: ContactCard, row: ContactCard | None, *, more: bool) -> ContactCard:
    """A contact's card with all that its row says; `more` lets notes and how one met go along."""
    if row is None:
        return card
    return replace(
        card,
        nicknames=_texts(card.nicknames, row.nicknames),
        emails=_labelled(row.emails, card.emails),
        phones=_labelled(row.phones, card.phones),
        addresses=row.addresses or card.addresses,
        organization=row.organization or card.organization,
        title=card.title or row.title,
        role=row.role if row.role != (card.title or row.title) else "",
        urls=_labelled(row.urls, card.urls),
        messengers=_labelled(card.messengers, row.messengers),
        notes=_texts(card.notes, row.notes) if more else (),
        categories=_texts(card.categories, row.categories),
        born=card.born or row.born,
        anniversary=card.anniversary or row.anniversary,
        died=card.died or row.died,
        days=tuple(dict.fromkeys((*card.days, *row.days))),
        related=tuple(dict.fromkeys((*card.related, *row.related))),
        photos=card.photos or row.photos,
        connected=card.connected or row.connected if more else None,
        through=card.through or row.through if more else "",
    )


def _texts(some: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Texts, each once."""
    found: dict[str, str] = {}
    for one in (*some, *more):
        found.setdefault(fold(one), one)
    return tuple(found.values())


def _labelled(some: Iterable[Labelled], more: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Values with what they are for, each once, as the first has it."""
    found: dict[str, Labelled] = {}
    for one in (*some, *more):
        found.setdefault(same_way(one.value), one)
    return tuple(found.values())
