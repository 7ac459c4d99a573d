"""Places: who is where, when they were last seen, what they need; to be read before a trip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from kithbook.book.model import Person
from kithbook.insight.channels import Channel, preferred
from kithbook.insight.keepup import KeepUp
from kithbook.insight.places import PlaceGroup, places
from kithbook.private.links import Links
from kithbook.private.pages.long_lists import ShownRows, shown_rows
from kithbook.private.pages.words import When, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.safe import escaped
from kithbook.views.made_from import made_from_book

UP = "../"
SECTIONS = 40
PEOPLE = 20
INDEX = 150
_NEEDS = 3
_NEAR = 6


class There(NamedTuple):
    """One person who is there."""

    who: Markup
    work: str
    circle: str
    last: When | None
    kind: str
    state: str
    needs: ShownRows[str]
    channel: Channel | None


class Spot(NamedTuple):
    """One place: its anchor (empty without a section), its counts, and who is there."""

    anchor: str
    name: str
    known: int
    contacts: int
    near: tuple[str, ...]
    people: ShownRows[There]


def places_page(standing: Mapping[str, KeepUp], links: Links) -> RenderedPage:
    """The page Places."""
    found = places(links.network)
    anchors = _anchors(found)
    names = {one.key: one.name for one in found}
    order = sorted(found, key=lambda one: (-len(one.people), -one.contacts, one.key))
    index = sorted(order[:INDEX], key=lambda one: one.key)
    spots = {one.key: _spot(links, one, standing, anchors, names) for one in index}
    html = fill(
        "places.html",
        up=UP,
        index=list(spots.values()),
        index_more=len(found) - len(index),
        sections=[spots[one.key] for one in index if one.key in anchors],
        sections_more=sum(bool(one.people) for one in found) - len(anchors),
        known=sum(len(one.people) for one in found),
        contacts=sum(one.contacts for one in found),
        total=len(found),
        nowhere=sum(not who.place.strip() for who in links.network.people.values()),
    )
    return RenderedPage(
        uri="places/",
        title="Places",
        html=html,
        listed=True,
        toc=(
            Heading("top", "Places", 1),
            *(Heading(anchors[one.key], one.name) for one in index if one.key in anchors),
        ),
        search=tuple(_search(links, found, anchors)),
        made_from=made_from_book((who.path for who in links.network.people.values()), links.today),
    )


def _anchors(found: tuple[PlaceGroup, ...]) -> dict[str, str]:
    """The places that have a section: those where most people with a file are."""
    with_people = [one for one in found if one.people]
    with_people.sort(key=lambda one: (-len(one.people), one.key))
    chosen = sorted(one.key for one in with_people[:SECTIONS])
    return {key: f"place-{number}" for number, key in enumerate(chosen, 1)}


def _spot(
    links: Links,
    one: PlaceGroup,
    standing: Mapping[str, KeepUp],
    anchors: dict[str, str],
    names: dict[str, str],
) -> Spot:
    with_section = one.key in anchors
    people = [links.network.people[person] for person in one.people] if with_section else []
    return Spot(
        anchors.get(one.key, ""),
        one.name,
        len(one.people),
        one.contacts,
        tuple(names[key] for key in one.near[:_NEAR]) if with_section else (),
        shown_rows(lambda who: _there(links, who, standing[who.id]), people, PEOPLE),
    )


def _there(links: Links, who: Person, one: KeepUp) -> There:
    needs = [need.text for need in who.needs if need.holds(links.today) and not who.quiet]
    channel = preferred(who.reach)
    return There(
        links.link(who.id),
        ", ".join(text for text in (who.role, who.org) if text),
        who.circle or "",
        when(one.last.day, links.today) if one.last else None,
        one.last.kind if one.last else "",
        one.words if one.now else "",
        shown_rows(str, needs, _NEEDS),
        channel,
    )


def _search(
    links: Links, found: tuple[PlaceGroup, ...], anchors: dict[str, str]
) -> list[SearchEntry]:
    entries = [SearchEntry("", "Places", "Who is where, before a trip")]
    for one in found:
        if one.key in anchors:
            names = (links.network.name_of(person) for person in one.people[:PEOPLE])
            entries.append(SearchEntry(anchors[one.key], one.name, escaped(", ".join(names))))
    return entries
