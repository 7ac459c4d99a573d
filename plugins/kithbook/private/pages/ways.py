"""Ways: what the owner looks for, and who of the people they know stands nearest to it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from kithbook.private.links import Links
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.suggestions.near_goal import StandsThere, WayPerson
from kithbook.suggestions.ways import Way, Ways
from kithbook.text.problems import Location
from kithbook.text.safe import escaped
from kithbook.views.made_from import made_from_book
from kithbook.views.ways_view import first_step

SHOWN = 40


class WayShown(NamedTuple):
    """One way: whom to turn to, the lines that it rests on, and the first step."""

    who: Markup
    lines: tuple[tuple[Markup, Location], ...]
    remark: str
    step: str


class Sought(NamedTuple):
    """One thing that the owner looks for, with the ways to it."""

    anchor: str
    text: str
    near_only: bool
    ways: tuple[WayShown, ...]


def ways_page(found: tuple[Ways, ...], links: Links) -> RenderedPage:
    """The page Ways."""
    sought = [
        Sought(
            f"way-{number}",
            one.goal.text,
            one.near_only,
            tuple(_shown(way, links) for way in one.found),
        )
        for number, one in enumerate(found[:SHOWN], 1)
    ]
    people = links.network.people.values()
    return RenderedPage(
        uri="ways/",
        title="Ways",
        html=fill("ways.html", sought=sought, more=len(found) - len(sought)),
        listed=True,
        toc=(
            Heading("top", "Ways", 1),
            *(Heading(one.anchor, one.text) for one in sought),
        ),
        search=(
            SearchEntry("", "Ways", "Who brings me there: what I look for"),
            *(SearchEntry(one.anchor, one.text, escaped(one.text)) for one in sought),
        ),
        made_from=made_from_book((who.path for who in people), links.today),
    )


def _shown(way: Way, links: Links) -> WayShown:
    lines = [(links.line(lead.said), lead.at) for lead, _ in way.through]
    if way.there.field != "is":
        lines.append((links.line(_said(way.there, named=not way.direct)), way.there.at))
    return WayShown(_name(way.first, links), tuple(lines), way.remark, first_step(way))


def _said(there: StandsThere, *, named: bool) -> str:
    whose = f"{there.who.name}: " if named else ""
    return f"{whose}{there.field}: {' '.join(there.quote.split())}"


def _name(who: WayPerson, links: Links) -> Markup:
    if who.person:
        return links.link(who.person)
    return Markup('{} <span class="kith-quiet">contact of a roster</span>').format(who.name)
