"""What introductions wait for on one day, as lists: to ask, no answer, to make, loops, thanks.

Unlike `state.waiting` it goes by person and step: an introduction may stand in two lists, and one
that lapsed stands in a list of its own. After a good outcome thanks are owed on: whoever brought
one of the two to the owner is told what came of it, until an entry `thanks` with them says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.insight.days import on_day
from kithbook.insight.made import made_on, told_on
from kithbook.introductions.state import (
    FIRST_QUESTION,
    LAPSE,
    SECOND_QUESTION,
    Progress,
    Side,
    all_progress,
)
from kithbook.text.dates import Span

About = Literal[
    "ask", "ask again", "answer", "lapsed", "make", "first question", "second question",
    "thanks", "thanks onward",
]  # fmt: skip

ASK_AGAIN = Span(30, "days")
"""How long "later" is left in peace."""
NEWS = Span(365, "days")
"""How long what came of an introduction is news to whoever brought one of the two."""

_DRAFTS: Mapping[About, str] = MappingProxyType(
    {
        "ask": "ask",
        "ask again": "ask",
        "lapsed": "nudge",
        "make": "introduction",
        "first question": "loop",
        "second question": "loop",
        "thanks": "thanks",
    }
)
_SENTENCES: Mapping[About, str] = MappingProxyType(
    {
        "ask": "{who} has not been asked about {others}",
        "ask again": "{who} said later about {others}: ask again when it suits",
        "answer": "Waiting{until} for {who} to answer about {others}",
        "lapsed": "{who} has not answered about {others}: {then}",
        "make": "{pair} both said yes: make the introduction",
        "first question": "{pair}: ask whether they met",
        "second question": "{pair}: ask what came of it",
        "thanks": "{pair}: say thanks for the news",
        "thanks onward": "{who} brought you {others}: say what came of {it}",
    }
)
_OF_ONE_SIDE = ("ask", "ask again", "lapsed")


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that an introduction waits for.

    `who` is whom to ask, to wait for or to thank (nobody: both of the two) and `others` the rest:
    the other side, or for thanks onward those whom `who` brought. `day` is the day on which a
    silence lapses or lapsed, a question fell due, or the outcome became known.
    """

    about: About
    introduction: Introduction
    who: Mention | None = None
    others: tuple[Mention, ...] = ()
    day: date | None = None
    nudged: bool = False

    @property
    def command(self) -> tuple[str, ...]:
        """The words of the command that comes next, or none where there is only waiting."""
        who = (self.who.person or self.who.text) if self.who else ""
        if self.about == "thanks onward":
            brought = " and ".join(f"[[{one.person or one.text}]]" for one in self.others)
            return ("kith", "log", f"thanks to {who}: for {brought}")
        kind = _DRAFTS.get(self.about)
        if kind is None or (self.about == "lapsed" and self.nudged):
            return ()
        side = ("--to", who) if self.about in _OF_ONE_SIDE else ()
        return ("kith", "draft", kind, self.introduction.id, *side)


@dataclass(frozen=True, slots=True)
class Board:
    """All that introductions wait for on a day, the longest waiting first, thanks the newest first.

    `ideas` are sides of introductions of which nobody was asked yet. `later` are those who said
    so; their day is when to ask again. Questions stand here once their day has come: the first
    until day 60, or until the two have met.
    """

    to_ask: tuple[Wait, ...] = ()
    ideas: tuple[Wait, ...] = ()
    later: tuple[Wait, ...] = ()
    unanswered: tuple[Wait, ...] = ()
    lapsed: tuple[Wait, ...] = ()
    to_make: tuple[Wait, ...] = ()
    first_questions: tuple[Wait, ...] = ()
    second_questions: tuple[Wait, ...] = ()
    thanks: tuple[Wait, ...] = ()
    thanks_onward: tuple[Wait, ...] = ()


def board(network: Network, today: date, acts: Iterable[Progress] | None = None) -> Board:
    """What waits on a day; `acts` are the `all_progress` of the day, where they are at hand."""
    everyone = all_progress(network, today) if acts is None else tuple(acts)
    asking = [(one, wait) for one in everyone for wait in _from_sides(one, today)]
    made = [wait for one in everyone for wait in _once_made(one, today)]
    onward = [wait for one in everyone for wait in _onward(network, one, today)]

    def asked(*about: About, idea: bool = False) -> tuple[Wait, ...]:
        found = (w for one, w in asking if w.about in about and (one.state == "idea") == idea)
        return _oldest_first(found)

    def after(about: About) -> tuple[Wait, ...]:
        return _oldest_first(wait for wait in made if wait.about == about)

    return Board(
        to_ask=asked("ask"),
        ideas=asked("ask", idea=True),
        later=asked("ask again"),
        unanswered=asked("answer"),
        lapsed=asked("lapsed"),
        to_make=after("make"),
        first_questions=after("first question"),
        second_questions=after("second question"),
        thanks=after("thanks")[::-1],
        thanks_onward=_oldest_first(onward)[::-1],
    )


