"""Keep in touch: who it is time for, who rests, what the circles ask for, and old ties."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.dormant import Dormant, dormant
from kithbook.insight.keepup import KeepUp, State, capacity, due_in_words
from kithbook.private.pages.about import circle_line
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.part import Part, part
from kithbook.private.pages.words import When, capital, in_full, sentence, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill

UP = "../"
REVIVAL = 12
MOST = 100
_SECTIONS: tuple[tuple[State, str, str], ...] = (
    ("long due", "It has been a while", "Nobody has gone unheard for long."),
    ("due", "Due", "Nobody is due."),
    ("due soon", "Due soon", "Nobody falls due in the next days."),
    (
        "snoozed",
        "Snoozed",
        "Nobody is snoozed; snooze: DATE in a file lets one rest.",
    ),
    ("paused", "Paused", "Nobody is paused; pause: true in a file stops asking."),
)


class Line(NamedTuple):
    """One person in a list of this page."""

    who: Markup
    circle: str
    last: When | None
    kind: str
    next: str


class Revival(NamedTuple):
    """An old tie: who, since when, and why to write again."""

    who: Markup
    since: When
    reasons: str


def keeping_page(desk: Desk) -> RenderedPage:
    """The page Keep in touch."""
    sections = [
        (state.replace(" ", "-"), title, empty, _lines(desk, state), state)
        for state, title, empty in _SECTIONS
    ]
    old = dormant(desk.network, desk.today)
    load = capacity(desk.network, desk.today, desk.keep_ups)
    html = fill(
        "keeping.html",
        up=UP,
        sections=sections,
        fine=sum(one.state == "fine" for one in desk.keep_ups),
        untracked=sum(one.state == "untracked" for one in desk.keep_ups),
        total=len(desk.keep_ups),
        capacity=load,
        old=[_revival(desk, one) for one in old[:REVIVAL]],
        old_more=max(0, len(old) - REVIVAL),
    )
    headings = (Heading(anchor, title) for anchor, title, _, _, _ in sections)
    return RenderedPage(
        uri="keep-in-touch/",
        title="Keep in touch",
        html=html,
        listed=True,
        toc=(
            Heading("top", "Keep in touch", 1),
            *headings,
            Heading("capacity", "What your circles ask for"),
            Heading("revive", "Worth writing to again"),
        ),
        search=(SearchEntry("", "Keep in touch", "Due, due soon, snoozed, paused, old ties"),),
        dependencies=tuple(who.path for who in desk.network.people.values()),
    )


def _lines(desk: Desk, state: State) -> Part[Line]:
    those = [one for one in desk.keep_ups if one.state == state]
    return part(lambda one: _line(desk, one), those, MOST)


def _line(desk: Desk, one: KeepUp) -> Line:
    last = when(one.last.day, desk.today) if one.last else None
    return Line(
        desk.link(one.person, UP),
        circle_line(desk, desk.network.people[one.person]),
        last,
        one.last.kind if one.last else "",
        _next(desk, one),
    )


def _next(desk: Desk, one: KeepUp) -> str:
    if one.state == "long due" and one.due and one.last:
        return f"Due since {in_full(one.due)}"
    return capital(due_in_words(one, desk.today))


def _revival(desk: Desk, one: Dormant) -> Revival:
    why = " ".join(sentence(reason.text) for reason in one.reasons)
    return Revival(desk.link(one.person, UP), when(one.since, desk.today), why)
