"""Keeping up: the last contact, when the next one is due, and what the circles ask for.

A person is due one cadence after the last contact; the cadence is the person's `every` or else
that of the circle. Without either a person is untracked. Months and years are the calendar's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from kithbook.book.model import Entry, Person, Settings
from kithbook.book.network import Network
from kithbook.insight.days import ago, first_day, on_day, written
from kithbook.text.dates import PartialDate, Span

State = Literal[
    "long due", "due", "due soon", "fine", "snoozed", "paused", "untracked", "died",
]  # fmt: skip
Counted = Literal["contact", "met", "entry", "nothing"]

STATES: tuple[State, ...] = (
    "long due", "due", "due soon", "fine", "snoozed", "paused", "untracked", "died",
)  # fmt: skip
WORDS: MappingProxyType[State, str] = MappingProxyType(
    {
        "long due": "it has been a while",
        "due": "due",
        "due soon": "due soon",
        "fine": "in touch",
        "snoozed": "snoozed",
        "paused": "paused",
        "untracked": "not tracked",
        "died": "died",
    }
)
_WARN_PER_CENT = 15
_WARN_DAYS = 10


@dataclass(frozen=True, slots=True)
class KeepUp:
    """How a person stands on one day.

    `last` is the newest contact. `since` is the day that the cadence counts from and `counted`
    what happened then; everything but a contact makes `due` an estimate. `until` is the day on
    which a snooze ends.
    """

    person: str
    state: State
    last: Entry | None = None
    cadence: Span | None = None
    since: date | None = None
    counted: Counted = "nothing"
    due: date | None = None
    until: date | None = None

    @property
    def estimated(self) -> bool:
        """Whether the due date rests on something else than a contact."""
        return self.due is not None and self.counted != "contact"

    @property
    def words(self) -> str:
        """The state as pages and the command line say it."""
        return WORDS[self.state]

    @property
    def tracked(self) -> bool:
        """Whether a next contact is asked for at all."""
        return self.state not in ("untracked", "paused", "died")

    @property
    def now(self) -> bool:
        """Whether it is time: due, or long due."""
        return self.state in ("due", "long due")


@dataclass(frozen=True, slots=True)
class CircleLoad:
    """What one circle asks for; `circle` is empty for people tracked by `every` alone."""

    circle: str
    cadence: Span | None
    people: int
    touches: float


@dataclass(frozen=True, slots=True)
class Capacity:
    """Touches a day that the circles ask for, beside those that the settings allow."""

    circles: tuple[CircleLoad, ...]
    touches: float
    allowed: int | None

    @property
    def fits(self) -> bool:
        """Whether the circles ask for no more than the settings allow."""
        return self.allowed is None or self.touches <= self.allowed

    @property
    def sentence(self) -> str:
        """What the circles ask for, and what there is room for, in words."""
        asked = f"Your circles ask you to be in touch {self.touches:.1f} times a day"
        if self.allowed is None:
            return f"{asked}."
        if self.fits:
            return f"{asked}; you have room for {self.allowed}."
        room = f"{asked}, and you have room for {self.allowed}"
        return f"{room}: make a circle's span longer, or pause somebody."


def last_contact(network: Network, person: str, today: date) -> Entry | None:
    """The newest contact with a person: no open box, nothing that lies ahead.

    An entry of a log, or a letter, an answer or an introduction made, as the record of an
    introduction has it; of two on one day, the entry.
    """
    logged = next((e for e in network.entries_with(person) if e.is_contact(today)), None)
    letter = next((e for e in network.exchanged_with(person) if e.is_contact(today)), None)
    return letter if letter and not (logged and logged.day >= letter.day) else logged


def cadence_of(person: Person, settings: Settings) -> Span | None:
    """How often to be in touch: the person's own `every`, else that of the circle."""
    return person.every or (settings.cadence(person.circle) if person.circle else None)


