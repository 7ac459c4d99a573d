"""What is unclear in one file, said on the page that is made of it: what, where, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from kithbook.private.links import Links
from kithbook.private.render import fill, trusted
from kithbook.text.codes import CODES
from kithbook.text.problems import Problem

_MOST = 3


class ShownProblem(NamedTuple):
    """One finding: its code and place, what is so, what to do, and the editor's address."""

    code: str
    place: str
    message: str
    hint: str
    edit: str


def banner(links: Links, problems: Sequence[Problem], *, last_good: bool = False) -> Markup:
    """The first of a file's findings as a banner; empty where there is none.

    `last_good` says that the page shows the file as it was when it could last be read.
    """
    if not problems and not last_good:
        return Markup()
    shown = [
        ShownProblem(
            one.code,
            str(one.location),
            one.message.rstrip("."),
            (one.hint or CODES[one.code].mend).rstrip("."),
            links.edit(one.location),
        )
        for one in problems[:_MOST]
    ]
    grave = last_good or any(one.severity == "error" for one in problems)
    more = max(0, len(problems) - _MOST)
    html = fill(
        "banner.html", up=links.up, shown=shown, more=more, grave=grave, last_good=last_good
    )
    return trusted(html)
