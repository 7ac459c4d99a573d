"""All that the rows and cards of an address book in the book say, by the lines on which they stand.

A row is read by the map that its owner confirmed for the table, else as its program means it.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kithbook.book.address_books import open_address_book
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.owners_side import owners_side
from kithbook.exchange.recognition import recognise_text
from kithbook.exchange.table_recognition import TABLE
from kithbook.text.refusal import Declined
from kithbook.text.source import Source


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
