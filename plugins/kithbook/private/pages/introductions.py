"""Introductions: what is worth making, what waits, what came of it; both reasons and the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from kithbook.introductions.consequences import Chain, chains, in_words
from kithbook.introductions.record import loop_in_words, newest_first, tallies
from kithbook.introductions.state import Progress
from kithbook.private.links import Links
from kithbook.private.pages.introduction_card import (
    UP,
    URI,
    IntroductionCard,
    IntroductionLine,
    anchors_of,
    introduction_card,
    introduction_line,
    side_name,
)
from kithbook.private.pages.long_lists import ShownRows, shown_rows
from kithbook.private.pages.suggested import worth
from kithbook.private.pages.words import sentence
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.suggestions.suggestion import HeldBack, LeftAside, Suggestions
from kithbook.text.safe import escaped, plain
from kithbook.text.words import counted
from kithbook.views.introductions_view import IntroductionsView
from kithbook.views.made_from import made_from_book

MOST = 10
MOST_OVER = 4
MOST_FOLDED = 500
MOST_LED_TO = 10
MOST_WORTH = 12
WORTH_OPEN = 3
_LINKS = 6
WORTH = "worth"
_SECTIONS: tuple[tuple[str, str], ...] = (
    ("ready", "Both said yes"),
    ("asking", "Not asked yet"),
    ("thanks", "Thanks owed"),
    ("loops", "Time to ask how it went"),
    ("quiet", "No answer for two weeks"),
    ("answers", "Waiting for an answer"),
    ("news", "Waiting for news"),
    ("ideas", "Ideas"),
    ("outcomes", "What came of them"),
    ("declined", "Declined"),
    ("aside", "Set aside"),
)
_MINE = ("ready", "asking", "thanks", "loops")
"""Where it is always the owner's turn."""
_OVER = ("outcomes", "declined", "aside")
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


class IntroductionGroup(NamedTuple):
    """The introductions in one state, and whether it is the owner's turn; a long list is folded."""

    anchor: str
    title: str
    mine: bool
    acts: ShownRows[IntroductionCard]
    folded: ShownRows[IntroductionLine]


class LedTo(NamedTuple):
    """What came after one introduction that was useful."""

    pair: tuple[Markup, ...]
    links: ShownRows[tuple[str, str, str]]


def introductions_page(
    on_file: IntroductionsView, suggested: Suggestions, links: Links
) -> RenderedPage:
    """The page Introductions."""
    anchors = anchors_of(links.network.introductions)
    every = [_group(links, on_file, anchors, *section) for section in _SECTIONS]
    groups = [group for group in every if group.acts.total]
    mine = [group for group in groups if group.mine]
    rest = [group for group in groups if not group.mine]
    html = fill(
        "introductions.html",
        up=UP,
        links=links,
        mine=mine,
        rest=rest,
        worth_open=WORTH_OPEN,
        worth=shown_rows(lambda one: worth(links, one), suggested.found, MOST_WORTH),
        left_out=tuple(map(_left, suggested.left_out)),
        wanting=tuple(map(_held, suggested.wanting)),
        says=suggested.says,
        numbers=_numbers(len(suggested.found), every),
        closed=loop_in_words(on_file.acts),
        years=tallies(on_file.acts),
        led_to=_led_to(links, on_file),
        people=bool(links.network.people),
        total=len(on_file.acts),
    )
    return RenderedPage(
        uri=URI,
        title="Introductions",
        html=html,
        listed=True,
        toc=tuple(_toc(mine, rest, people=bool(links.network.people))),
        search=tuple(_search(links, on_file, anchors, groups)),
        made_from=made_from_book((act.path for act in links.network.introductions), links.today),
        scripts=("copy.js",),
    )


def _group(
    links: Links,
    on_file: IntroductionsView,
    anchors: Mapping[str, str],
    anchor: str,
    title: str,
) -> IntroductionGroup:
    inside = _inside(on_file, anchor)
    most = MOST_OVER if anchor in _OVER else MOST
    return IntroductionGroup(
        anchor,
        title,
        anchor in _MINE or any(_waits(on_file, one) for one in inside if anchor == "quiet"),
        shown_rows(lambda one: introduction_card(links, on_file, one, anchors), inside, most),
        shown_rows(
            lambda one: introduction_line(links, on_file, one, anchors), inside[most:], MOST_FOLDED
        ),
    )


