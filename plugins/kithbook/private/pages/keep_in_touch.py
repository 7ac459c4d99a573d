"""Keep in touch: who it is time for, who rests, what the circles ask for, and old ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.channels import Channel, at_hand
from kithbook.insight.dormant import Dormant, dormant
from kithbook.insight.keepup import KeepUp, State, capacity, due_in_words
from kithbook.private.links import Links
from kithbook.private.pages.long_lists import ShownRows, shown_rows
from kithbook.private.pages.words import When, capital, circle_line, in_full, sentence, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.views.made_from import made_from_book

UP = "../"
REVIVAL = 12
MOST = 100
_ASKS: tuple[State, ...] = ("long due", "due", "due soon")
"""The states that ask for a word."""
_SECTIONS: tuple[tuple[State, str, str], ...] = (
    ("long due", "It has been a while", ""),
    ("due", "Due", "Nobody is due."),
    ("due soon", "Due soon", ""),
    ("snoozed", "Snoozed", ""),
    ("paused", "Paused", ""),
)


class KeepUpRow(NamedTuple):
    """One person in a list of this page."""

    who: Markup
    circle: str
    last: When | None
    kind: str
    next: str
    channel: Channel | None


def keep_in_touch_page(everyone: Sequence[KeepUp], links: Links) -> RenderedPage:
    """The page Keep in touch."""
    sections = [
        (state.replace(" ", "-"), title, empty, lines, state in _ASKS)
        for state, title, empty in _SECTIONS
        if (lines := _lines(links, everyone, state)).total or state == "due"
    ]
    old = dormant(links.network, links.today)
    load = capacity(links.network, links.today, tuple(everyone))
    html = fill(
        "keep_in_touch.html",
        up=UP,
        sections=sections,
        fine=sum(one.state == "fine" for one in everyone),
        untracked=sum(one.state == "untracked" for one in everyone),
        total=sum(one.state != "died" for one in everyone),
        capacity=load,
        old=[_revival(links, one) for one in old[:REVIVAL]],
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
        made_from=made_from_book((who.path for who in links.network.people.values()), links.today),
    )


def _lines(links: Links, everyone: Sequence[KeepUp], state: State) -> ShownRows[KeepUpRow]:
    those = [one for one in everyone if one.state == state]
    return shown_rows(lambda one: _line(links, one), those, MOST)


def _line(links: Links, one: KeepUp) -> KeepUpRow:
    last = when(one.last.day, links.today) if one.last else None
    return KeepUpRow(
        links.link(one.person),
        circle_line(links.network.people[one.person].circle, one.cadence),
        last,
        one.last.kind if one.last else "",
        _next(links, one),
        at_hand(links.network.people[one.person].reach),
    )


def _next(links: Links, one: KeepUp) -> str:
    if one.state == "long due" and one.due and one.last:
        return f"Due since {in_full(one.due)}"
    return capital(due_in_words(one, links.today))


def _revival(links: Links, one: Dormant) -> tuple[Markup, When, str]:
    """An old tie: who, since when, and why to write again."""
    why = " ".join(sentence(reason.text) for reason in one.reasons)
    return links.link(one.person), when(one.since, links.today), why
