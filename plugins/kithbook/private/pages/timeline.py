"""The ledger of a person's past: a line of HTML for each entry and aside.

Written out here and not in the template, since a page has more of these lines than of all else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

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
_TO_COME = '<span class="kith-mark">to come</span> '


def timeline_rows(links: Links, rows: Iterable[Moment | Aside]) -> Markup:
    """Each entry on a line: its day in the margin, its kind, its text, and who else was there."""
    return trusted(
        "\n".join(
            _aside(links, row) if isinstance(row, Aside) else _row(links, row) for row in rows
        )
    )


def _aside(links: Links, aside: Aside) -> str:
    day = ledger_day(aside.on, links.today).__html__() if aside.on else "<span></span>"
    return f'<li>{day}<span class="kith-kind"></span><p>{links.line(aside.text)}</p></li>'


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
