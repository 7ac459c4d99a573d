"""How long two people rest after an introduction that is on file, and how often one was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.insight.days import last_day, on_date, on_day
from kithbook.insight.made import MADE, dated
from kithbook.introductions.acquainted import Pair, pair_of
from kithbook.introductions.state import Progress, progress
from kithbook.introductions.twins import YEAR, last_past
from kithbook.text.dates import PartialDate, Span

RestCode = Literal["acquainted", "introduced", "declined", "under-way", "set-aside"]
QUARTER = Span(90, "days")


@dataclass(frozen=True, slots=True)
class PairRest:
    """Why the two of an introduction are left alone, and the first day on which no longer."""

    code: RestCode
    text: str
    introduction: Introduction
    until: date | None = None


class RestingPairs:
    """What the introductions on file say about pairs and people; made once for a book."""

    def __init__(self, network: Network, today: date) -> None:
        self._network = network
        self._today = today
        self._by_pair: dict[Pair, list[PairRest]] = defaultdict(list)
        self._begun: dict[str, list[date]] = defaultdict(list)
        for each in network.introductions:
            self._read(progress(network, each, today))

    def of_pair(self, one: str, other: str) -> tuple[PairRest, ...]:
        """What holds two people back, in the order of the files."""
        return tuple(self._by_pair.get(pair_of(one, other), ()))

    def begun(self, person: str) -> tuple[date, ...]:
        """The days on which introductions asked something of a person, the newest first."""
        return tuple(sorted(self._begun.get(person, ()), reverse=True))

    def _read(self, one: Progress) -> None:
        act = one.introduction
        ids = dict.fromkeys(act.ids)
        if rest := _rest(self._network, one, self._today):
            for first, second in combinations(ids, 2):
                self._by_pair[pair_of(first, second)].append(rest)
        for person in ids:
            if days := list(_asked_of(act, person, self._network.asker(act), self._today)):
                self._begun[person].append(max(days))


def _rest(network: Network, one: Progress, today: date) -> PairRest | None:
    if one.state in MADE:
        return _introduced(one.introduction, today)
    if one.state == "declined":
        return _declined(network, one, today)
    if one.state == "set aside":
        return _set_aside(one.introduction, today)
    if one.state == "lapsed":
        return _lapsed(network, one, today)
    return _under_way(one)


def _introduced(act: Introduction, today: date) -> PairRest:
    """Whoever was introduced knows the other for good; within the year it is named for itself."""
    on = dated(act)
    day, text = last_day(on), f"You introduced them{_on(on, today)}."
    until = YEAR.after(day) if day else None
    if until and until > today:
        return PairRest("introduced", text, act, until)
    return PairRest("acquainted", text, act)


def _declined(network: Network, one: Progress, today: date) -> PairRest | None:
    sides = [side.who for side in one.sides if side.state == "no"]
    said = ((who, answer.on) for who, answer in one.introduction.answered)
    days = _days_of(said, sides, today)
    until = YEAR.after(max(days)) if days else None
    if until and until <= today:
        return None
    names = " and ".join(network.shown(who) for who in sides)
    on = f" {on_day(max(days), today)}" if days else ""
    return PairRest("declined", f"{names} said no{on}.", one.introduction, until)


def _set_aside(act: Introduction, today: date) -> PairRest:
    aside = act.set_aside
    because = f": {aside.because}" if aside and aside.because else ""
    last = last_day(aside.until) if aside else None
    text = f"You set these two aside{_on(aside.on if aside else None, today)}{because}"
    return PairRest("set-aside", _sentence(text), act, last + Span(1, "days") if last else None)


def _lapsed(network: Network, one: Progress, today: date) -> PairRest | None:
    quiet = [side.who for side in one.sides if side.state == "no answer"]
    asked = (*one.introduction.asked, *one.introduction.nudged)
    days = _days_of(asked, [side.who for side in one.sides], today)
    if not days or (until := YEAR.after(max(days))) <= today:
        return None
    names = " and ".join(network.shown(who) for who in quiet)
    last = max(_days_of(asked, quiet, today), default=max(days))
    text = f"You asked {names} {on_day(last, today)} and no answer came: let it rest."
    return PairRest("under-way", text, one.introduction, until)


def _under_way(one: Progress) -> PairRest | None:
    act = one.introduction
    if one.state == "idea":
        ended = act.set_aside is not None
        text = "The idea of introducing them is on file, and nobody has been asked."
        return None if ended else PairRest("under-way", text, act)
    steps = "; ".join(step.short for step in one.waiting) or "nothing is waited for"
    return PairRest("under-way", f"An introduction of them is under way: {steps}.", act)


def _asked_of(act: Introduction, person: str, asker: str | None, today: date) -> Iterator[date]:
    """When an introduction asked something of a person, also where only what followed is dated."""
    asked = last_past((on for who, on in (*act.asked, *act.nudged) if who.person == person), today)
    if asker == person:
        asked += last_past((on for _, on in act.asked), today)
    said = last_past((said.on for who, said in act.answered if who.person == person), today)
    yield from asked or said or last_past((act.made,), today)


def _days_of(
    dated: Iterable[tuple[Mention, PartialDate | None]], sides: list[Mention], today: date
) -> list[date]:
    mine = (on for who, on in dated if any(who.means(side) for side in sides))
    return last_past(mine, today)


def _on(on: PartialDate | None, today: date) -> str:
    return f" {on_date(on, today)}" if on else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
