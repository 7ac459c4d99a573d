"""Ways to return a favour: what was got, and what could be done for whoever did it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.returns import Return, Way
from kithbook.private.links import Links
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


def back(links: Links, one: Return) -> Back:
    """A favour with the ways to return it, as pages show it."""
    entry = one.favour.entry
    return Back(
        links.link(one.person),
        links.line(entry.text),
        when(entry.day, links.today),
        part(lambda way: _could(links, way), one.ways, MOST_WAYS),
    )


def _could(links: Links, way: Way) -> Could:
    return Could(sentence(plain(way.text)), f"{way.at.path}:{way.at.line}", links.edit(way.at))
