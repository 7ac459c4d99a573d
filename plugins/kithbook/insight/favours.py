"""The ledger looked at by person and by time: favours both ways, what was promised, what is done.

Favours are counted and never weighed against each other: the order is that of the last one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Entry
from kithbook.insight.days import first_day
from kithbook.insight.ledger import Ledger, Promise
from kithbook.text.dates import Span


@dataclass(frozen=True, slots=True)
class Exchange:
    """How many favours went each way between the owner and one person, and when the last did."""

    person: str
    gave: int
    got: int
    last: date


def exchanges(books: Ledger) -> tuple[Exchange, ...]:
    """Everybody with whom a favour went either way, the newest first, then in the book's order."""
    found = [
        Exchange(
            each.person,
            len(each.gave),
            len(each.got),
            max(favour.entry.day for favour in (*each.gave, *each.got)),
        )
        for each in books.accounts
        if each.gave or each.got
    ]
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))


def promised_in_month(books: Ledger, today: date) -> tuple[Promise, ...]:
    """What the owner promised since the first of the month, open or kept, the newest first."""
    first = today.replace(day=1)
    mine = (one for one in (*books.promised, *books.closed) if one.mine)
    made = [one for one in mine if first <= one.entry.day <= today]
    return tuple(sorted(made, key=lambda one: one.entry.day, reverse=True))


def closed_since(books: Ledger, today: date, days: int = 90) -> tuple[Promise, ...]:
    """Promises both ways that were closed in the last days, the newest first.

    One that is ticked without a day counts from the day of its entry.
    """
    edge = today - Span(days, "days")
    recent = [one for one in books.closed if edge <= closed_on(one) <= today]
    return tuple(sorted(recent, key=closed_on, reverse=True))


def closed_on(promise: Promise) -> date:
    """The first day on which a closed promise can have been closed."""
    done = promise.entry.done if isinstance(promise.entry, Entry) else None
    return first_day(done) or promise.entry.day
