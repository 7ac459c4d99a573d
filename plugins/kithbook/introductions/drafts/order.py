"""Which message comes next for an introduction, to whom, and why another one has to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.insight.days import first_day
from kithbook.insight.made import made_on
from kithbook.introductions.asking import ask_first
from kithbook.introductions.drafts.forwardable import forwardable_of, missing_from
from kithbook.introductions.state import (
    FIRST_QUESTION,
    SECOND_QUESTION,
    Progress,
    Side,
)
from kithbook.introductions.waiting import ASK_AGAIN
from kithbook.text.dates import Span

Kind = Literal["forwardable", "ask", "nudge", "introduction", "no", "loop", "thanks"]
KINDS: tuple[Kind, ...] = (
    "forwardable", "ask", "nudge", "introduction", "no", "loop", "thanks",
)  # fmt: skip
NUDGE = Span(7, "days")
"""How long an asking is left alone before the one reminder."""
ASKING = ("idea", "asked", "one yes")
_GOOD = ("useful", "pleasant")


def kinds_for(progress: Progress, today: date) -> tuple[Kind, ...]:
    """The messages that an introduction calls for on a day; the first of them comes next."""
    return tuple(kind for kind in KINDS if _SIDES[kind](progress, today))


def readers(
    network: Network, progress: Progress, kind: Kind, today: date, to: str = ""
) -> tuple[str, ...]:
    """To whom a message of a kind can go on a day, by id, whoever comes first first.

    Who is named (`to`) may be asked although the other's answer is still waited for, or although
    they said later not long ago.
    """
    ids = tuple(side.who.person for side in _SIDES[kind](progress, today) if side.who.person)
    if kind == "ask" and progress.state in ASKING:
        able = ("not asked", "later")
        open_ = (side.who.person for side in progress.sides if side.state in able)
        ids = (*ids, *(one for one in open_ if one and one == to and one not in ids))
    if kind == "ask":
        first = ask_first(network, progress).who
        ids = tuple(sorted(ids, key=lambda one: first is None or one != first.person))
    if kind in ("introduction", "loop", "thanks"):
        writing = writer(network, progress)
        ids = tuple(sorted(ids, key=lambda one: one != writing))
    return ids


def onward(network: Network, progress: Progress) -> Mapping[str, str]:
    """Who brought one of the two to the owner, after something good: their id, and whom."""
    outcome = progress.introduction.outcome
    if progress.state != "closed" or outcome is None or outcome.was not in _GOOD:
        return {}
    found: dict[str, str] = {}
    for side in progress.introduction.ids:
        through = network.through(side)
        if through and through.person in network.people:
            found.setdefault(through.person or "", side)
    return {who: side for who, side in found.items() if who not in progress.introduction.ids}


def asker(progress: Progress) -> Side | None:
    """The one of the two who asked to be introduced, if it was one of them."""
    by = progress.introduction.asked_by
    return next((side for side in progress.sides if by and side.who.means(by)), None)


def writer(network: Network, progress: Progress) -> str:
    """Who writes first once they are introduced: who asked, else the less busy of the two.

    Less busy is who wants more introductions, else who was asked later, since the busier is
    asked first, else the second named.
    """
    asking = asker(progress)
    sides = [side.who for side in progress.sides if side.who.person]
    if asking is not None and asking.who.person:
        return asking.who.person
    if not sides:
        return ""
    chosen = max(reversed(sides), key=lambda who: (_wants(network, who), _asked(progress, who)))
    return chosen.person or ""


def against(network: Network, progress: Progress) -> str:
    """Whose wish forbids any message of this introduction; empty where nobody's does."""
    for side in progress.sides:
        person = network.people.get(side.who.person or "")
        if person is None:
            missing = f"{side.who.text} has no file that can be read, so nothing can be written."
            return f"{missing} See: kith check"
        if person.ask.policy == "never" and progress.state in (*ASKING, "both yes", "lapsed"):
            return f"{person.name} wants no introductions (ask: policy never)."
    return (
        "" if len(set(progress.introduction.ids)) == 2 else "An introduction is between two people."
    )


def _wants(network: Network, who: Mention) -> int:
    person = network.people.get(who.person or "")
    limit = person.ask.per_quarter if person else None
    return 10**6 if limit is None else limit


def _asked(progress: Progress, who: Mention) -> date:
    days = [first_day(on) for each, on in progress.introduction.asked if each.means(who)]
    return max((day for day in days if day), default=date.min)


def _to_ask(one: Progress, today: date) -> tuple[Side, ...]:
    """Who was not asked, while nobody's answer is waited for; and who said later, in time."""
    if one.state not in ASKING or any(side.state == "no answer" for side in one.sides):
        return ()
    later = (side for side in one.sides if side.state == "later" and _rested(side, today))
    return (*(side for side in one.sides if side.state == "not asked"), *later)


def _rested(side: Side, today: date) -> bool:
    return side.since is None or side.since + ASK_AGAIN <= today


def _to_nudge(one: Progress, today: date) -> tuple[Side, ...]:
    if one.state not in (*ASKING, "lapsed"):
        return ()
    silent = (side for side in one.sides if side.state == "no answer" and not side.nudged)
    return tuple(side for side in silent if side.since is None or side.since + NUDGE <= today)


def _to_word_anew(one: Progress, _: date) -> tuple[Side, ...]:
    asking = asker(one)
    waits = any(side.state == "not asked" for side in one.sides)
    if asking is None or one.state not in ASKING or not waits:
        return ()
    return (asking,) if missing_from(forwardable_of(one.introduction.notes)) else ()


def _to_introduce(one: Progress, _: date) -> tuple[Side, ...]:
    return one.sides if one.state == "both yes" else ()


def _to_tell_no(one: Progress, _: date) -> tuple[Side, ...]:
    """Who waits for news and is not the one who said no, or said nothing."""
    ended = one.state in ("declined", "lapsed")
    return tuple(s for s in one.sides if ended and s.state == "yes" and s.unasked != "just-send")


def _to_question(one: Progress, today: date) -> tuple[Side, ...]:
    if one.state not in ("made", "met"):
        return ()
    due = loop_due(one)
    return one.sides if due is None or due <= today else ()


def loop_due(one: Progress) -> date | None:
    """From which day on to ask what came of it; None where the day it was made is not known."""
    made = made_on(one.introduction)
    wait = FIRST_QUESTION if one.state == "made" else SECOND_QUESTION
    return made + wait if made else None


def _to_thank(one: Progress, _: date) -> tuple[Side, ...]:
    return one.sides if one.thanks_owed else ()


_SIDES: Mapping[Kind, Callable[[Progress, date], tuple[Side, ...]]] = MappingProxyType(
    {
        "forwardable": _to_word_anew,
        "ask": _to_ask,
        "nudge": _to_nudge,
        "introduction": _to_introduce,
        "no": _to_tell_no,
        "loop": _to_question,
        "thanks": _to_thank,
    }
)