def warn_days(cadence: Span) -> int:
    """How many days ahead somebody is due soon: 15 % of the cadence, at most ten."""
    return min(_WARN_DAYS, cadence.days * _WARN_PER_CENT // 100)


def snoozed_until(person: Person, today: date) -> date | None:
    """The day to come until which the owner lets a person rest."""
    until = first_day(person.snooze)
    return until if until and until > today else None


def at_rest(person: Person, today: date) -> bool:
    """Whether a person is left in peace today: dead, paused, or snoozed."""
    return person.quiet or snoozed_until(person, today) is not None


def keep_up(network: Network, person: str, today: date) -> KeepUp:
    """How one person stands today; raises KeyError for an id without a file."""
    who = network.people[person]
    cadence = cadence_of(who, network.settings)
    last = last_contact(network, person, today)
    since, counted = _counted_from(network, who, last, today)
    if who.dead:
        return KeepUp(person, "died", last, None, since, counted)
    if cadence is None:
        return KeepUp(person, "untracked", last, since=since, counted=counted)
    if who.pause:
        return KeepUp(person, "paused", last, cadence, since, counted)
    due = cadence.after(since) if since else today
    due = max(due, first_day(who.snooze) or due)
    state = _state(due, cadence, today)
    until = snoozed_until(who, today)
    return KeepUp(person, "snoozed" if until else state, last, cadence, since, counted, due, until)


def keep_ups(network: Network, today: date) -> tuple[KeepUp, ...]:
    """How everyone stands, the most pressing state first, then by due date and name."""
    everyone = [keep_up(network, person, today) for person in network.people]
    return tuple(sorted(everyone, key=lambda one: _pressing(network, one)))


def capacity(network: Network, today: date, everyone: tuple[KeepUp, ...] = ()) -> Capacity:
    """Touches a day that the circles ask for; who is paused or untracked asks for none.

    `everyone` are the `keep_ups` of the day, where they are at hand.
    """
    by_circle: dict[str, list[float]] = defaultdict(list)
    for one in everyone or keep_ups(network, today):
        if one.tracked and one.cadence:
            circle = network.people[one.person].circle or ""
            known = circle if network.settings.cadence(circle) else ""
            by_circle[known].append(1 / one.cadence.days)
    loads = [
        CircleLoad(circle, network.settings.cadence(circle), len(each), sum(each))
        for circle, each in by_circle.items()
    ]
    loads.sort(key=lambda load: (load.cadence is None, load.cadence.days if load.cadence else 0))
    return Capacity(tuple(loads), sum(load.touches for load in loads), network.settings.capacity)


def due_in_words(one: KeepUp, today: date) -> str:
    """The due date as part of a sentence, or the state: `due on Thursday`."""
    if one.state == "snoozed" and one.until:
        return f"snoozed, back {on_day(one.until, today)}"
    if one.due is None:
        return one.words
    if one.counted == "nothing" and one.now:
        return "no contact is written down yet"
    about = " (estimated)" if one.estimated else ""
    if one.state == "long due" and one.since:
        counted = {"contact": "last in touch", "met": "you met"}.get(one.counted, "first noted")
        return f"{one.words}: {counted} {ago(one.since, today)}"
    since = f"since {written(PartialDate.of(one.due), today)}"
    return f"due {since if one.due < today else on_day(one.due, today)}{about}"


def _counted_from(
    network: Network, who: Person, last: Entry | None, today: date
) -> tuple[date | None, Counted]:
    if last:
        return last.day, "contact"
    met = first_day(who.met.on)
    if met and met <= today:
        return met, "met"
    first = min((e.day for e in network.entries_with(who.id) if e.day <= today), default=None)
    return (first, "entry") if first else (None, "nothing")


def _state(due: date, cadence: Span, today: date) -> State:
    """Long due begins when a whole further cadence has gone by since the due date."""
    if today < due:
        return "due soon" if today >= due - Span(warn_days(cadence), "days") else "fine"
    return "long due" if today > cadence.after(due) else "due"


def _pressing(network: Network, one: KeepUp) -> tuple[int, date, tuple[str, str]]:
    return (STATES.index(one.state), one.due or date.max, network.order_of(one.person))
