"""Which date of an introduction may follow which: one table, for its reader and its recorder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Literal

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location

Step = Literal[
    "asked", "nudged", "later", "answered", "yes", "made", "met", "outcome", "told", "thanked",
    "set_aside",
]  # fmt: skip
"""A step with a date. "answered" is a yes or a no, and "outcome" what came of it or "unknown"; a
yes, and an outcome that is known ("told"), count as steps of their own besides."""

_NEVER_AFTER: tuple[tuple[Step, Step], ...] = (
    ("asked", "nudged"), ("asked", "answered"), ("nudged", "answered"), ("yes", "made"),
    ("made", "met"), ("made", "outcome"), ("met", "told"), ("told", "thanked"),
)  # fmt: skip
"""Which step comes first; those of one side are compared with each other."""
NEEDS: Mapping[Step, Step] = MappingProxyType(
    {"nudged": "asked", "met": "made", "outcome": "made", "thanked": "outcome"}
)
"""Which step is recorded before another can be."""


@dataclass(frozen=True, slots=True)
class DatedStep:
    """One dated step of an introduction: of whom, where it is one side's, its day and place."""

    step: Step
    on: PartialDate
    at: Location
    who: Mention | None = None


def dated_steps(act: Introduction) -> Iterator[DatedStep]:
    """All that is dated in an introduction."""
    for who, on in act.asked:
        yield DatedStep("asked", on, who.at, who)
    for who, answer in act.answered:
        if answer.on:
            said: Step = "later" if answer.said == "later" else "answered"
            yield DatedStep(said, answer.on, who.at, who)
            if answer.said == "yes":
                yield DatedStep("yes", answer.on, who.at, who)
    for who, on in act.nudged:
        yield DatedStep("nudged", on, who.at, who)
    told = act.outcome if act.outcome and act.outcome.was != "unknown" else None
    wholes: tuple[tuple[Step, PartialDate | None], ...] = (
        ("made", act.made),
        ("met", act.met),
        ("outcome", act.outcome.on if act.outcome else None),
        ("told", told.on if told else None),
        ("thanked", act.thanked),
        ("set_aside", act.set_aside.on if act.set_aside else None),
    )
    for step, when in wholes:
        if when:
            yield DatedStep(step, when, act.place("outcome" if step == "told" else step))


def lacks(act: Introduction, step: Step, who: Mention | None = None) -> bool:
    """Whether the step that has to come before this one is not recorded."""
    if step == "nudged":
        return not any(who and each.means(who) for each, _ in act.asked)
    return step in NEEDS and not getattr(act, NEEDS[step])


def disordered(
    network: Network, act: Introduction, steps: Iterable[DatedStep]
) -> Iterator[tuple[DatedStep, DatedStep]]:
    """Two steps of which the one that comes first by nature is the later one."""
    for first, second in product(tuple(steps), repeat=2):
        ruled = (first.step, second.step) in _NEVER_AFTER and before(second.on, first.on)
        if ruled and _comparable(network, act, first, second):
            yield first, second


def before(one: PartialDate, other: PartialDate) -> bool:
    """Whether one date lies before another, however the two are completed."""
    return one.latest() < other.earliest()


def _comparable(network: Network, act: Introduction, first: DatedStep, second: DatedStep) -> bool:
    """Whether both are of one side, and no reason is known why they may stand so.

    Whoever asked for it has answered before; a nudge up to a "later" was of an earlier asking.
    """
    who = first.who
    if who is None or second.who is None:
        return True
    if not who.means(second.who):
        return False
    if second.step == "nudged":
        later = (said.on for each, said in act.answered if said.said == "later" and each.means(who))
        return all(on and before(on, second.on) for on in later)
    return first.step != "asked" or not network.asked_for(act, who)