def for_today(one: Board, today: date) -> tuple[Wait, ...]:
    """What is worth a line on the day itself, the owner's own steps first.

    Ideas wait for nobody. Whoever said later is left in peace until the day, and a silence is
    told for two weeks, once nudged not at all: then it rests. Who is asked second is asked once
    the first has answered.
    """
    open_ = {wait.introduction.path for wait in one.unanswered}
    second = (wait for wait in one.to_ask if wait.introduction.path not in open_)
    later = (wait for wait in one.later if wait.day is None or wait.day <= today)
    fresh = (w for w in one.lapsed if not w.nudged and w.day and today < w.day + LAPSE)
    return (
        *one.to_make,
        *one.thanks,
        *one.thanks_onward,
        *one.second_questions,
        *one.first_questions,
        *second,
        *later,
        *fresh,
        *one.unanswered,
    )


def in_a_sentence(network: Network, wait: Wait, today: date) -> str:
    """What is waited for, with both names, as a sentence without its full stop."""
    rest = [network.shown(side) for side in wait.introduction.between if side not in wait.others]
    until = f" until {on_day(wait.day, today).removeprefix('on ')}" if wait.day else ""
    return _SENTENCES[wait.about].format(
        who=network.shown(wait.who) if wait.who else "",
        others=" and ".join(network.shown(other) for other in wait.others),
        pair=" and ".join(network.shown(side) for side in wait.introduction.between),
        it=f"meeting {' and '.join(rest)}" if rest else "it",
        until=until,
        then="let it rest" if wait.nudged else "ask once more, or let it rest",
    )


def _from_sides(one: Progress, today: date) -> Iterator[Wait]:
    """What the two sides wait for while they are asked; a silence on one side holds up the rest."""
    if one.state not in ("idea", "asked", "one yes", "lapsed"):
        return
    begun = max((side.since for side in one.sides if side.since), default=None)
    for side in one.sides:
        others = tuple(each.who for each in one.sides if each is not side)
        if side.state == "no answer":
            yield _silence(one, side, others, today)
        elif one.state == "lapsed":
            continue
        elif side.state == "not asked":
            yield Wait("ask", one.introduction, side.who, others, begun)
        elif side.state == "later":
            day = side.since + ASK_AGAIN if side.since else None
            yield Wait("ask again", one.introduction, side.who, others, day, side.nudged)


def _silence(one: Progress, side: Side, others: tuple[Mention, ...], today: date) -> Wait:
    day = side.since + LAPSE if side.since else None
    about: About = "lapsed" if day and day <= today else "answer"
    return Wait(about, one.introduction, side.who, others, day, side.nudged)


def _once_made(one: Progress, today: date) -> Iterator[Wait]:
    act = one.introduction
    if one.state == "both yes":
        yield Wait("make", act, day=max((s.since for s in one.sides if s.since), default=None))
    elif one.state in ("made", "met"):
        yield from _questions(one, today)
    elif one.thanks_owed:
        yield Wait("thanks", act, day=told_on(act))


def _questions(one: Progress, today: date) -> Iterator[Wait]:
    """The question of day 60, or before it that of day 14 where it is not known that they met."""
    act = one.introduction
    made = made_on(act)
    if made is None:
        yield Wait("second question" if one.state == "met" else "first question", act)
    elif made + SECOND_QUESTION <= today:
        yield Wait("second question", act, day=made + SECOND_QUESTION)
    elif one.state == "made" and made + FIRST_QUESTION <= today:
        yield Wait("first question", act, day=made + FIRST_QUESTION)


def _onward(network: Network, one: Progress, today: date) -> Iterator[Wait]:
    """Who brought one of the two, is not one of them, and has not been thanked since."""
    act, told = one.introduction, told_on(one.introduction)
    good = act.outcome is not None and act.outcome.was in ("useful", "pleasant")
    if one.state != "closed" or not good or told is None or (today - told).days > NEWS.days:
        return
    brought: dict[str, list[Mention]] = {}
    for side in act.between:
        through = network.through(side.person or "")
        by = through.person if through else None
        if by in network.people and by not in act.ids:
            brought.setdefault(by or "", []).append(side)
    for person, sides in brought.items():
        if not network.thanked_since(person, told, today):
            who = Mention(network.name_of(person), act.at, person)
            yield Wait("thanks onward", act, who, tuple(sides), told)


def _oldest_first(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    order = sorted(waits, key=lambda wait: (wait.day or date.max, wait.introduction.id))
    return tuple(order)
