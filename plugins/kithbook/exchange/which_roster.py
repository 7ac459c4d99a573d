"""Which address book of `rosters/` an export is the next one of, by what it is called.

Browsers put a number behind a name, and people a day or a year: `google (1).csv`,
`contacts-2026-11-01.csv`. Without those, names that are the same mean one address book.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kithbook.book.copies import without_sign_of_copy
from kithbook.book.roster_years import undated
from kithbook.text.slug import slug

OWN_NAMES = ("csv", "vcard")
"""Kinds of which each file has a name of its own, and is no one program's address book."""
_NAMELESS = "contacts"
_SHARED = 3
"""One in so many of the smaller has to stand in both, for names alone say little."""


def book_name(stem: str) -> str:
    """What an address book is called, by the name of a file without its ending."""
    return slug(undated(without_sign_of_copy(stem))) or slug(stem) or _NAMELESS


def earlier_exports(
    stem: str, there: Collection[str], imported: Collection[str]
) -> tuple[str, ...]:
    """The address books that a file may be the next export of, the likeliest first.

    All are given by their names without the ending; `imported` are those that an import made.
    """
    name, exact = book_name(stem), slug(stem)
    same = [one for one in sorted(there) if book_name(one) == name]
    return tuple(sorted(same, key=lambda one: (one not in imported, one not in (name, exact))))


def are_one_book(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two address books have enough of those that stand in them in common."""
    left, right = set(some), set(others)
    return len(left & right) * _SHARED >= min(len(left), len(right)) > 0
