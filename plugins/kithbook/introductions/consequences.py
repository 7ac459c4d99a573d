"""What introductions led to: what the two did next, who came through them, who wrote for them.

Only what is dated after the introduction counts, and a date that could lie before it does not.
A tie without a date counts: two people are introduced who have none yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from kithbook.book.model import Introduction
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.insight.days import first_day, on_date
from kithbook.insight.made import made_on
from kithbook.insight.referrers import referrers
from kithbook.introductions.state import Progress
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location

Kind = Literal["together", "tie", "introduction", "person", "request"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that came after an introduction; `who` are the people it is about."""

    kind: Kind
    who: tuple[str, ...]
    on: PartialDate | None
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Chain:
    """An introduction that was useful, and what came after it, the oldest first."""

    progress: Progress
    since: date
    links: tuple[Consequence, ...]


@dataclass(frozen=True)
class _Later:
    """Where a book tells of what came later, gathered once."""

    network: Network
    today: date

    def after(self, act: Introduction, since: date) -> Iterator[Consequence]:
        pair = tuple(dict.fromkeys(act.ids))
        if len(pair) == 2:
            yield from self._together(pair, since)
            yield from self._ties(pair, since)
        yield from self._introductions(act, pair, since)
        yield from self._people(pair, since)
        yield from self._requests(pair, since)

    def _together(self, pair: tuple[str, ...], since: date) -> Iterator[Consequence]:
        one, other = pair
        for entry in self.network.entries_with(one):
            if other in entry.ids and since < entry.day <= self.today and entry.box != "open":
                text = f"{entry.kind}: {entry.text}" if entry.text else entry.kind
                yield Consequence("together", pair, entry.on, text, entry.at)

    def _ties(self, pair: tuple[str, ...], since: date) -> Iterator[Consequence]:
        for person, other in (pair, pair[::-1]):
            holder = self.network.people.get(person)
            for tie in holder.ties if holder else ():
                if tie.to.person == other and (tie.since is None or self._later(tie.since, since)):
                    words = tie.kind or "somebody they know"
                    name = self.network.name_of
                    text = f"{name(person)} names {name(other)} as {words}"
                    yield Consequence("tie", pair, tie.since, text, tie.to.at)

    def _introductions(
        self, act: Introduction, pair: tuple[str, ...], since: date
    ) -> Iterator[Consequence]:
        """Later introductions that one of the two asked for, or that are between them again."""
        for other in self.network.introductions:
            everyone = {*other.ids, self.network.asker(other)}
            if other.path != act.path and len(pair) == 2 and everyone >= set(pair):
                begun = other.made or min((on for _, on in other.asked), key=str, default=None)
                if begun and self._later(begun, since):
                    named = " and ".join(self.network.name_of(each) for each in other.ids)
                    yield Consequence("introduction", other.ids, begun, named, other.at)

    def _people(self, pair: tuple[str, ...], since: date) -> Iterator[Consequence]:
        for through in pair:
            for person in self.network.came_through.get(through, ()):
                if person.met.on and person.id not in pair and self._later(person.met.on, since):
                    name = self.network.name_of
                    text = f"you met {person.name} through {name(through)}"
                    yield Consequence("person", (person.id,), person.met.on, text, person.at)

    def _requests(self, pair: tuple[str, ...], since: date) -> Iterator[Consequence]:
        for through in pair:
            for request in self._sent.get(through, ()):
                if request.received and self._later(request.received, since):
                    name = self.network.name_of(through)
                    text = f"{request.sender or 'somebody'} wrote to you because of {name}"
                    yield Consequence("request", (through,), request.received, text, request.at)

    def _later(self, on: PartialDate, since: date) -> bool:
        day = first_day(on)
        return day is not None and since < day <= self.today

    @cached_property
    def _sent(self) -> dict[str, list[Request]]:
        """Requests by the person they came through; an answer within a thread is no new one."""
        found: dict[str, list[Request]] = {}
        for request in self.network.requests:
            for person in () if request.thread else referrers(self.network, request):
                found.setdefault(person, []).append(request)
        return found


def chains(network: Network, acts: Iterable[Progress], today: date) -> tuple[Chain, ...]:
    """Each introduction that was useful with what came after it, the newest first.

    `acts` are the `all_progress` of the day. One whose dates are not known claims nothing.
    """
    later = _Later(network, today)
    found = [
        Chain(one, since, tuple(sorted(later.after(one.introduction, since), key=_oldest)))
        for one in acts
        if _was_useful(one) and (since := made_on(one.introduction))
    ]
    return tuple(
        sorted(found, key=lambda one: (-one.since.toordinal(), one.progress.introduction.id))
    )


def in_words(link: Consequence, today: date) -> str:
    """One link as a sentence without its full stop, with its day where it has one."""
    said = {"together": "together again", "introduction": "then introduced"}.get(link.kind)
    on = f" ({on_date(link.on, today).removeprefix('on ')})" if link.on else ""
    return f"{f'{said}: ' if said else ''}{link.text}{on}"


def _was_useful(one: Progress) -> bool:
    outcome = one.introduction.outcome
    return one.state == "closed" and outcome is not None and outcome.was == "useful"


def _oldest(link: Consequence) -> tuple[date, str, Location]:
    return (first_day(link.on) or date.max, link.kind, link.at)
