"""What of a book stands in a calendar: days to remember, promises, questions, keeping in touch.

The same book and day give the same events in the same order, and each keeps its `uid` from one
time to the next, so that a calendar that has them already changes them instead of adding others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kithbook.book.network import Network
from kithbook.insight.keepup import keep_up
from kithbook.insight.ledger import Promise, all_promises
from kithbook.insight.today import days_of
from kithbook.introductions.state import all_progress
from kithbook.language.given_names import first_name
from kithbook.text.dates import PartialDate, Span
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted, listed

Kind = Literal["birthday", "day", "promise", "question", "touch"]

NO_YEAR_KNOWN = 1904
"""The year that stands for none: a leap year, and old enough for every calendar program."""
_SHOWN = {"birthday": "Birthday", "day": "Day to remember"}
_MORNING, _MORNING_BEFORE = "PT9H", "-PT15H"
_KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("birthday", "birthday", "birthdays"),
    ("day", "other day", "other days"),
    ("promise", "promise", "promises"),
    ("question", "question", "questions"),
    ("touch", "day to be in touch", "days to be in touch"),
)


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """What the owner wants in a calendar: `full` titles say names and words whole."""

    full: bool = False
    keep_in_touch: bool = False


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One whole day in a calendar; `repeats` is a rule, `remind` when, from its first minute on.

    Both are written as RFC 5545 has them (sections 3.3.10 and 3.3.6).
    """

    uid: str
    kind: Kind
    on: date
    title: str
    repeats: str = ""
    remind: str = _MORNING


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """The events of a book; `left_out` says in words what has no day to stand under."""

    events: tuple[FeedEvent, ...]
    left_out: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many there are of each kind."""
        there = Counter(event.kind for event in self.events)
        said = [counted(there[kind], one, many) for kind, one, many in _KINDS if there[kind]]
        return listed(said, "and") if said else "no day yet"


def calendar_feed(network: Network, today: date, wish: CalendarWish) -> CalendarFeed:
    """All that stands in a calendar on a day; of the dead and the paused nothing does."""
    named = _Named(network, full=wish.full)
    found = [*_days(network, named), *_promises(network, named, today)]
    found += _questions(network, named, today)
    if wish.keep_in_touch:
        found += _touches(network, named, today)
    vague = sum(
        not (on.month and on.day) for one in network.people.values() for on, _ in days_of(one)
    )
    left_out = [
        f"{counted(vague, 'day', 'days')} to remember without month or day" if vague else ""
    ]
    return CalendarFeed(tuple(_told_apart(found)), tuple(filter(None, left_out)))


@dataclass(frozen=True, slots=True)
class _Named:
    """What people are called in titles: whole, or by the first name and an initial."""

    network: Network
    full: bool

    def of(self, people: Iterable[str]) -> str:
        names = map(self.network.name_of, people)
        return " and ".join(names if self.full else map(discreet, names))


def discreet(name: str) -> str:
    """A name as may be seen over a shoulder: the first name and an initial, else initials."""
    first, words = first_name(name), name.split()
    if len(words) < 2:
        return name
    if first == name:
        return " ".join(f"{word[0]}." for word in words)
    family = name.partition(",")[0] if "," in name else words[-1]
    return f"{first} {family[0]}."


def _days(network: Network, named: _Named) -> Iterator[FeedEvent]:
    for person in network.everyone:
        for on, what in days_of(person):
            if on.month and on.day:
                kind: Kind = "birthday" if what == "birthday" else "day"
                who = named.of((person.id,))
                shown = {"birthday": "Birthday"}.get(
                    what, what if named.full else "Day to remember"
                )
                since = f" ({on.year})" if named.full and on.year else ""
                yield FeedEvent(
                    _uid(*(("day", what) if kind == "day" else ("birthday",)), person.id),
                    kind, _first(on), f"{shown}: {who}{since}", _yearly(on), _MORNING_BEFORE,
                )  # fmt: skip


def _first(on: PartialDate) -> date:
    """The first time of a day that comes each year."""
    return date(max(on.year or 0, NO_YEAR_KNOWN), on.month or 1, on.day or 1)


def _yearly(on: PartialDate) -> str:
    """Each year; 29 February is the last day of February, as everywhere in the book."""
    leap = (on.month, on.day) == (2, 29)
    return "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if leap else "FREQ=YEARLY"


def _promises(network: Network, named: _Named, today: date) -> Iterator[FeedEvent]:
    for one in all_promises(network, today):
        if one.open and one.due:
            way = "promised" if one.mine else "awaiting"
            uid = _uid(way, *one.people, str(one.entry.on), one.entry.text)
            yield FeedEvent(
                uid, "promise", one.due, _promise(one, named.of(one.people), full=named.full),
                remind=_MORNING_BEFORE,
            )  # fmt: skip


def _promise(one: Promise, who: str, *, full: bool) -> str:
    if not full:
        return f"{'Promise' if one.mine else 'Awaited'}{f': {who}' if who else ''}"
    said = links_as_names(one.entry.text)
    if one.mine:
        return f"You promised{f' {who}' if who else ''}: {said}"
    return f"{who or 'Somebody'} promised you: {said}"


def _questions(network: Network, named: _Named, today: date) -> Iterator[FeedEvent]:
    """What is to be asked of an introduction that was made: whether they met, what came of it."""
    for act in all_progress(network, today):
        for wait in act.waits:
            if wait.about in ("first question", "second question") and wait.due:
                who = named.of(wait.introduction.ids)
                title = wait.sentence if named.full else f"How did it go? {who}"
                yield FeedEvent(_uid(wait.about, wait.introduction.id), "question", wait.due, title)


def _touches(network: Network, named: _Named, today: date) -> Iterator[FeedEvent]:
    """When each is due, and again after each further cadence for as long as nothing is logged."""
    for person in network.people:
        one = keep_up(network, person, today)
        if one.tracked and one.due and one.cadence:
            title = (
                f"{'Be in touch with' if named.full else 'Say hello:'} {named.of((one.person,))}"
            )
            rule = _every(one.cadence, one.due)
            yield FeedEvent(_uid("touch", one.person), "touch", one.due, title, rule)


def _every(cadence: Span, first: date) -> str:
    """A cadence as a rule; in months that are too short it falls on their last day."""
    frequency = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}
    rule = f"FREQ={frequency[cadence.unit]};INTERVAL={cadence.count}"
    if cadence.unit == "months" and first.day > 28:
        days = ",".join(str(day) for day in range(28, first.day + 1))
        return f"{rule};BYMONTHDAY={days};BYSETPOS=-1"
    if cadence.unit == "years" and (first.month, first.day) == (2, 29):
        return f"{rule};BYMONTH=2;BYMONTHDAY=-1"
    return rule


def _uid(*parts: str) -> str:
    """A lasting name of an event that says nothing: calendars keep it where others may look."""
    return f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@kithbook"


def _told_apart(events: Iterable[FeedEvent]) -> Iterator[FeedEvent]:
    """In a lasting order; of those that the book has in the same words each has its own name."""
    order = [kind for kind, *_ in _KINDS]
    known: Counter[str] = Counter()
    for event in sorted(events, key=lambda one: (order.index(one.kind), one.on, one.uid)):
        known[event.uid] += 1
        again = known[event.uid]
        yield event if again == 1 else replace(event, uid=_uid(event.uid, str(again)))
