"""What `kith check` finds in introductions: steps in the wrong order, left out, or to come.

Dates are compared as far as they are known: a finding is only what cannot be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.book.step_order import NEEDS, DatedStep, Step, before, dated_steps, disordered, lacks
from kithbook.text.problems import Problem
from kithbook.text.words import listed

_WORDS: Mapping[Step, str] = MappingProxyType(
    {
        "asked": '"{who}" was asked',
        "later": '"{who}" answered',
        "nudged": '"{who}" was nudged',
        "answered": '"{who}" answered',
        "yes": '"{who}" said yes',
        "made": "it was made",
        "met": "they met",
        "outcome": "you heard what came of it",
        "told": "you heard what came of it",
        "thanked": "thanks were said",
        "set_aside": "it was set aside",
    }
)
_UNDATED = "and no day is recorded on which it was made"
_MISSING: Mapping[Step, tuple[str, str]] = MappingProxyType(
    {
        "met": (f"They met, {_UNDATED}", "Add made: DATE"),
        "outcome": (f"Something came of it, {_UNDATED}", "Add made: DATE"),
        "thanked": (
            "Thanks were said, and what came of it is not recorded",
            "Add outcome: {on: DATE, was: useful}",
        ),
    }
)
"""What is said of a step without the one before it, and what to write."""


def _whole(network: Network) -> Iterator[Introduction]:
    """The introductions that stand in their files in one version."""
    return (act for act in network.introductions if not act.torn)


def made_without_yes(network: Network, _today: date) -> Iterator[Problem]:
    """An introduction is made after two yeses; asking for it, or `just-send`, counts as one."""
    for introduction in _whole(network):
        missing = _unasked(introduction, network)
        if introduction.made and missing:
            yield Problem(
                introduction.place("made"),
                "made-without-yes",
                f"It was made, and no yes of {listed(missing, 'and')} is recorded",
                "Add it under answered, or take back made",
            )


def _unasked(introduction: Introduction, network: Network) -> tuple[str, ...]:
    said = {who.person: answer.said for who, answer in introduction.answered}
    said.setdefault(network.asker(introduction), "yes")
    return tuple(
        side
        for side in introduction.ids
        if said.get(side) != "yes"
        and side not in introduction.unread
        and not (side in network.people and network.people[side].ask.policy == "just-send")
    )


def out_of_order(network: Network, _today: date) -> Iterator[Problem]:
    """Two dates of which the one that comes first by nature is the later one."""
    for act in _whole(network):
        for first, second in disordered(network, act, dated_steps(act)):
            said = f"{_words(second)}, and {_words(first)}"
            message = said[0].upper() + said[1:]
            yield Problem(second.at, "out-of-order", message, "Mend one of the two dates")
        aside = act.set_aside
        if aside and aside.on and aside.until and before(aside.until, aside.on):
            message = f"It was set aside on {aside.on}, until {aside.until}"
            hint = "Mend one of the two dates"
            yield Problem(act.place("set_aside"), "out-of-order", message, hint)


def _words(step: DatedStep) -> str:
    """A step and its day, in words."""
    return f"{_WORDS[step.step].format(who=step.who.text if step.who else '')} on {step.on}"


def missing_step(network: Network, _today: date) -> Iterator[Problem]:
    """A step that is recorded without the one that it follows."""
    for act in _whole(network):
        for step, (message, hint) in _MISSING.items():
            unread = NEEDS.get(step) in dict(act.places)
            if getattr(act, step) and lacks(act, step) and not unread:
                yield Problem(act.place(step), "missing-step", message, hint)
        for who, on in act.nudged:
            if lacks(act, "nudged", who):
                message = f'"{who.text}" was nudged on {on}, and no first asking is recorded'
                hint = f"Add {who.text} under asked"
                yield Problem(who.at, "missing-step", message, hint)


def future_date(network: Network, today: date) -> Iterator[Problem]:
    """What is dated on a day to come has not happened."""
    for act in _whole(network):
        for step in dated_steps(act):
            if step.step not in ("yes", "told") and step.on.earliest() > today:
                said = f"{_words(step)}, which is still to come, so it does not count yet"
                message = said[0].upper() + said[1:]
                hint = "Mend the date, or write it on the day"
                yield Problem(step.at, "future-date", message, hint)


def empty_reason(network: Network, _today: date) -> Iterator[Problem]:
    """An introduction that may still be made, and that says nothing to one of the two."""
    for act in _whole(network):
        said_no = any(answer.said == "no" for _, answer in act.answered)
        over = act.made or act.met or act.outcome or act.set_aside or said_no
        for side in () if over else _two(act):
            reason = next(((who, why) for who, why in act.because if who.means(side)), None)
            if reason is None or not reason[1].strip():
                at = reason[0].at if reason else act.place("because")
                message = f"No reason says what is in it for {side.text}"
                yield Problem(at, "empty-reason", message, f"Write because: {{{side.text}: …}}")


def _two(act: Introduction) -> tuple[Mention, ...]:
    return act.between if len(act.between) == 2 and not act.between[0].means(act.between[1]) else ()


CHECKS = (made_without_yes, out_of_order, missing_step, future_date, empty_reason)
