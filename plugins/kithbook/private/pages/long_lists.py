"""Long lists cut to what a page can hold, with the number of what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
Row = TypeVar("Row")


class ShownRows(NamedTuple, Generic[Row]):
    """The first rows of a list, how many are left out, and how many there are."""

    rows: tuple[Row, ...]
    more: int
    total: int


def shown_rows(show: Callable[[T], Row], items: Sequence[T], most: int) -> ShownRows[Row]:
    """The first items as they are shown; those left out are never made ready."""
    return ShownRows(tuple(map(show, items[:most])), max(0, len(items) - most), len(items))


def first_rows(items: Iterable[Row], most: int) -> ShownRows[Row]:
    """The first of rows that are ready already."""
    rows = tuple(items)
    return ShownRows(rows[:most], max(0, len(rows) - most), len(rows))
