"""Where the two of an introduction stand, and it between them, derived from its dates.

idea, asked, one yes, both yes, made, met, closed; or declined, or lapsed after 14 days without
an answer; or set aside by the owner, whatever was said before. Who asked for the introduction, and
who wants to be introduced without being asked (`ask: {policy: just-send}`), counts as a yes until
they say something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.book.steps import Answered
from kithbook.insight.days import first_day, happened, last_day
from kithbook.insight.made import stage
from kithbook.text.dates import PartialDate, Span

State = Literal[
    "idea", "asked", "one yes", "both yes", "made", "met", "closed",
    "declined", "lapsed", "set aside",
]  # fmt: skip
SideState = Literal["not asked", "no answer", "yes", "no", "later"]

ASKING: tuple[State, ...] = ("idea", "asked", "one yes")
LAPSE = Span(14, "days")
"""How long an answer is waited for; a silence is told for as long again, then it rests."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the people between whom it is; `since` is the last asking or the answer.

    `words` are those of the answer, where they are kept. `unasked` says why a yes is taken for
    given: they asked for it, or want no asking.
    """

    who: Mention
    state: SideState
    since: date | None = None
    nudged: bool = False
    unasked: Literal["", "asked for it", "just-send"] = ""
    words: str = ""


def side_of(network: Network, introduction: Introduction, who: Mention, today: date) -> Side:
    """Where one of the two stands."""
    answer = next((said for each, said in introduction.answered if each.means(who)), None)
    asked = _latest(introduction.asked, who, today)
    nudged = _latest(introduction.nudged, who, today)
    if asked and nudged and nudged < asked:  # the nudge of an asking before this one
        nudged = None
    if answer and _counts(answer, today) and not _asked_since(answer, asked):
        # Only a wait is counted from the asking; a yes or no is of no known day.
        since = first_day(answer.on) or (asked if answer.said == "later" else None)
        return Side(who, answer.said, since, nudged is not None, words=answer.words)
    if network.asked_for(introduction, who):
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


def state_of(introduction: Introduction, sides: tuple[Side, ...], today: date) -> State:
    """Where an introduction stands between its sides."""
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