def _waits(on_file: IntroductionsView, one: Progress) -> bool:
    """Whether the owner can do something about it now."""
    return any(wait.turn for wait in on_file.waits_of.get(one.introduction.path, ()))


def _toc(
    mine: list[IntroductionGroup], rest: list[IntroductionGroup], *, people: bool
) -> Iterator[Heading]:
    yield Heading("top", "Introductions", 1)
    if mine:
        yield Heading("turn", "Your turn")
    yield from (Heading(one.anchor, one.title, 3) for one in mine)
    if people:
        yield Heading(WORTH, "Worth making")
    if rest:
        yield Heading("rest", "The others")
    yield from (Heading(one.anchor, one.title, 3) for one in rest)


def _inside(on_file: IntroductionsView, anchor: str) -> list[Progress]:
    """The introductions of one part, the longest waiting first; of what is over the newest."""
    turn = {path: at for at, path in enumerate(on_file.waits_of)}
    acts = newest_first(on_file.acts) if anchor in _OVER else on_file.acts
    inside = [one for one in acts if _kind(on_file, one) == anchor]
    inside.sort(key=lambda one: turn.get(one.introduction.path, len(turn)))
    return inside


def _kind(on_file: IntroductionsView, one: Progress) -> str:
    """Where an introduction stands on the page: once, by what it waits for."""
    waits = on_file.waits_of.get(one.introduction.path, ())
    if any(wait.kind == "thanks" for wait in waits):
        return "thanks"
    if one.state in ("made", "met"):
        return "loops" if _waits(on_file, one) else "news"
    if one.state in ("asked", "one yes"):
        return "asking" if one.introduction.path in on_file.to_be_asked else "answers"
    return _BY_STATE.get(one.state, "outcomes")


def _numbers(worth: int, groups: list[IntroductionGroup]) -> tuple[tuple[str, str], ...]:
    """What waits, each number with its part of the page; no zeros."""
    total = {WORTH: worth, **{group.anchor: group.acts.total for group in groups}}
    return tuple(
        (counted(total[anchor], one, many), f"#{anchor}")
        for anchor, one, many in _COUNTED
        if total[anchor]
    )


def _left(one: LeftAside) -> LeftAside:
    return replace(one, some=tuple(map(_held, one.some)))


def _held(one: HeldBack) -> HeldBack:
    return replace(one, why=plain(one.why), change=plain(one.change))


def _led_to(links: Links, on_file: IntroductionsView) -> ShownRows[LedTo]:
    found = [one for one in chains(links.network, on_file.acts, links.today) if one.links]
    return shown_rows(lambda one: _chain(links, one), found, MOST_LED_TO)


def _chain(links: Links, one: Chain) -> LedTo:
    pair = tuple(links.linked(side.who) for side in one.progress.sides)
    shown = shown_rows(
        lambda link: (
            sentence(plain(in_words(link, links.today))),
            f"{link.at.path}:{link.at.line}",
            links.edit(link.at),
        ),
        one.links,
        _LINKS,
    )
    return LedTo(pair, shown)


def _search(
    links: Links,
    on_file: IntroductionsView,
    anchors: Mapping[str, str],
    groups: list[IntroductionGroup],
) -> Iterator[SearchEntry]:
    """An entry for each introduction that the page shows."""
    cards = (act.anchor for group in groups for act in group.acts.rows)
    shown = {*cards, *(brief.anchor for group in groups for brief in group.folded.rows)}
    yield SearchEntry("", "Introductions", "Worth making, waiting, made, outcomes, thanks owed")
    for one in on_file.acts:
        anchor = anchors[one.introduction.path]
        if anchor in shown:
            names = " and ".join(side_name(links, side.who) for side in one.sides)
            told = " ".join(reason for _, reason in one.introduction.because)
            yield SearchEntry(anchor, names, escaped(told))
