"""What `kith check` finds in introductions: steps in the wrong order, left out, or to come.

Dates are compared as far as they are known: a finding is only what cannot be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.words import listed


class DatedStep(NamedTuple):
    """One dated thing in an introduction's file: its words in a sentence, its day, its place."""

    words: str
    on: PartialDate
    at: Location


def made_without_yes(network: Network, _today: date) -> Iterator[Problem]:
    """An introduction is made after two yeses; asking for it, or `just-send`, counts as one."""
    for introduction in network.introductions:
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
        and not (side in network.people and network.people[side].ask.policy == "just-send")
    )


def out_of_order(network: Network, _today: date) -> Iterator[Problem]:
    """Two dates of which the one that comes first by nature is the later one."""
    for act in network.introductions:
        for first, second in (*_orders_between_steps(act), *_orders_of_asking(network, act)):
            if first and second and _before(second.on, first.on):
                said = f"{second.words} on {second.on}, and {first.words} on {first.on}"
                message = said[0].upper() + said[1:]
                yield Problem(second.at, "out-of-order", message, "Mend one of the two dates")
        aside = act.set_aside
        if aside and aside.on and aside.until and _before(aside.until, aside.on):
            message = f"It was set aside on {aside.on}, until {aside.until}"
            hint = "Mend one of the two dates"
            yield Problem(act.place("set_aside"), "out-of-order", message, hint)


def _before(one: PartialDate, other: PartialDate) -> bool:
    return one.latest() < other.earliest()


def _orders_between_steps(act: Introduction) -> Iterator[tuple[DatedStep | None, DatedStep | None]]:
    made, met = _step(act, "made"), _step(act, "met")
    told, thanked = _step(act, "outcome"), _step(act, "thanked")
    yield made, met
    yield made, told
    yield met, told
    yield told, thanked
    for who, answer in act.answered:
        if answer.on and answer.said == "yes":
            yield DatedStep(f'"{who.text}" said yes', answer.on, who.at), made


def _step(act: Introduction, key: str) -> DatedStep | None:
    days = {
        "made": ("it was made", act.made),
        "met": ("they met", act.met),
        "outcome": ("you heard what came of it", act.outcome.on if act.outcome else None),
        "thanked": ("thanks were said", act.thanked),
    }
    words, on = days[key]
    return DatedStep(words, on, act.place(key)) if on else None


def _orders_of_asking(
    network: Network, act: Introduction
) -> Iterator[tuple[DatedStep | None, DatedStep | None]]:
    for side in act.between:
        asked = _of_side(act.asked, side, "was asked")
        nudged = _of_side(act.nudged, side, "was nudged")
        answer = next((said for who, said in act.answered if who.means(side)), None)
        if answer and answer.said == "later":  # and may have been asked again since
            continue
        yield asked, nudged
        if answer and answer.on:
            said = DatedStep(f'"{side.text}" answered', answer.on, _at(act, side))
            if not network.asked_for(act, side):
                yield asked, said
            yield nudged, said


def _at(act: Introduction, side: Mention) -> Location:
    return next((who.at for who, _ in act.answered if who.means(side)), act.at)


def _of_side(
    dated: tuple[tuple[Mention, PartialDate], ...], side: Mention, words: str
) -> DatedStep | None:
    found = ((who, on) for who, on in dated if who.means(side))
    return next((DatedStep(f'"{who.text}" {words}', on, who.at) for who, on in found), None)


def missing_step(network: Network, _today: date) -> Iterator[Problem]:
    """A step that is recorded without the one that it follows."""
    for act in network.introductions:
        if not act.made:
            for key, words in (("met", "They met"), ("outcome", "Something came of it")):
                if getattr(act, key):
                    message = f"{words}, and no day is recorded on which it was made"
                    yield Problem(act.place(key), "missing-step", message, "Add made: DATE")
        if act.thanked and not act.outcome:
            message = "Thanks were said, and what came of it is not recorded"
            hint = "Add outcome: {on: DATE, was: useful}"
            yield Problem(act.place("thanked"), "missing-step", message, hint)
        for who, on in act.nudged:
            if not any(each.means(who) for each, _ in act.asked):
                message = f'"{who.text}" was nudged on {on}, and no first asking is recorded'
                hint = f"Add {who.text} under asked"
                yield Problem(who.at, "missing-step", message, hint)


def future_date(network: Network, today: date) -> Iterator[Problem]:
    """What is dated on a day to come has not happened."""
    for act in network.introductions:
        for words, on, at in _everything_dated(act):
            if on.earliest() > today:
                said = f"{words} on {on}, which is still to come, so it does not count yet"
                message = said[0].upper() + said[1:]
                yield Problem(at, "future-date", message, "Mend the date, or write it on the day")


def _everything_dated(act: Introduction) -> Iterator[DatedStep]:
    for who, on in act.asked:
        yield DatedStep(f'"{who.text}" was asked', on, who.at)
    for who, answer in act.answered:
        if answer.on:
            yield DatedStep(f'"{who.text}" answered', answer.on, who.at)
    for who, on in act.nudged:
        yield DatedStep(f'"{who.text}" was nudged', on, who.at)
    yield from (one for key in ("made", "met", "outcome", "thanked") if (one := _step(act, key)))
    if act.set_aside and act.set_aside.on:
        yield DatedStep("it was set aside", act.set_aside.on, act.place("set_aside"))


def empty_reason(network: Network, _today: date) -> Iterator[Problem]:
    """An introduction that may still be made, and that says nothing to one of the two."""
    for act in network.introductions:
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
