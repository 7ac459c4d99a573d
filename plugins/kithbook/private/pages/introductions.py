"""Introductions: what is worth making, what waits, what came of it; both reasons and the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from kithbook.introductions.led_to import Chain, chains, in_words
from kithbook.introductions.record import loop_in_words, tallies
from kithbook.introductions.state import Progress
from kithbook.private.pages.acts import UP, URI, Act, act_card, anchors_of, side_name
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.part import Part, part
from kithbook.private.pages.suggested import worth
from kithbook.private.render import Heading, RenderedPage, SearchEntry, counted, fill
from kithbook.text.safe import escaped

MOST = 30
MOST_LED_TO = 10
MOST_WORTH = 20
_LINKS = 6
WORTH = "worth"
_SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("ready", "Both said yes", "Nothing waits to be made."),
    ("asking", "Not asked yet", "Nobody waits to be asked."),
    ("answers", "Waiting for an answer", "No answer is awaited."),
    ("quiet", "No answer for two weeks", "Everybody who was asked has answered."),
    (
        "loops",
        "Time to ask how it went",
        "No question is due, after two weeks or after two months.",
    ),
    ("news", "Waiting for news", "No news is awaited."),
    ("thanks", "Thanks owed", "Everybody who told you how it went has been thanked."),
    ("ideas", "Ideas", "No idea waits for its day."),
    ("outcomes", "What came of them", "Nothing is known yet of any introduction."),
    ("declined", "Declined", "Nobody has said no."),
    ("aside", "Set aside", "“Not these two” has been said of nobody."),
)
_OLDEST_FIRST = ("outcomes", "declined", "aside")
_BY_STATE = {
    "both yes": "ready",
    "idea": "ideas",
    "declined": "declined",
    "set aside": "aside",
    "lapsed": "quiet",
}
_COUNTED = (
    (WORTH, "worth making", "worth making"),
    ("ready", "to make", "to make"),
    ("asking", "to ask about", "to ask about"),
    ("answers", "without an answer yet", "without an answer yet"),
    ("loops", "to ask news of", "to ask news of"),
    ("thanks", "to thank for", "to thank for"),
)


class Group(NamedTuple):
    """The introductions in one state, with words for none."""

    anchor: str
    title: str
    empty: str
    acts: Part[Act]


class LedTo(NamedTuple):
    """What came after one introduction that was useful."""

    pair: tuple[Markup, ...]
    links: Part[tuple[str, str, str]]


def introductions_page(desk: Desk) -> RenderedPage:
    """The page Introductions."""
    anchors, suggested = anchors_of(desk.network.introductions), desk.suggestions
    groups = [
        Group(anchor, title, empty, part(lambda one: act_card(desk, one, anchors), found, MOST))
        for anchor, title, empty, found in _grouped(desk)
    ]
    html = fill(
        "introductions.html",
        up=UP,
        groups=groups,
        worth=part(lambda one: worth(desk, one, UP), suggested.found, MOST_WORTH),
        left_out=suggested.left_out,
        says=suggested.says,
        numbers=_numbers(len(suggested.found), groups),
        closed=loop_in_words(desk.acts, desk.today),
        years=tallies(desk.acts),
        led_to=_led_to(desk),
        people=bool(desk.network.people),
        total=len(desk.acts),
    )
    heads = [Heading(WORTH, "Worth making")] if desk.network.people else []
    heads += [Heading(one.anchor, one.title) for one in groups if desk.acts]
    return RenderedPage(
        uri=URI,
        title="Introductions",
        html=html,
        listed=True,
        toc=(Heading("top", "Introductions", 1), *heads),
        search=tuple(_search(desk, anchors, groups)),
        dependencies=tuple(act.path for act in desk.network.introductions),
        scripts=("copy.js",),
    )


def _grouped(desk: Desk) -> Iterator[tuple[str, str, str, list[Progress]]]:
    for anchor, title, empty in _SECTIONS:
        inside = [one for one in desk.acts if _kind(desk, one) == anchor]
        inside.sort(key=lambda one: one.introduction.path, reverse=anchor in _OLDEST_FIRST)
        yield anchor, title, empty, inside


def _kind(desk: Desk, one: Progress) -> str:
    """Where an introduction stands on the page: once, by what it waits for."""
    about = {wait.about for wait in desk.waits_of.get(one.introduction.path, ())}
    if about & {"thanks", "thanks onward"}:
        return "thanks"
    if one.state in ("made", "met"):
        return "loops" if about & {"first question", "second question"} else "news"
    if one.state in ("asked", "one yes"):
        return "asking" if one.introduction.path in desk.to_be_asked else "answers"
    return _BY_STATE.get(one.state, "outcomes")


def _numbers(worth: int, groups: list[Group]) -> tuple[tuple[str, str], ...]:
    """What waits, each number with its part of the page; no zeros."""
    total = {WORTH: worth, **{group.anchor: group.acts.total for group in groups}}
    return tuple(
        (counted(total[anchor], one, many), f"#{anchor}")
        for anchor, one, many in _COUNTED
        if total[anchor]
    )


def _led_to(desk: Desk) -> Part[LedTo]:
    found = [one for one in chains(desk.network, desk.acts, desk.today) if one.links]
    return part(lambda one: _chain(desk, one), found, MOST_LED_TO)


def _chain(desk: Desk, one: Chain) -> LedTo:
    pair = tuple(desk.linked(side.who, UP) for side in one.progress.sides)
    links = part(
        lambda link: (in_words(link, desk.today), str(link.at), desk.edit(link.at)),
        one.links,
        _LINKS,
    )
    return LedTo(pair, links)


def _search(desk: Desk, anchors: Mapping[str, str], groups: list[Group]) -> Iterator[SearchEntry]:
    """An entry for each introduction that the page shows."""
    shown = {act.anchor for group in groups for act in group.acts.rows}
    yield SearchEntry("", "Introductions", "Worth making, waiting, made, outcomes, thanks owed")
    for one in desk.acts:
        anchor = anchors[one.introduction.path]
        if anchor in shown:
            names = " and ".join(side_name(desk, side.who) for side in one.sides)
            told = " ".join(reason for _, reason in one.introduction.because)
            yield SearchEntry(anchor, names, escaped(told))
