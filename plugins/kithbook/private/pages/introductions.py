"""Introductions: whom to ask, what waits, what came of it; each with both reasons and its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from kithbook.book.model import Introduction, Mention
from kithbook.insight.days import first_day
from kithbook.introductions.lines import Line, lines
from kithbook.introductions.record import loop_in_words, tallies
from kithbook.introductions.state import Progress, SideState, Waiting, all_progress, in_words
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.part import Part, part
from kithbook.private.pages.words import When, capital, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.dates import PartialDate
from kithbook.text.safe import escaped, plain

UP = "../"
URI = "introductions/"
MOST = 30
_NOT_AN_ANCHOR = re.compile(r"[^a-z0-9]+")
_SECTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("ready", "Both said yes", "both yes", "Nothing waits to be made."),
    ("asking", "Being asked", "asked|one yes", "Nobody is being asked."),
    ("quiet", "No answer for two weeks", "lapsed", "Everybody who was asked has answered."),
    ("news", "Waiting for news", "made|met", "No news is awaited."),
    ("thanks", "Thanks owed", "thanks", "Whoever told you how it went has been thanked."),
    ("ideas", "Ideas", "idea", "No idea waits for its day."),
    ("outcomes", "What came of them", "closed", "Nothing is known yet of any introduction."),
    ("declined", "Declined", "declined", "Nobody has said no."),
)
_SIDES: Mapping[SideState, str] = {
    "not asked": "not asked yet",
    "no answer": "asked, no answer yet",
    "yes": "said yes",
    "no": "said no",
    "later": "said later",
}
_UNASKED = {"asked for it": "asked for it", "just-send": "wants no asking"}
_OUTCOMES = {
    "useful": "It was useful",
    "pleasant": "It was pleasant",
    "nothing": "Nothing came of it",
    "unknown": "Nobody told",
}


class Half(NamedTuple):
    """One of the two: who, why it is good for them, and where they stand, since when."""

    who: Markup
    because: str
    state: str
    since: When | None
    then: str = ""


class Act(NamedTuple):
    """One introduction as the page shows it."""

    anchor: str
    halves: tuple[Half, ...]
    steps: tuple[tuple[str, str, When | None, bool], ...]
    days: tuple[tuple[str, When], ...]
    outcome: str
    lines: tuple[Line, ...]
    place: str
    edit: str


class Group(NamedTuple):
    """The introductions in one state, with words for none."""

    anchor: str
    title: str
    empty: str
    acts: Part[Act]


def introductions_page(desk: Desk) -> RenderedPage:
    """The page Introductions."""
    acts = all_progress(desk.network, desk.today)
    anchors = anchors_of(desk.network.introductions)
    groups = [
        Group(anchor, title, empty, part(lambda one: _act(desk, one, anchors), found, MOST))
        for anchor, title, empty, found in _grouped(acts)
    ]
    html = fill(
        "introductions.html",
        up=UP,
        groups=groups,
        loop=loop_in_words(acts, desk.today),
        years=tallies(acts),
        total=len(acts),
    )
    heads = [Heading(one.anchor, one.title) for one in groups if acts]
    return RenderedPage(
        uri=URI,
        title="Introductions",
        html=html,
        listed=True,
        toc=(Heading("top", "Introductions", 1), *heads),
        search=tuple(_search(desk, acts, anchors, groups)),
        dependencies=tuple(act.path for act in desk.network.introductions),
        scripts=("copy.js",),
    )


def anchors_of(acts: tuple[Introduction, ...]) -> dict[str, str]:
    """Where each introduction stands on the page, by its file."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, act in enumerate(acts):
        anchor = f"act-{_NOT_AN_ANCHOR.sub('-', act.id.lower()).strip('-')}"
        found[act.path] = f"{anchor}-{number}" if anchor in taken else anchor
        taken.add(found[act.path])
    return found


def _grouped(acts: tuple[Progress, ...]) -> list[tuple[str, str, str, list[Progress]]]:
    found = []
    for anchor, title, states, empty in _SECTIONS:
        wanted = states.split("|")
        inside = [one for one in acts if _kind(one) in wanted]
        newest_last = anchor not in ("outcomes", "declined")
        inside.sort(key=lambda one: one.introduction.path, reverse=not newest_last)
        found.append((anchor, title, empty, inside))
    return found


def _kind(one: Progress) -> str:
    return "thanks" if one.thanks_owed else one.state


def _act(desk: Desk, one: Progress, anchors: Mapping[str, str]) -> Act:
    act = one.introduction
    names = {side.who: _name(desk, side.who) for side in one.sides}
    return Act(
        anchors[act.path],
        _halves(desk, one),
        tuple(_step(desk, one, step) for step in one.waiting),
        tuple(_days(desk, act)),
        _outcome(act) if one.state == "closed" else "",
        lines(one, names, desk.today),
        str(act.at),
        desk.edit(act.at),
    )


def _halves(desk: Desk, one: Progress) -> tuple[Half, ...]:
    found = []
    for side in one.sides:
        said = _UNASKED.get(side.unasked, _SIDES[side.state])
        since = when(side.since, desk.today) if side.since and not side.unasked else None
        because = _because(one.introduction, side.who)
        said, _, then = said.partition(", ")
        found.append(Half(desk.linked(side.who, UP), because, said, since, then))
    return tuple(found)


def _because(act: Introduction, who: Mention) -> str:
    for each, reason in act.because:
        if (each.person or each.text) == (who.person or who.text):
            return " ".join(reason.split())
    return ""


def _step(desk: Desk, one: Progress, step: Waiting) -> tuple[str, str, When | None, bool]:
    """What is waited for, what happens on which day to come, and whether it is the owner's turn."""
    due = when(step.due, desk.today) if step.due and step.due > desk.today else None
    until = "two weeks are over" if step.step == "answer" else "time to ask"
    mine = one.state != "idea" and step.now(desk.today)
    return capital(plain(in_words(desk.network, step))), until, due, mine


def _days(desk: Desk, act: Introduction) -> list[tuple[str, When]]:
    dated: tuple[tuple[str, PartialDate | None], ...] = (
        ("made", act.made),
        ("met", act.met),
        ("told", act.outcome.on if act.outcome else None),
        ("thanked", act.thanked),
    )
    return [(word, when(on, desk.today)) for word, on in dated if on and first_day(on)]


def _outcome(act: Introduction) -> str:
    if act.outcome is None:
        return ""
    said = _OUTCOMES.get(act.outcome.was, act.outcome.was)
    return f"{said}: {act.outcome.note}" if act.outcome.note else said


def _name(desk: Desk, who: Mention) -> str:
    return plain(desk.network.name_of(who.person) if who.person else who.text, 200)


def _search(
    desk: Desk, acts: tuple[Progress, ...], anchors: Mapping[str, str], groups: list[Group]
) -> list[SearchEntry]:
    """An entry for each introduction that the page shows."""
    shown = {act.anchor for group in groups for act in group.acts.rows}
    entries = [SearchEntry("", "Introductions", "Waiting, made, outcomes, thanks owed")]
    for one in acts:
        anchor = anchors[one.introduction.path]
        if anchor in shown:
            names = " and ".join(_name(desk, side.who) for side in one.sides)
            told = " ".join(reason for _, reason in one.introduction.because)
            entries.append(SearchEntry(anchor, names, escaped(told)))
    return entries
