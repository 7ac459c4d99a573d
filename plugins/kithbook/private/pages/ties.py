"""A person's ties as a small picture: from one point, lines fan out to names in a column.

An SVG of plain attributes, without styles and scripts, whose names are links; strokes mean what
they mean on the page Network. The lists beside it say the same and leave nobody out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from kithbook.book.network import Network
from kithbook.insight.lines import Kind
from kithbook.private.links import Links
from kithbook.private.render import trusted
from kithbook.text.safe import plain
from kithbook.views.person_view import PersonView

MOST = 12
_WIDE = 480
_ROW = 25
_FROM = 14
_TO = 118
_ROOM = 50
_MOST_LETTERS = 30


class _Spoke(NamedTuple):
    """One name of the column: how it is joined, and to whom it leads, if to somebody."""

    kind: Kind
    person: str | None
    name: str
    words: str
    inward: bool = False


def ties_picture(links: Links, view: PersonView) -> Markup:
    """The small picture of a person's ties; nothing where there are none to draw."""
    spokes = list(_spokes(links.network, view))[:MOST]
    if not spokes:
        return Markup()
    high = len(spokes) * _ROW + 8
    middle = high // 2
    name = plain(view.who.name, 80)
    inside = "".join(
        _drawn(links, spoke, place * _ROW + _ROW // 2 + 4, middle)
        for place, spoke in enumerate(spokes)
    )
    return trusted(
        f'<svg class="kith-ties" viewBox="0 0 {_WIDE} {high}" role="group"'
        f' aria-label="Ties of {escape(name)}">{inside}'
        f'<circle class="kith-middle" cx="{_FROM}" cy="{middle}" r="7"/></svg>'
    )


def _spokes(network: Network, view: PersonView) -> Iterator[_Spoke]:
    """Who brought them, then ties, then whom they brought; each person once."""
    name = network.name_of
    kinds = {tie.other.person: tie.kind for tie in reversed(view.ties) if tie.other.person}
    brought_by = view.chain[:1]
    brought = [one.person for one in view.brought if one.depth == 1]
    for one in brought_by:
        words = ", ".join(part for part in ("brought you together", kinds.get(one, "")) if part)
        yield _Spoke("through", one, name(one), words, inward=True)
    for tie in view.ties:
        if not tie.other.person or tie.other.person not in (*brought_by, *brought):
            shown = network.shown(tie.other)
            if tie.other.person is None or kinds.pop(tie.other.person, None) is not None:
                yield _Spoke("tie", tie.other.person, shown, tie.kind)
    for one in brought:
        words = ", ".join(part for part in ("came this way", kinds.get(one, "")) if part)
        yield _Spoke("through", one, name(one), words)


def _drawn(links: Links, spoke: _Spoke, y: int, middle: int) -> str:
    name = _cut(spoke.name, _MOST_LETTERS)
    words = _cut(spoke.words, max(8, _ROOM - len(name)))
    shown = (
        f'<text x="{_TO + 12}" y="{y + 4}"><tspan class="kith-tie-name">{escape(name)}</tspan> '
        f'<tspan class="kith-tie-words">{escape(words)}</tspan></text>'
    )
    if spoke.person:
        shown = f'<a href="{escape(links.address(spoke.person))}">{shown}</a>'
    return _stroke(spoke.kind, spoke.inward, y, middle) + shown


@lru_cache(maxsize=1024)
def _stroke(kind: Kind, inward: bool, y: int, middle: int) -> str:  # noqa: FBT001 - by its place
    """The line from the middle to a place in the column, with its arrow and the point there."""
    start, end = _FROM + 7, _TO - 5
    mid = (start + end) // 2
    line = f"M{start} {middle}C{mid} {middle} {mid} {y} {end - 3} {y}"
    stroke = f'<path class="kith-line--{kind}" d="{line}"/>'
    if kind == "through":
        x, at, back = (start + 1, middle, 8) if inward else (end, y, -8)
        stroke += f'<path class="kith-arrow" d="M{x} {at}l{back} -4v8z"/>'
    return f'{stroke}<circle cx="{_TO}" cy="{y}" r="4"/>'


def _cut(text: str, most: int) -> str:
    shown = plain(text, 200)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}\u2026"
