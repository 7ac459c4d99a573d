"""Whether a step makes sense where an introduction stands; if not, a sentence says why.

Each function answers with an empty text when nothing speaks against it. Dates are compared as far
as they are known.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.book.steps import Answer
from kithbook.insight.days import happened
from kithbook.insight.made import MADE
from kithbook.introductions.sides import Side
from kithbook.introductions.state import Progress
from kithbook.text.dates import PartialDate
from kithbook.text.words import listed

_OUTCOMES = {"useful": "it was useful", "pleasant": "it was pleasant", "nothing": "nothing"}


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
        said = _answer_day(order, side.who)
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
        back = f"Where they come back to it by themselves, change answered in {order.path}"
        yield f"{name} said no{_since(side)}, and a no stands. {back}"
    made = act.made if act.made and happened(act.made, order.today) else None
    if made and (said != "yes" or _before(made, order.on)):
        since = f"What came of it since is told by: {order.command('outcome')}"
        yield f"It was made {_on(made)}. {since}"
    if side.state == said and not side.unasked:
        yield f"{name} said {said}{_since(side)} already."
    asked = _day(act.asked, side.who)
    if asked and _before(order.on, asked) and side.unasked != "asked for it":
        yield f"{name} was asked {_on(asked)}, and the answer cannot have come before that."
    if not asked and not side.unasked and not order.dated:
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
    asked = _day(order.one.introduction.asked, who)
    if asked is None or not happened(asked, order.today):
        return f"{name} has not been asked yet. The first time is: {order.command('asked', who)}"
    if side.state != "no answer" and not side.unasked:
        return f"{name} answered{_since(side)}: {side.state}. There is nothing to ask again."
    if side.nudged:
        return f"{name} was asked twice, and one nudge is enough. Without an answer, let it rest."
    if _before(order.on, asked):
        return f"{name} was asked {_on(asked)}. A nudge comes after that."
    return ""


def against_making(order: StepToRecord) -> str:
    """What speaks against having made it on that day."""
    act = order.one.introduction
    if over := _over(order):
        return over
    missing = [side.who for side in order.one.sides if side.state != "yes"]
    if missing:
        names = listed((order.name(who) for who in missing), "and")
        first = f"{order.command('answer', missing[0])} yes"
        return f"It is made after two yeses, and none is recorded from {names}. First: {first}"
    for who, answer in act.answered:
        if answer.on and _before(order.on, answer.on):
            return f"{order.name(who)} said yes only {_on(answer.on)}."
    return ""


def against_meeting(order: StepToRecord) -> str:
    """What speaks against the two having met on that day."""
    act = order.one.introduction
    if act.met and happened(act.met, order.today):
        return f"They met {_on(act.met)} already. To change it, open {order.path}"
    told = act.outcome.on if act.outcome and act.outcome.was != "unknown" else None
    if order.one.state == "closed" and told and _before(told, order.on):
        return f"You heard what came of it {_on(told)}, so they met by then."
    return _before_it_was_made(order, "They cannot have met")


def against_outcome(order: StepToRecord) -> str:
    """What speaks against having heard on that day what came of it."""
    act = order.one.introduction
    if order.one.state == "closed" and act.outcome and act.outcome.was != "unknown":
        on = f" since {act.outcome.on}" if act.outcome.on else ""
        known = _OUTCOMES.get(act.outcome.was, act.outcome.was)
        return f"It is known{on} what came of it: {known}. To change it, open {order.path}"
    if act.met and happened(act.met, order.today) and _before(order.on, act.met):
        return f"They met {_on(act.met)}. What came of it is known after that."
    return _before_it_was_made(order, "Nothing can have come of it")


def against_thanking(order: StepToRecord) -> str:
    """What speaks against thanks on that day."""
    act = order.one.introduction
    if act.thanked and happened(act.thanked, order.today):
        return f"Thanks were said {_on(act.thanked)} already."
    if order.one.state != "closed" or act.outcome is None:
        first = order.command("outcome")
        return f"Thanks are for news of what came of it, and none is recorded. First: {first}"
    if act.outcome.was == "unknown":
        return f"Nobody told what came of it. Once they do: {order.command('outcome')}"
    if act.outcome.on and _before(order.on, act.outcome.on):
        return f"You heard what came of it {_on(act.outcome.on)}. Thanks come after that."
    return ""


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


def _before_it_was_made(order: StepToRecord, what: str) -> str:
    act = order.one.introduction
    if order.one.state not in MADE:
        first = order.command("made")
        return f"{what} before it was made, and no day of that is recorded. First: {first}"
    if act.made and _before(order.on, act.made):
        return f"It was made {_on(act.made)}, and {order.on} is before that."
    return ""


def _made_on(order: StepToRecord) -> str:
    made = order.one.introduction.made
    return f" {_on(made)}" if made and happened(made, order.today) else ""


def _since(side: Side) -> str:
    return f" on {side.since}" if side.since else ""


def _on(day: PartialDate) -> str:
    return f"on {day}" if day.exact else f"in {day}"


def _before(one: PartialDate, other: PartialDate) -> bool:
    return one.latest() < other.earliest()


def _day(dated: Iterable[tuple[Mention, PartialDate]], who: Mention) -> PartialDate | None:
    return next((on for each, on in dated if each.means(who)), None)


def _answer_day(order: StepToRecord, who: Mention) -> PartialDate | None:
    answers = order.one.introduction.answered
    return next((said.on for each, said in answers if each.means(who)), None)
