"""The ledger of a person's past: a line of HTML for each entry.

Written out here and not in the template, since a page has more of these lines than of all else.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from kithbook.insight.timeline import Moment
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.words import ledger_day
from kithbook.private.render import trusted
from kithbook.text.safe import plain

_MARKS = {"open": "open", "ticked": "done", None: ""}


def ledger_row(desk: Desk, moment: Moment, up: str) -> Markup:
    """One entry: its day in the margin, its kind, its text, and who else was there."""
    entry = moment.entry
    day = ledger_day(entry.on, desk.today).__html__()
    text = desk.line(entry.text, up)
    mark = _MARKS[entry.box] or ("to come" if moment.ahead else "")
    before = f'<span class="kith-mark">{mark}</span> ' if mark else ""
    after = _quiet(entry.size) if entry.size else ""
    if moment.others:
        others = ", ".join(desk.linked(other, up) for other in moment.others)
        after += f' <span class="kith-with">with {others}</span>'
    kind = escape(plain(entry.kind))
    return trusted(
        f'<li>{day}<span class="kith-kind">{kind}</span><p>{before}{text}{after}</p></li>'
    )


def _quiet(text: str) -> str:
    return f' <span class="kith-quiet">{escape(plain(text))}</span>'
