"""Which number of a day such as 3/4/1990 is the month, as the other rows of its table tell.

One of 13/4/1990 says it for its column, and for columns that say nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kithbook.text.dates import DateFault, PartialDate, parse_date

DayOrder = Literal["month first", "day first", ""]
"""Empty where nothing tells it, or rows speak against each other."""
_NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?:[ T].*)?")
_SOME = (re.compile(r"/\d{1,2}/\d{4}"), re.compile(r"-\d{1,2}-\d{4}"))
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DayOrders:
    """The order of day and month in the columns of one table."""

    by_column: Mapping[int, DayOrder] = field(default_factory=dict)
    elsewhere: DayOrder = ""

    def of(self, column: int) -> DayOrder:
        """The order in a column, by its number."""
        return self.by_column.get(column, self.elsewhere)


def day_orders(text: str, rows: Callable[[], Iterable[Sequence[str]]]) -> DayOrders:
    """What the rows of a table with a text tell of the order of day and month.

    They are read only where such a day stands in the text.
    """
    told: dict[int, set[DayOrder]] = {}
    if not any(shape.search(text) for shape in _SOME):
        return DayOrders()
    for row in rows():
        for at, cell in enumerate(row):
            if ("/" in cell or "-" in cell) and (order := _order_of(cell)):
                told.setdefault(at, set()).add(order)
    return DayOrders(
        {at: _only(orders) for at, orders in told.items()}, _only(set().union(*told.values()))
    )


def day_by_order(text: str, order: DayOrder) -> PartialDate | None:
    """The day that two numbers and a year mean in an order; None where they are no such day."""
    found = _NUMBERS.fullmatch(text.strip()) if order else None
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month, day = (first, second) if order == "month first" else (second, first)
    try:
        return parse_date(f"{year:04}-{month:02}-{day:02}")
    except DateFault:
        return None


def _order_of(cell: str) -> DayOrder:
    """The order of the one day that a cell can be; empty for one that could be two, or is none."""
    found = _NUMBERS.fullmatch(cell.strip())
    if found is None:
        return ""
    first, second = int(found[1]), int(found[3])
    if (first > _MONTHS) == (second > _MONTHS):
        return ""
    return "day first" if first > _MONTHS else "month first"


def _only(orders: set[DayOrder]) -> DayOrder:
    return next(iter(orders)) if len(orders) == 1 else ""
