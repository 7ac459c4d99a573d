"""What cells of a table come to: what a value is for, names, and addresses out of their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kithbook.book.roster_cells import every_text
from kithbook.exchange.contact_card import NameParts, PostalAddress

BETWEEN = re.compile(r"\s*:::\s*")
"""What stands between the values in a cell of Google's."""
_SEVERAL = re.compile(r"\s*(?::::|[;\n\r])\s*")
_LABELS = {
    "home": ("HOME",), "work": ("WORK",), "business": ("WORK",), "mobile": ("CELL",),
    "cell": ("CELL",), "work fax": ("WORK", "FAX"), "home fax": ("HOME", "FAX"), "fax": ("FAX",),
    "pager": ("PAGER",), "work mobile": ("WORK", "CELL"), "pref": ("PREF",), "car": ("CAR",),
    "isdn": ("ISDN",), "textphone": ("TEXTPHONE",),
}  # fmt: skip


def known_label(words: str) -> tuple[str, ...]:
    """What a value is for, as vCard says it where it has a word for that."""
    return _LABELS.get(words.lower(), (words,) if words else ())


def label_in(cell: str) -> tuple[str, ...]:
    """What a cell says that a value is for; a star before it marks the first of several."""
    text = " ".join(BETWEEN.split(cell)[0].split())
    first = ("PREF",) if text.startswith("* ") else ()
    return (*known_label(text.removeprefix("* ")), *first)


def postal_addresses(parts: Mapping[str, str], labels: tuple[str, ...]) -> Iterator[PostalAddress]:
    """The addresses in some cells: one, or as many as each cell holds values."""
    split = {name: BETWEEN.split(cell) for name, cell in parts.items() if name != "label"}
    told = (*known_label(" ".join(labels)), *label_in(parts.get("label", "")))
    for number in range(max(map(len, split.values()), default=0)):
        one = {name: cells[number] for name, cells in split.items() if number < len(cells)}
        if any(one.values()):
            yield PostalAddress(**one, labels=told)


def whole_name(parts: NameParts) -> str:
    """The name as people say it: the given names, and the family name."""
    return " ".join((*parts.given, *parts.additional, *parts.family))


def names_apart(row: list[str], columns: tuple[int, ...]) -> tuple[str, ...]:
    """Names of others: a comma belongs to one of them."""
    return every_text(row, columns, _SEVERAL)
