"""Where an introduction stands, derived from its dates: nothing is stored beside the file.

idea, asked, one yes, both yes, made, met, closed; or declined, or lapsed after 14 days without
an answer; or set aside by the owner, whatever was said before. Who asked for the introduction, and
who wants to be introduced without being asked (`ask: {policy: just-send}`), counts as a yes until
they say something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.book.steps import Answered
from kithbook.insight.days import first_day, happened, last_day
from kithbook.insight.made import made_on, stage
from kithbook.text.dates import PartialDate, Span

State = Literal[
    "idea", "asked", "one yes", "both yes", "made", "met", "closed",
    "declined", "lapsed", "set aside",
]  # fmt: skip
SideState = Literal["not asked", "no answer", "yes", "no", "later"]
Step = Literal["ask", "answer", "ask again", "make", "news", "outcome", "thank"]

LAPSE = Span(14, "days")
FIRST_QUESTION = Span(14, "days")
SECOND_QUESTION = Span(60, "days")

_SENTENCES: Mapping[Step, str] = MappingProxyType(
    {
        "ask": "{name} has not been asked",
        "answer": "waiting for an answer from {name}",
        "ask again": "{name} said later",
        "make": "both said yes: make the introduction",
        "news": "waiting for news: did they meet?",
        "outcome": "waiting for news: was it useful?",
        "thank": "say thanks for the news",
    }
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the people between whom it is; `since` is the last asking or the answer.

    `unasked` says why a yes is taken for given: they asked for it, or want no asking.
    """

    who: Mention
    state: SideState
    since: date | None = None
    nudged: bool = False
    unasked: Literal["", "asked for it", "just-send"] = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What an introduction waits for, from whom (nobody: the owner), and from which day on."""

    step: Step
    who: Mention | None
    due: date | None

    def now(self, today: date) -> bool:
        """Whether it is the owner's turn: a step of the owner's own, or a question that is due."""
        return self.step != "answer" and (self.due is None or self.due <= today)


@dataclass(frozen=True, slots=True)
class Progress:
    """An introduction on one day: its state, its sides, and what it waits for."""

    introduction: Introduction
    state: State
    sides: tuple[Side, ...]
    waiting: tuple[Waiting, ...]

    @property
    def over(self) -> bool:
        """Whether nothing is waited for any more."""
        return not self.waiting

    @property
    def thanks_owed(self) -> bool:
        """Whether its outcome is known and nobody was thanked yet."""
        return any(each.step == "thank" for each in self.waiting)


def progress(network: Network, introduction: Introduction, today: date) -> Progress:
    """Where one introduction stands."""
    sides = tuple(_side(network, introduction, who, today) for who in introduction.between)
    state = _state(introduction, sides, today)
    return Progress(introduction, state, sides, _waiting(introduction, state, sides))


def all_progress(network: Network, today: date) -> tuple[Progress, ...]:
    """Where every introduction stands, in the order of the files."""
    return tuple(progress(network, each, today) for each in network.introductions)


def waiting(network: Network, today: date) -> tuple[Progress, ...]:
    """Introductions under way that wait for an answer, for news, or for the owner.

    The longest waiting come first. Bare ideas wait for nobody and are left out.
    """
    found = [
        each
        for each in all_progress(network, today)
        if each.state != "idea" and any(_waits(step, today) for step in each.waiting)
    ]
    return tuple(sorted(found, key=lambda one: (_waits_since(one, today), one.introduction.id)))


def in_words(network: Network, step: Waiting) -> str:
    """What is waited for, as a sentence without its full stop."""
    return _SENTENCES[step.step].format(name=_name(network, step.who))


def _name(network: Network, who: Mention | None) -> str:
    if who is None:
        return ""
    return network.shown(who)


def _waits(step: Waiting, today: date) -> bool:
    return step.step == "answer" or step.now(today)


def _waits_since(one: Progress, today: date) -> date:
    return min(step.due or date.min for step in one.waiting if _waits(step, today))


def _side(network: Network, introduction: Introduction, who: Mention, today: date) -> Side:
    answer = next((said for each, said in introduction.answered if each.means(who)), None)
    asked = _latest(introduction.asked, who, today)
    nudged = _latest(introduction.nudged, who, today)
    if asked and nudged and nudged < asked:  # the nudge of an asking before this one
        nudged = None
    if answer and _counts(answer, today) and not _asked_since(answer, asked):
        return Side(who, answer.said, first_day(answer.on) or asked, nudged is not None)
    if introduction.asked_by and introduction.asked_by.means(who):
        return Side(who, "yes", asked, unasked="asked for it")
    person = network.people.get(who.person or "")
    if person and person.ask.policy == "just-send":
        return Side(who, "yes", asked, unasked="just-send")
    if asked or nudged:
        since = max(day for day in (asked, nudged) if day)
        return Side(who, "no answer", since, nudged is not None)
    return Side(who, "not asked")


def _counts(answer: Answered, today: date) -> bool:
    return answer.on is None or happened(answer.on, today)


def _asked_since(answer: Answered, asked: date | None) -> bool:
    """Whether a `later` has been followed by another asking."""
    said = last_day(answer.on)
    return answer.said == "later" and asked is not None and said is not None and said < asked


def _latest(
    dated: tuple[tuple[Mention, PartialDate], ...], who: Mention, today: date
) -> date | None:
    days = (first_day(on) for each, on in dated if each.means(who) and happened(on, today))
    return max((day for day in days if day), default=None)


def _state(introduction: Introduction, sides: tuple[Side, ...], today: date) -> State:
    if reached := stage(introduction, today):
        return reached
    if introduction.set_aside and introduction.set_aside.holds(today):
        return "set aside"
    return _asking(sides, today)


def _asking(sides: tuple[Side, ...], today: date) -> State:
    said = [side.state for side in sides]
    if "no" in said:
        return "declined"
    if sides and all(each == "yes" for each in said):
        return "both yes"
    if any(_lapsed(side, today) for side in sides):
        return "lapsed"
    if any(side.state == "yes" and side.unasked != "just-send" for side in sides):
        return "one yes"
    return "asked" if "no answer" in said or "later" in said else "idea"


def _lapsed(side: Side, today: date) -> bool:
    return side.state == "no answer" and side.since is not None and today >= side.since + LAPSE


def _waiting(
    introduction: Introduction, state: State, sides: tuple[Side, ...]
) -> tuple[Waiting, ...]:
    if state in ("idea", "asked", "one yes"):
        return tuple(step for side in sides if (step := _from_side(side)))
    if state == "both yes":
        return (Waiting("make", None, None),)
    made = made_on(introduction)
    if state == "made":
        return (Waiting("news", None, made + FIRST_QUESTION if made else None),)
    if state == "met":
        return (Waiting("outcome", None, made + SECOND_QUESTION if made else None),)
    return (Waiting("thank", None, None),) if _owes_thanks(introduction, state) else ()


def _owes_thanks(introduction: Introduction, state: State) -> bool:
    """Whoever told how it went is thanked; where nothing is known, nobody told."""
    outcome = introduction.outcome
    told = state == "closed" and outcome is not None and outcome.was != "unknown"
    return told and introduction.thanked is None


def _from_side(side: Side) -> Waiting | None:
    steps: dict[SideState, Step] = {"not asked": "ask", "no answer": "answer", "later": "ask again"}
    step = steps.get(side.state)
    if step is None:
        return None
    due = side.since + LAPSE if side.state == "no answer" and side.since else None
    return Waiting(step, side.who, due)
