"""One introduction as a card: the two, why for each, where they stand, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from kithbook.book.model import Introduction, Mention
from kithbook.insight.days import first_day
from kithbook.introductions.introduced import OUTCOMES
from kithbook.introductions.sides import SideState
from kithbook.introductions.state import Progress
from kithbook.private.links import Links
from kithbook.private.pages.waits import NextStep, steps
from kithbook.private.pages.words import When, capital, when
from kithbook.text.dates import PartialDate
from kithbook.text.safe import plain
from kithbook.views.introductions_view import IntroductionsView

URI = "introductions/"
UP = "../"
_NOT_AN_ANCHOR = re.compile(r"[^a-z0-9]+")
_SIDES: Mapping[SideState, str] = {
    "not asked": "not asked yet",
    "no answer": "asked, no answer yet",
    "yes": "said yes",
    "no": "said no",
    "later": "said later",
}
_UNASKED = {"asked for it": "asked for it", "just-send": "need not be asked"}


class CardSide(NamedTuple):
    """One of the two: who, why it is good for them, and where they stand, since when."""

    who: Markup
    because: str
    state: str
    since: When | None
    then: str = ""


class IntroductionCard(NamedTuple):
    """One introduction as the page shows it."""

    anchor: str
    halves: tuple[CardSide, ...]
    steps: tuple[NextStep, ...]
    days: tuple[tuple[str, When], ...]
    outcome: str
    place: str
    edit: str


class IntroductionLine(NamedTuple):
    """One introduction on one line of a long list."""

    anchor: str
    pair: tuple[Markup, ...]
    words: str
    place: str
    edit: str


def introduction_card(
    links: Links, on_file: IntroductionsView, one: Progress, anchors: Mapping[str, str]
) -> IntroductionCard:
    """The card of one introduction; `anchors` are those of `anchors_of`."""
    act = one.introduction
    return IntroductionCard(
        anchors[act.path],
        _halves(links, one),
        steps(links, on_file, one),
        tuple(_days(links, act)),
        _outcome(links, one),
        str(act.at),
        links.edit(act.at),
    )


def introduction_line(
    links: Links, on_file: IntroductionsView, one: Progress, anchors: Mapping[str, str]
) -> IntroductionLine:
    """One introduction on one line: who, the first thing that is waited for, and the file."""
    act = one.introduction
    waits = on_file.waits_of.get(act.path, ())
    said = capital(plain(waits[0].sentence)) if waits else ""
    names = tuple(links.linked(side.who) for side in one.sides)
    return IntroductionLine(
        anchors[act.path], names, said or _outcome(links, one), str(act.at), links.edit(act.at)
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


def side_name(links: Links, who: Mention) -> str:
    """One of the two by name, as plain words."""
    return plain(links.network.shown(who), 200)


def _halves(links: Links, one: Progress) -> tuple[CardSide, ...]:
    found = []
    for side in one.sides:
        said = _UNASKED.get(side.unasked, _SIDES[side.state])
        since = when(side.since, links.today) if side.since and not side.unasked else None
        because = _because(one.introduction, side.who)
        said, _, then = said.partition(", ")
        found.append(CardSide(links.linked(side.who), because, said, since, then))
    return tuple(found)


def _because(act: Introduction, who: Mention) -> str:
    for each, reason in act.because:
        if each.means(who):
            return " ".join(reason.split())
    return ""


def _days(links: Links, act: Introduction) -> list[tuple[str, When]]:
    dated: tuple[tuple[str, PartialDate | None], ...] = (
        ("made", act.made),
        ("met", act.met),
        ("told", act.outcome.on if act.outcome else None),
        ("thanked", act.thanked),
    )
    return [(word, when(on, links.today)) for word, on in dated if on and first_day(on)]


def _outcome(links: Links, one: Progress) -> str:
    """What came of it, or why and until when the two are set aside."""
    act = one.introduction
    if one.state == "closed" and act.outcome:
        said = capital(OUTCOMES.get(act.outcome.was, act.outcome.was))
        return f"{said}: {act.outcome.note}" if act.outcome.note else said
    if one.state == "set aside" and act.set_aside:
        until = act.set_aside.until
        said = (
            f"Not these two, until {when(until, links.today).words}" if until else "Not these two"
        )
        return f"{said}: {act.set_aside.because}" if act.set_aside.because else said
    return ""
