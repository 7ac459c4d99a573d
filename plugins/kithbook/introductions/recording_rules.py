"""Whether a step makes sense where an introduction stands; if not, a sentence says why.

Each function answers with an empty text when nothing speaks against it. Dates are compared as far
as they are known.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.book.step_order import NEEDS, DatedStep, Step, dated_steps, disordered, lacks
from kithbook.book.steps import Answer
from kithbook.insight.days import happened
from kithbook.insight.made import MADE
from kithbook.introductions.sides import Side
from kithbook.introductions.state import Progress
from kithbook.text.dates import PartialDate
from kithbook.text.words import listed

_OUTCOMES = {"useful": "it was useful", "pleasant": "it was pleasant", "nothing": "nothing"}
_DISORDERS: Mapping[tuple[Step, Step], str] = MappingProxyType(
    {
        (
            "asked",
            "answered",
        ): "{name} was asked {on}, and the answer cannot have come before that.",
        ("asked", "nudged"): "{name} was asked {on}. A nudge comes after that.",
        ("made", "met"): "It was made {on}, and {day} is before that.",
        ("made", "outcome"): "It was made {on}, and {day} is before that.",
        ("made", "yes"): "It was made {on}.",
        ("met", "told"): "They met {on}. What came of it is known after that.",
        ("nudged", "answered"): "{name} was nudged {on}, and had not answered by then.",
        ("thanked", "told"): "Thanks were said {on}, and what came of it was known by then.",
        ("told", "met"): "You heard what came of it {on}, so they met by then.",
        ("told", "thanked"): "You heard what came of it {on}. Thanks come after that.",
        ("yes", "made"): "{name} said yes only {on}.",
    }
)
"""What is said of a date that stands there already and a new one, where both cannot be right."""


@dataclass(frozen=True, slots=True)
class StepToRecord:
    """A step to be recorded for an introduction: on which day, seen from which day.

    `dated` says whether the owner named the day himself.
    """

    network: Network
    one: Progress
    on: PartialDate
    today: date
    dated: bool = False

    @property
    def path(self) -> str:
        """The file that the step would be written into."""
        return self.one.introduction.path

    def command(self, step: str, who: Mention | None = None) -> str:
        """The command that records a step of this introduction."""
        words = ("kith", "introduction", step, self.one.introduction.id)
        return shlex.join((*words, who.reference) if who else words)

    def name(self, who: Mention) -> str:
        """Somebody as a sentence names them."""
        return self.network.shown(who)

    def side(self, who: Mention) -> Side:
        """Where one of the two stands."""
        return next(side for side in self.one.sides if side.who.means(who))


def against_asking(order: StepToRecord, who: Mention) -> str:
    """What speaks against having asked somebody on that day."""
    return next(_against_asking(order, order.side(who)), "")


def _against_asking(order: StepToRecord, side: Side) -> Iterator[str]:
    name = order.name(side.who)
    if over := _over(order):
        yield over
    if side.state == "yes" and not side.unasked:
        yield f"{name} said yes{_since(side)} already."
    if side.unasked and side.since:
        yield f"{name} was asked{_since(side)} already."
    if side.state == "no answer" and side.nudged:
        yield f"{name} was asked twice, and one nudge is enough. Without an answer, let it rest."
    if side.state == "no answer":
        again = f"A second time, the last one, is a nudge: {order.command('nudged', side.who)}"
        yield f"{name} was asked{_since(side)} already. {again}"
    if side.state == "later":
        answers = order.one.introduction.answered
        said = next(answer.on for each, answer in answers if each.means(side.who))
        if said is None:
            yield f"{name} said later, and no day is written with it. Add it first in {order.path}"
        elif order.on.earliest() <= said.latest():
            yield f"{name} said later {_on(said)}. Asking again comes after that day."


def against_answering(order: StepToRecord, who: Mention, said: Answer) -> str:
    """What speaks against an answer of that day."""
    return next(_against_answering(order, order.side(who), said), "")


def _against_answering(order: StepToRecord, side: Side, said: Answer) -> Iterator[str]:
    act, name = order.one.introduction, order.name(side.who)
    if order.one.state == "set aside":
        yield _set_aside(order)
    if side.state == "no":
        back = f"If they come back to it by themselves, change answered in {order.path}"
        yield f"{name} said no{_since(side)}, and a no stands. {back}"
    made = act.made if act.made and happened(act.made, order.today) else None
    if made and (said != "yes" or _disorder(order, "yes", side.who)):
        since = f"What came of it since is told by: {order.command('outcome')}"
        yield f"It was made {_on(made)}. {since}"
    if side.state == said and not side.unasked:
        yield f"{name} said {said}{_since(side)} already."
    if why := _disorder(order, "answered", side.who):
        yield why
    if lacks(act, "nudged", side.who) and not side.unasked and not order.dated:
        yield (
            f"{name} has not been asked, as far as the file knows. If they told you all "
            f"the same, add the day with --on DATE; else record the "
            f"asking: {order.command('asked', side.who)}"
        )


def against_nudging(order: StepToRecord, who: Mention) -> str:
    """What speaks against a second asking on that day."""
    side, name = order.side(who), order.name(who)
    if over := _over(order):
        return over
    asked = (on for each, on in order.one.introduction.asked if each.means(who))
    if not any(happened(on, order.today) for on in asked):
        return f"{name} has not been asked yet. The first time is: {order.command('asked', who)}"
    if side.state != "no answer" and not side.unasked:
        return f"{name} answered{_since(side)}: {side.state}. There is nothing to ask again."
    if side.nudged:
        return f"{name} was asked twice, and one nudge is enough. Without an answer, let it rest."
    return _disorder(order, "nudged", who)


def against_making(order: StepToRecord) -> str:
    """What speaks against having made it on that day."""
    if over := _over(order):
        return over
    missing = [side.who for side in order.one.sides if side.state != "yes"]
    if missing:
        names = listed((order.name(who) for who in missing), "and")
        first = f"{order.command('answer', missing[0])} yes"
        return f"It is made after two yeses, and none is recorded from {names}. First: {first}"
    return _disorder(order, "made")


def against_meeting(order: StepToRecord) -> str:
    """What speaks against the two having met on that day."""
    act = order.one.introduction
    if act.met and happened(act.met, order.today):
        return f"They met {_on(act.met)} already. To change it, open {order.path}"
    return _not_made(order, "They cannot have met") or _disorder(order, "met")


def against_outcome(order: StepToRecord) -> str:
    """What speaks against having heard on that day what came of it."""
    act = order.one.introduction
    if order.one.state == "closed" and act.outcome and act.outcome.was != "unknown":
        on = f" since {act.outcome.on}" if act.outcome.on else ""
        known = _OUTCOMES.get(act.outcome.was, act.outcome.was)
        return f"It is known{on} what came of it: {known}. To change it, open {order.path}"
    unmade = _not_made(order, "Nothing can have come of it")
    return unmade or _disorder(order, "told") or _disorder(order, "outcome")


def against_thanking(order: StepToRecord) -> str:
    """What speaks against thanks on that day."""
    act = order.one.introduction
    if act.thanked and happened(act.thanked, order.today):
        return f"Thanks were said {_on(act.thanked)} already."
    if unmade := _not_made(order, "There is nothing to thank for"):
        return unmade
    if order.one.state != "closed" or act.outcome is None:
        first = order.command("outcome")
        return f"Thanks are for news of what came of it, and none is recorded. First: {first}"
    if act.outcome.was == "unknown":
        return f"Nobody told what came of it. Once they do: {order.command('outcome')}"
    return _disorder(order, "thanked")


def against_setting_aside(order: StepToRecord) -> str:
    """What speaks against "not these two"."""
    if order.one.state in MADE:
        return f"They were introduced{_made_on(order)}, so there is nothing to set aside."
    return _set_aside(order) if order.one.state == "set aside" else ""


def _over(order: StepToRecord) -> str:
    """What ends the asking: it was made, somebody said no, or it is set aside."""
    state = order.one.state
    if state in MADE:
        return f"It was made{_made_on(order)} already."
    if state == "declined":
        said = [side for side in order.one.sides if side.state == "no"]
        names = listed((f"{order.name(side.who)} said no{_since(side)}" for side in said), "and")
        return f"{names}, and a no stands."
    return _set_aside(order) if state == "set aside" else ""


def _set_aside(order: StepToRecord) -> str:
    aside = order.one.introduction.set_aside
    on = f" {_on(aside.on)}" if aside and aside.on else ""
    until = f", until {aside.until}" if aside and aside.until else ""
    return f"You set these two aside{on}{until}. To take it up again, open {order.path}"


def _not_made(order: StepToRecord, what: str) -> str:
    if order.one.state in MADE:
        return ""
    first = order.command(NEEDS["met"])
    return f"{what} before it was made, and no day of that is recorded. First: {first}"


def _disorder(order: StepToRecord, step: Step, who: Mention | None = None) -> str:
    """What is said where a recorded date and the new one cannot both be right."""
    act = order.one.introduction
    new = DatedStep(step, order.on, act.at, who)
    others = (one for one in dated_steps(act) if one.step != step)
    for first, second in disordered(order.network, act, (*others, new)):
        if new in (first, second):
            there = first if second is new else second
            name = order.name(there.who) if there.who else ""
            says = _DISORDERS[there.step, step]
            return says.format(name=name, on=_on(there.on), day=order.on)
    return ""


def _made_on(order: StepToRecord) -> str:
    made = order.one.introduction.made
    return f" {_on(made)}" if made and happened(made, order.today) else ""


def _since(side: Side) -> str:
    return f" on {side.since}" if side.since else ""


def _on(day: PartialDate) -> str:
    return f"on {day}" if day.exact else f"in {day}"
