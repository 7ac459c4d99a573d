"""Network: an interactive picture of who is joined to whom, and each line of it in a table.

The page holds the tables, so that it works and prints without a script; the picture stands in a
file beside it, which the page's script reads and draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.days import on_date, written
from kithbook.insight.lines import KINDS, MOST_IN_AN_ENTRY, Connection, Kind
from kithbook.insight.picture import Bridge, LeftOut, Picture
from kithbook.private.links import Links
from kithbook.private.positions import positions
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.safe import plain
from kithbook.text.unseen import json_of
from kithbook.text.words import counted, fold, listed
from kithbook.views.made_from import made_from_book

UP = "../"
PICTURE = "network/picture.json"
COLOURS = 8
"""So many groups have a colour of their own, the others share a quiet one."""
_MOST_BRIDGES = 12
_VENDOR = Path(__file__).parent.parent / "vendor"
# A script stands behind those that it needs.
_VENDORED = tuple(
    f"d3-{name}"
    for name in (
        "color", "dispatch", "ease", "quadtree", "timer", "selection",
        "interpolate", "drag", "transition", "force", "zoom",
    )
)  # fmt: skip
_SCRIPTS = (
    *(f"vendor/{name}.min.js" for name in _VENDORED),
    "network-drawing.js",
    "network-reading.js",
    "network.js",
)
_SECTIONS: dict[Kind, tuple[str, str, tuple[str, str, str]]] = {
    "through": ("Who came through whom", "Through", ("Through", "Came", "Met")),
    "tie": ("Ties", "Ties", ("One", "The other", "Tie")),
    "introduction": ("Introductions made", "Introductions made", ("One", "The other", "Made")),
    "together": ("Together in the log", "Together in the log", ("One", "The other", "Entries")),
}


class LineTable(NamedTuple):
    """The lines of one kind as a table: its heads, and rows of two people and words."""

    id: Kind
    title: str
    label: str
    heads: tuple[str, str, str]
    rows: list[tuple[Markup, Markup, str]]


def network_page(drawn: Picture, links: Links) -> RenderedPage:
    """The page Network."""
    html = fill(
        "network.html",
        up=UP,
        known=len(links.network.people),
        people=len(drawn.people),
        lines=len(drawn.lines),
        picture=PICTURE.removeprefix("network/"),
        sections=list(_sections(links, drawn)),
        groups=[(links.link(group.around), group.size) for group in drawn.groups[:COLOURS]],
        more_groups=max(0, len(drawn.groups) - COLOURS),
        bridges=[
            (links.link(bridge.person), _apart(bridge)) for bridge in drawn.bridges[:_MOST_BRIDGES]
        ],
        more_bridges=max(0, len(drawn.bridges) - _MOST_BRIDGES),
        choices=_choices(links, drawn),
        left_out=left_out_words(drawn.left_out, len(drawn.people)),
    )
    return RenderedPage(
        uri="network/",
        title="Network",
        html=html,
        listed=True,
        toc=(Heading("top", "Network", 1),),
        search=(SearchEntry("", "Network", "Who is joined to whom, as a picture and as tables"),),
        made_from=made_from_book((who.path for who in links.network.people.values()), links.today),
        scripts=_SCRIPTS if drawn.lines else (),
    )


def network_files(drawn: Picture, links: Links) -> Iterator[tuple[str, bytes]]:
    """The picture, and the vendored scripts that draw it, by their place in the site."""
    yield PICTURE, _picture_file(links, drawn)
    for name in _VENDORED:
        script = (_VENDOR / name / f"{name}.min.js").read_bytes()
        yield f"assets/kithbook/vendor/{name}.min.js", script


def left_out_words(left_out: LeftOut, drawn: int) -> str:
    """What is not drawn, in a sentence; empty where everything is."""
    counts = (
        (left_out.contacts, "roster contact", ""),
        (left_out.alone, "person whom nothing joins to others yet",
         "people whom nothing joins to others yet"),
        (left_out.people, f"person with fewer lines than the {drawn:,} drawn",
         f"people with fewer lines than the {drawn:,} drawn"),
        (left_out.lines, "line", ""),
        (left_out.unread, "file that could not be read", "files that could not be read"),
        (left_out.nameless, "name without a file of its own", "names without a file of their own"),
        (left_out.crowds, f"entry of more than {MOST_IN_AN_ENTRY} people",
         f"entries of more than {MOST_IN_AN_ENTRY} people"),
    )  # fmt: skip
    parts = [counted(number, one, many) for number, one, many in counts if number]
    if not parts:
        return ""
    alone = len(parts) == 1 and sum(number for number, _, _ in counts) == 1
    return f"{listed(parts, 'and')} {'is' if alone else 'are'} not drawn."


def line_words(links: Links, line: Connection) -> str:
    """What a line says beside the two names."""
    if line.kind == "together":
        last = "" if line.times == 1 else "last "
        on = f", {last}{on_date(line.on, links.today)}" if line.on else ""
        return f"{counted(line.times, 'entry', 'entries')}{on}"
    if line.kind == "tie":
        since = f"since {written(line.on, links.today)}" if line.on else ""
        return ", ".join(part for part in (plain(line.words, 120), since) if part)
    return on_date(line.on, links.today) if line.on else ""


def _sections(links: Links, drawn: Picture) -> Iterator[LineTable]:
    for kind in KINDS:
        title, label, heads = _SECTIONS[kind]
        rows = [
            (links.link(line.one), links.link(line.other), line_words(links, line))
            for line in drawn.lines
            if line.kind == kind
        ]
        yield LineTable(kind, title, label, heads, rows)


def _apart(bridge: Bridge) -> str:
    return f"{listed((f'{size:,}' for size in bridge.parts), 'and')} people"


def _choices(links: Links, drawn: Picture) -> list[tuple[str, str, str, list[str]]]:
    """The filters by what people have: name, label, word for no choice, and the values."""
    people = [links.network.people[one.id] for one in drawn.people]
    circles = {who.circle for who in people if who.circle}
    known = [name for name, _ in links.network.settings.circles if name in circles]
    return [
        ("circle", "Circle", "Every circle", [*known, *_sorted(circles - set(known))]),
        ("place", "Place", "Every place", _sorted(who.place for who in people if who.place)),
        ("tag", "Tag", "Every tag", _sorted(tag for who in people for tag in who.tags)),
    ]


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=lambda word: (fold(word), word))


def _picture_file(links: Links, drawn: Picture) -> bytes:
    parts = {bridge.person: _apart(bridge) for bridge in drawn.bridges}
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    data = {
        "people": list(_people(links, drawn, parts)),
        "lines": [
            [drawn.places[line.one], drawn.places[line.other], kinds[line.kind],
             line_words(links, line)]
            for line in drawn.lines
        ],
        "groups": [plain(links.network.name_of(group.around), 200) for group in drawn.groups],
    }  # fmt: skip
    return json_of(data, tight=True).encode()


def _people(links: Links, drawn: Picture, parts: dict[str, str]) -> Iterator[list[object]]:
    for one, (x, y) in zip(drawn.people, positions(drawn), strict=True):
        who = links.network.people[one.id]
        name, circle = plain(who.name, 200), plain(who.circle or "")
        place, tags = plain(who.place), [plain(tag) for tag in who.tags]
        yield [one.id, links.address(one.id), name, x, y, one.group, one.lines,
               parts.get(one.id, ""), circle, place, tags]  # fmt: skip
