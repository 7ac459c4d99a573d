"""Ways to return a favour: what was got, and what could be done for whoever did it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.returns import Return, Way, to_return
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.part import Part, part
from kithbook.private.pages.words import When, sentence, when
from kithbook.text.safe import plain

MOST_WAYS = 3


class Could(NamedTuple):
    """One thing that could be done, and the line that says so."""

    text: str
    place: str
    edit: str


class Back(NamedTuple):
    """Somebody who did the owner a favour, what it was and when, and ways to return it."""

    who: Markup
    favour: Markup
    on: When
    ways: Part[Could]


def back(desk: Desk, one: Return, up: str) -> Back:
    """A favour with the ways to return it, as pages show it."""
    entry = one.favour.entry
    return Back(
        desk.link(one.person, up),
        desk.line(entry.text, up),
        when(entry.day, desk.today),
        part(lambda way: _could(desk, way), one.ways, MOST_WAYS),
    )


def back_to(desk: Desk, person: str, up: str) -> Back | None:
    """The favour of one person that waits for one in return, however long ago it was."""
    if not desk.account(person).got:
        return None
    mine = desk.needs_of.get(person, ())
    found = to_return(desk.network, person, desk.today, mine)
    return back(desk, found, up) if found else None


def _could(desk: Desk, way: Way) -> Could:
    return Could(sentence(plain(way.text)), f"{way.at.path}:{way.at.line}", desk.edit(way.at))
