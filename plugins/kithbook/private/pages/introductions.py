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

MOST = 12
MOST_OVER = 4
MOST_FOLDED = 500
MOST_LED_TO = 10
MOST_WORTH = 12
_LINKS = 6
WORTH = "worth"
_SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("ready", "Both said yes", "Nothing waits to be made."),
    ("asking", "Not asked yet", "Nobody waits to be asked."),
    ("answers", "Waiting for an answer", "No answer is awaited."),
    ("quiet", "No answer for two weeks", "Nobody has been silent for two weeks."),
    (
        "loops",
        "Time to ask how it went",
        "No question is due: how it went is asked after two weeks and again after two months.",
    ),
    ("news", "Waiting for news", "No news is awaited."),
    ("thanks", "Thanks owed", "Everybody who told you how it went has been thanked."),
    ("ideas", "Ideas", "No introduction is only an idea."),
    ("outcomes", "What came of them", "You do not know yet what came of any introduction."),
    ("declined", "Declined", "Nobody has said no."),
    ("aside", "Set aside", "You have set nobody aside."),
)
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
    """The introductions in one state, with words for none; a long list is folded."""

    anchor: str
    title: str
    empty: str
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
    groups = [_group(links, on_file, anchors, *section) for section in _SECTIONS]
    html = fill(
        "introductions.html",
        up=UP,
        links=links,
        groups=groups,
        worth=shown_rows(lambda one: worth(links, one), suggested.found, MOST_WORTH),
        left_out=tuple(map(_left, suggested.left_out)),
        wanting=tuple(map(_held, suggested.wanting)),
        says=suggested.says,
        numbers=_numbers(len(suggested.found), groups),
        closed=loop_in_words(on_file.acts),
        years=tallies(on_file.acts),
        led_to=_led_to(links, on_file),
        people=bool(links.network.people),
        total=len(on_file.acts),
    )
    heads = [Heading(WORTH, "Worth making")] if links.network.people else []
    heads += [Heading(one.anchor, one.title) for one in groups if on_file.acts]
    return RenderedPage(
        uri=URI,
        title="Introductions",
        html=html,
        listed=True,
        toc=(Heading("top", "Introductions", 1), *heads),
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
    empty: str,
) -> IntroductionGroup:
    inside = _inside(on_file, anchor)
    most = MOST_OVER if anchor in _OVER else MOST
    return IntroductionGroup(
        anchor,
        title,
        empty,
        shown_rows(lambda one: introduction_card(links, on_file, one, anchors), inside, most),
        shown_rows(
            lambda one: introduction_line(links, on_file, one, anchors), inside[most:], MOST_FOLDED
        ),
    )


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
        return "loops" if any(wait.turn for wait in waits) else "news"
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
