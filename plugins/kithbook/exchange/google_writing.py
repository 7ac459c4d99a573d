"""Cards as a table in the layout of Google Contacts, which most other programs read as well."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from kithbook.book.roster_cells import DIED
from kithbook.exchange.contact_card import ContactCard, Labelled, PostalAddress
from kithbook.exchange.vcard_days import in_words
from kithbook.exchange.vcard_words import ANNIVERSARY, PREFERRED, USES, clean

_NAMES = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name",
    "Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
)  # fmt: skip
_SEVERAL = (
    ("E-mail", ("Label", "Value")),
    ("Phone", ("Label", "Value")),
    (
        "Address",
        (
            "Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country",
            "Extended Address",
        ),
    ),
    ("Relation", ("Label", "Value")),
    ("Website", ("Label", "Value")),
    ("Event", ("Label", "Value")),
    ("Custom Field", ("Label", "Value")),
)  # fmt: skip
_BETWEEN = " ::: "
_EVERYBODY = "* myContacts"
_LABELS = {"CELL": "Mobile", "FAX": "Fax", "PAGER": "Pager"}
_FORMULA = re.compile(r"[=@\t]|[+-](?![\d(][\d ()./-]*$)")
Cells = tuple[str, ...]


def write_google_table(cards: Iterable[ContactCard]) -> bytes:
    """A table with a row a card, as many numbered columns as the fullest card wants."""
    return b"".join(google_rows(cards))


def google_rows(cards: Iterable[ContactCard]) -> Iterator[bytes]:
    """The rows of such a table, its header first.

    What a spreadsheet would take for a formula begins with an apostrophe.
    """
    rows = [(_single(card), _numbered(card)) for card in cards]
    counts = {
        name: max((len(several[name]) for _, several in rows), default=0) for name, _ in _SEVERAL
    }
    yield _row((*_NAMES, *_header(counts)))
    rows.reverse()
    while rows:
        single, several = rows.pop()
        cells = list(single)
        for name, columns in _SEVERAL:
            empty = [("",) * len(columns)] * (counts[name] - len(several[name]))
            cells.extend(cell for group in (*several[name], *empty) for cell in group)
        yield _row(map(_harmless, cells))


def _row(cells: Iterable[str]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8")


def has_no_column(card: ContactCard) -> bool:
    """Whether a card says something for which the table has no column."""
    return bool(card.beside or len(card.organization) > 2 or any(one.data for one in card.photos))


def _header(counts: dict[str, int]) -> Iterator[str]:
    for name, columns in _SEVERAL:
        for number in range(1, counts[name] + 1):
            yield from (f"{name} {number} - {column}" for column in columns)


def _single(card: ContactCard) -> Cells:
    parts = card.parts
    given, family = " ".join(parts.given), " ".join(parts.family)
    if not (given or family):
        given = card.name
    return (
        given,
        " ".join(parts.additional),
        family,
        "",
        "",
        "",
        " ".join(parts.prefixes),
        " ".join(parts.suffixes),
        _BETWEEN.join(card.nicknames),
        card.name
        if card.name != " ".join(filter(None, (given, *parts.additional, family)))
        else "",
        card.organization[0] if card.organization else "",
        card.title,
        card.organization[1] if len(card.organization) > 1 else "",
        in_words(card.born) if card.born else "",
        "\n\n".join(card.notes),
        next((photo.address for photo in card.photos if photo.address), ""),
        _BETWEEN.join((_EVERYBODY, *card.categories)),
    )


def _numbered(card: ContactCard) -> dict[str, Sequence[Cells]]:
    pages = [one for one in card.messengers if one.value.startswith("http")]
    accounts = [one for one in card.messengers if one not in pages]
    days = (
        *((ANNIVERSARY, day) for day in (card.anniversary,) if day),
        *((DIED, day) for day in (card.died,) if day),
        *((day.what, day) for day in card.days),
    )
    return {
        "E-mail": [_pair(one) for one in card.emails],
        "Phone": [_pair(one) for one in card.phones],
        "Address": [_address(one) for one in card.addresses],
        "Relation": [_pair(one) for one in card.related],
        "Website": [_pair(one) for one in (*card.urls, *pages)],
        "Event": [(what, in_words(day)) for what, day in days],
        "Custom Field": [
            *(_pair(one) for one in accounts),
            *(("Role", role) for role in (card.role,) if role),
        ],
    }


def _pair(one: Labelled) -> Cells:
    return _label(one.labels), one.value


def _label(labels: Iterable[str]) -> str:
    """The first word for what a value is for, as Google writes it; `* ` marks the preferred."""
    words = list(labels)
    plain = [word for word in words if word not in (PREFERRED, "INTERNET", "VOICE")]
    word = next(iter(plain), "")
    shown = _LABELS.get(word, word.capitalize()) if word in USES else word
    return f"{'* ' if PREFERRED in words else ''}{shown}".rstrip()


def _address(one: PostalAddress) -> Cells:
    own = (one.street, one.city, one.box, one.region, one.code, one.country, one.extended)
    whole = one.whole or "\n".join(filter(None, (one.street, one.city, one.region, one.country)))
    return (_label(one.labels), whole, *own)


def _harmless(cell: str) -> str:
    text = clean(cell)
    return f"'{text}" if _FORMULA.match(text) and not text.startswith("--") else text
