"""The ledger of a person's past: a line of HTML for each entry and aside.

Written out here and not in the template, since a page has more of these lines than of all else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from kithbook.book.model import Aside
from kithbook.insight.timeline import Moment
from kithbook.private.links import Links
from kithbook.private.pages.words import ledger_day
from kithbook.private.render import trusted
from kithbook.text import safe
from kithbook.text.dates import PartialDate

_MARKS = {
    "open": '<span class="kith-mark">open</span> ',
    "ticked": '<span class="kith-mark">done</span> ',
    None: "",
}
SHORT, MOST, _OPEN = 200, 1_200, 2
"""So many lines stand whole, so many are on a page, and so many years are open."""
_TO_COME = '<span class="kith-mark">to come</span> '


class LedgerYear(NamedTuple):
    """One year of a long ledger, folded: its lines, or none where the page has no room for it."""

    year: str
    number: int
    rows: Markup


class PastLedger(NamedTuple):
    """The newest lines of a past, and of a long one the older years."""

    rows: Markup
    years: tuple[LedgerYear, ...] = ()
    left_out: tuple[LedgerYear, ...] = ()


def ledger_of(links: Links, rows: Sequence[Moment | Aside]) -> PastLedger:
    """A past, newest first. A long one is folded by year; the oldest years are only counted.

    The year that the newest lines begin in, and the one before, stand open.
    """
    if len(rows) <= SHORT:
        return PastLedger(timeline_rows(links, rows))
    years = {year: tuple(some) for year, some in groupby(rows, year_of)}
    newest = list(years)[:_OPEN]
    shown = [row for year in newest for row in years.pop(year)]
    room = MOST - len(shown)
    folded: list[LedgerYear] = []
    left_out = [*_beyond(shown[MOST:])]
    for year, some in years.items():
        fits = len(some) <= room
        one = LedgerYear(year, len(some), timeline_rows(links, some) if fits else Markup())
        (folded if fits else left_out).append(one)
        room = room - len(some) if fits else 0
    return PastLedger(timeline_rows(links, shown[:MOST]), tuple(folded), tuple(left_out))


def _beyond(rows: Sequence[Moment | Aside]) -> Iterator[LedgerYear]:
    for year, some in groupby(rows, year_of):
        yield LedgerYear(year, len(tuple(some)), Markup())


def year_of(row: Moment | Aside) -> str:
    """The year that a line stands in; empty for one without a day."""
    on = row.entry.on if isinstance(row, Moment) else row.beside
    return str(on.year) if on and on.year else ""


def timeline_rows(links: Links, rows: Iterable[Moment | Aside]) -> Markup:
    """Each entry on a line: its day in the margin, its kind, its text, and who else was there."""
    return trusted(
        "\n".join(
            _aside(links, row) if isinstance(row, Aside) else _row(links, row) for row in rows
        )
    )


def _aside(links: Links, aside: Aside) -> str:
    day = ledger_day(aside.on, links.today).__html__() if aside.on else "<span></span>"
    text = links.line(" ".join(aside.text.split()))
    return f'<li>{day}<span class="kith-kind"></span><p>{text}</p></li>'


def _row(links: Links, moment: Moment) -> str:
    entry = moment.entry
    margin = _margin(entry.on, entry.kind, links.today)
    mark = _MARKS[entry.box] or (_TO_COME if moment.ahead else "")
    after = f' <span class="kith-quiet">{_escaped(entry.size)}</span>' if entry.size else ""
    if moment.others:
        others = ", ".join(links.linked(other) for other in moment.others)
        after += f' <span class="kith-with">with {others}</span>'
    return f"<li>{margin}<p>{mark}{links.line(entry.text)}{after}</p></li>"


@lru_cache(maxsize=8192)
def _margin(on: PartialDate, kind: str, today: date) -> str:
    day = ledger_day(on, today).__html__()
    return f'{day}<span class="kith-kind">{_escaped(kind)}</span>'


def _escaped(text: str) -> str:
    return escape(safe.plain(text))
