"""What has to be settled first: two open introductions of one pair, or two versions in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.insight.days import happened, last_day
from kithbook.introductions.sides import ASKING, Side, State, side_of, state_of
from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Problem
from kithbook.text.words import listed

YEAR = Span(12, "months")
"""How long two people rest after a no, or after an asking that nobody answered."""


def twins_of(network: Network, act: Introduction, today: date) -> tuple[Introduction, ...]:
    """Other introductions of the same two that stand beside one that is open itself."""
    others = [one for one in network.introductions_of(act) if one.path != act.path]
    if not others or not _stands(network, act, today, open_only=True):
        return ()
    return tuple(
        one
        for one in others
        if _stands(network, one, today)
        or _overtakes(one, act, today)
        or _is_fresh(network, one, act, today)
    )


def _is_fresh(network: Network, one: Introduction, act: Introduction, today: date) -> bool:
    """Whether one was made within a year and is not closed, beside a bare idea of the same two."""
    begun = act.asked or act.answered or act.made or act.set_aside
    state = state_of(one, sides_of(network, one, today), today)
    made = last_past([one.made], today)
    return not begun and state in ("made", "met") and bool(made) and not rested(made, today)


def _overtakes(one: Introduction, act: Introduction, today: date) -> bool:
    """Whether one was made while the other was under way, which so is left behind."""
    begun = [on for _, on in act.asked] + [answer.on for _, answer in act.answered]
    made, days = last_past([one.made], today), last_past(begun, today)
    return bool(made and days) and min(days) < made[0]


def with_noes(
    network: Network, sides: tuple[Side, ...], twins: Iterable[Introduction], today: date
) -> tuple[Side, ...]:
    """The two as they stand, where a no that was said in a twin counts."""
    noes = {
        side.who.person: side
        for twin in twins
        for side in sides_of(network, twin, today)
        if side.state == "no"
    }
    return tuple(
        replace(said, who=side.who) if (said := noes.get(side.who.person)) else side
        for side in sides
    )


def sides_of(network: Network, act: Introduction, today: date) -> tuple[Side, ...]:
    """Where each of the two stands in one file."""
    return tuple(side_of(network, act, who, today) for who in act.between)


def last_past(dates: Iterable[PartialDate | None], today: date) -> list[date]:
    """The last day that each can mean, of those that do not lie ahead."""
    past = (last_day(on) for on in dates if happened(on, today))
    return [min(day, today) for day in past if day]


def rested(days: list[date], today: date) -> bool:
    """Whether a year has gone by since the last of some days, if any is known."""
    return bool(days) and YEAR.after(max(days)) <= today


def twin_introductions(network: Network, today: date) -> Iterator[Problem]:
    """A finding for each open introduction beside an earlier one, one made, or a no."""
    for act in network.introductions:
        twins = () if act.torn else twins_of(network, act, today)
        first = [one for one in twins if one.path < act.path or not _is_open(network, one, today)]
        if not first:
            continue
        noes = with_noes(network, sides_of(network, act, today), twins, today)
        said = listed((network.shown(side.who) for side in noes if side.state == "no"), "and")
        where = next((one for one in first if not _is_open(network, one, today)), first[0])
        more = f", and {said} said no" if said else ", and was made" if where.made else ""
        message = f"{where.path} is about the same two{more}"
        hint = "Put what counts into one of the files, then delete the other"
        told = f"{message}; nothing is drafted until one of them is left"
        yield Problem(act.place("between"), "twin-introduction", told, hint)


def _is_open(network: Network, act: Introduction, today: date) -> bool:
    return _stands(network, act, today, open_only=True)


def _stands(network: Network, act: Introduction, today: date, *, open_only: bool = False) -> bool:
    """Whether an introduction is under way, or a no, a silence or the owner rests the two still."""
    sides = sides_of(network, act, today)
    state: State = state_of(act, sides, today)
    if state in (*ASKING, "both yes"):
        return state != "idea" or act.set_aside is None
    if state == "lapsed":
        return not rested(last_past((on for _, on in (*act.asked, *act.nudged)), today), today)
    if open_only:
        return False
    if state == "declined":
        noes = [side.who for side in sides if side.state == "no"]
        return not rested(last_past(_answered(act, noes), today), today)
    return state == "set aside"


def _answered(act: Introduction, sides: list[Mention]) -> Iterator[PartialDate | None]:
    for who, answer in act.answered:
        if any(who.means(side) for side in sides):
            yield answer.on
