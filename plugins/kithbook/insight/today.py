"""Today: a short list of people to reach, each with why now and something true to say."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from kithbook.book.model import Entry, Person
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.insight import inbox
from kithbook.insight.channels import Channel, preferred
from kithbook.insight.days import on_day
from kithbook.insight.easy_notes import WARM_UP, YOUNG_TIE, easy_openings, follow_up, warm_ups
from kithbook.insight.keepup import KeepUp, at_rest, due_in_words, keep_ups
from kithbook.insight.ledger import Favour, Ledger, Promise, ledger
from kithbook.insight.news import News, by_whom, news
from kithbook.insight.openings import NeedMet, Opening, by_person, openings
from kithbook.text.dates import PartialDate, Span, age_on, next_birthday

Why = Literal[
    "birthday", "young tie", "warm-up", "long due", "due", "need", "due soon", "own need", "news"
]

_BIRTHDAYS_AHEAD = Span(14, "days")
_A_DAY = Span(1, "days")
_BIRTHDAY_REASON = Span(7, "days")
_QUIET_AFTER_CONTACT = Span(14, "days")
_EMPTY = "Nobody has a file in this book yet. The first comes with: kith new 'Ada Byrne'"
_TRACKED = "A circle in a person's file, as in circle: close, asks for contact."
_ORDER: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, slots=True)
class WhyNow:
    """One reason why now, as a sentence without its full stop."""

    why: Why
    text: str


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday that comes round, or another day (`what`); `turns` are the years, where known."""

    person: str
    on: date
    turns: int | None
    what: str = "birthday"


@dataclass(frozen=True, slots=True)
class Pick:
    """One person to reach today: why, what was last, how, and what to say."""

    person: str
    name: str
    keep_up: KeepUp
    reasons: tuple[WhyNow, ...]
    last: Entry | None
    channel: Channel | None
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a day holds. `more` counts the people with a reason whom the short list leaves out.

    `promises` are the owner's own that are due within a week, `awaited` what others promised
    and whose day has come; with both, at the end, those whose lines have no day, or end with none.
    Those of `waiting_for` were promised something whose day has come, and are no picks. `news` is
    what changed with others, that is no reason of a pick. `next` is who else falls due next, and
    `explained` says in a line each what no circle asked for.
    """

    today: date
    picks: tuple[Pick, ...]
    waiting_for: tuple[Pick, ...]
    more: int
    promises: tuple[Promise, ...]
    awaited: tuple[Promise, ...]
    thanks_owed: tuple[Favour, ...]
    birthdays: tuple[Birthday, ...]
    requests: tuple[Request, ...]
    needs: tuple[NeedMet, ...]
    own_needs: tuple[NeedMet, ...]
    next: KeepUp | None
    next_in_words: str
    explained: tuple[str, ...] = ()
    news: tuple[News, ...] = ()

    @property
    def to_keep(self) -> tuple[Promise, ...]:
        """The owner's promises whose day has come."""
        return tuple(one for one in self.promises if one.now)

    @property
    def days_title(self) -> str:
        """What the birthdays are called, with other days among them."""
        alone = all(one.what == "birthday" for one in self.birthdays)
        return "Birthdays" if alone else "Days to remember"

    @property
    def all_done(self) -> bool:
        """Whether nobody is to be reached and nothing of this list waits."""
        return not (self.picks or self.promises or self.awaited or self.requests)


@dataclass(frozen=True)
class _Day:
    """All that a day's questions are answered from, gathered once."""

    network: Network
    today: date
    standing: Mapping[str, KeepUp]
    ledger: Ledger
    birthdays: tuple[Birthday, ...]
    needs: tuple[NeedMet, ...]

    @cached_property
    def needs_of(self) -> Mapping[str, tuple[NeedMet, ...]]:
        """The needs by the person who has them."""
        return by_person(self.needs)

    def could_meet(self, person: str) -> tuple[NeedMet, ...]:
        """The needs of a person, and those of the owner that they could meet."""
        own = tuple(one for one in self.needs_of.get("", ()) if one.by == person)
        return (*self.needs_of.get(person, ()), *own)


def agenda(
    network: Network,
    today: date,
    everyone: tuple[KeepUp, ...] = (),
    books: Ledger | None = None,
    needs: tuple[NeedMet, ...] = (),
    most: int | None = None,
) -> Agenda:
    """What this day holds, in the same order whenever it is asked of the same book.

    `everyone` and `books` are the day's `keep_ups` and `ledger`, where at hand; `needs` those that
    somebody could meet, the owner's own too; `most` is how many people are named.
    """
    standing = {one.person: one for one in everyone or keep_ups(network, today)}
    known = books or ledger(network, today)
    day = _Day(network, today, standing, known, birthdays(network, today), needs)
    everything, waiting_for = _reasons(day), _promised_to(day)
    reasons = {one: everything[one] for one in everything if one not in waiting_for}
    order = sorted(reasons, key=lambda one: _urgency(day, one, reasons[one]))
    listed = order[: network.settings.shortlist if most is None else most]
    shown = _with_easy_ones(day, {one: reasons[one] for one in listed}, waiting_for)
    found = news(network, today, standing)
    following = next_due(network, (o for o in standing.values() if o.person not in shown), today)
    return Agenda(
        today=today,
        picks=_picks(day, shown, found),
        waiting_for=_picks(day, {o: everything.get(o, ()) for o in waiting_for}, found),
        more=len(order) - len(listed),
        promises=tuple(p for p in known.promised if p.state != "open" or p.unsure),
        awaited=tuple(p for p in known.awaited if p.now or p.unsure),
        thanks_owed=known.thanks_owed,
        birthdays=day.birthdays,
        requests=inbox.waiting(network, today),
        needs=tuple(one for one in needs if one.person),
        own_needs=day.needs_of.get("", ()),
        next=following,
        next_in_words=_next_in_words(network, following, today, nobody=not listed),
        explained=tuple(_explained(shown.values())),
        news=tuple(one for one in found if one.person not in {*shown, *waiting_for}),
    )


def birthdays(network: Network, today: date) -> tuple[Birthday, ...]:
    """Birthdays from yesterday to two weeks ahead, in the order in which they come."""
    found: list[Birthday] = []
    for person in network.people.values():
        for on, what in days_of(person):
            day = next_birthday(on, today - _A_DAY)
            if day and (day - today).days <= _BIRTHDAYS_AHEAD.days:
                found.append(Birthday(person.id, day, age_on(on, day), what))
    return tuple(sorted(found, key=lambda one: (one.on, network.order_of(one.person))))


def days_of(person: Person) -> Iterator[tuple[PartialDate, str]]:
    """The birthday and other days to remember, with what each is; of the quiet none."""
    if person.quiet:
        return
    if person.born:
        yield person.born, "birthday"
    yield from ((each.on, each.what) for each in person.dates)


def next_due(network: Network, standing: Iterable[KeepUp], today: date) -> KeepUp | None:
    """Who falls due next after today, or None where nobody is tracked."""
    ahead = [one for one in standing if one.tracked and one.due and one.due > today]
    return min(
        ahead,
        key=lambda one: (one.due or date.max, network.order_of(one.person)),
        default=None,
    )


def _picks(
    day: _Day, shown: Mapping[str, tuple[WhyNow, ...]], found: Iterable[News]
) -> tuple[Pick, ...]:
    """Those to show, what changed with them beside the reasons for which they are listed."""
    changed = by_whom(found)
    return tuple(
        _pick(day, one, (*why, *(WhyNow("news", n.text(day.today)) for n in changed.get(one, ()))))
        for one, why in shown.items()
    )


def _promised_to(day: _Day) -> tuple[str, ...]:
    """Who waits for a promise of the owner whose day has come, by that day."""
    waiting = (person for one in day.ledger.promised if one.now for person in one.people)
    return tuple(dict.fromkeys(person for person in waiting if person in day.standing))


def _with_easy_ones(
    day: _Day, listed: dict[str, tuple[WhyNow, ...]], told: Collection[str]
) -> dict[str, tuple[WhyNow, ...]]:
    """Whom to reach, with easy notes before the first who is long silent.

    Whoever is `told` of elsewhere is no easy note.
    """
    order = list(listed)
    hard = [n for n, one in enumerate(order) if day.standing[one].state == "long due"]
    if not (hard and day.network.settings.warm_up):
        return listed
    others = (one for one in day.standing.values() if one.person not in {*listed, *told})
    found = warm_ups(day.network, others, day.today)
    easy = {person: (WhyNow("warm-up", said),) for person, said in found}
    shown = (*order[: hard[0]], *easy, *order[hard[0] :])
    everyone = {**listed, **easy}
    return {person: everyone[person] for person in shown}


def _explained(shown: Iterable[tuple[WhyNow, ...]]) -> Iterator[str]:
    """What no circle asked for, in a line each."""
    kinds = {one.why for reasons in shown for one in reasons}
    if "young tie" in kinds:
        yield YOUNG_TIE
    if "warm-up" in kinds:
        yield WARM_UP


def _reasons(day: _Day) -> dict[str, tuple[WhyNow, ...]]:
    """Why now, for everyone who may be listed, the strongest reason first."""
    found: dict[str, dict[Why, WhyNow]] = {}
    for person, reason in _every_reason(day):
        found.setdefault(person, {}).setdefault(reason.why, reason)
    return {
        person: tuple(sorted(reasons.values(), key=lambda reason: _ORDER.index(reason.why)))
        for person, reasons in found.items()
        if _may_be_listed(day, person)
    }


def _every_reason(day: _Day) -> Iterator[tuple[str, WhyNow]]:
    for birthday in day.birthdays:
        last = day.standing[birthday.person].last
        greeted = last is not None and last.day >= birthday.on
        if not greeted and (birthday.on - day.today).days <= _BIRTHDAY_REASON.days:
            said = f"{birthday.what} {on_day(birthday.on, day.today)}"
            yield birthday.person, WhyNow("birthday", said)
    for one in day.standing.values():
        if day.network.settings.young_ties and (said := follow_up(day.network, one, day.today)):
            yield one.person, WhyNow("young tie", said)
        if one.state in ("long due", "due", "due soon"):
            yield one.person, WhyNow(one.state, due_in_words(one, day.today))
    for need in day.needs:
        whom = need.person or need.by
        last = day.standing[whom].last
        if last is None or (day.today - last.day).days >= _QUIET_AFTER_CONTACT.days:
            yield whom, WhyNow("need" if need.person else "own need", need.sentence(day.network))


def _may_be_listed(day: _Day, person: str) -> bool:
    """Nobody dead, paused, snoozed, or already met today; an id without a file cannot be shown."""
    one = day.standing.get(person)
    if one is None or at_rest(day.network.people[person], day.today):
        return False
    return one.last is None or one.last.day != day.today


def _urgency(
    day: _Day, person: str, reasons: tuple[WhyNow, ...]
) -> tuple[int, int, int, date, tuple[str, str]]:
    """The strongest reason, then how many, then the closest circle, the due date and the name."""
    one = day.standing[person]
    cadence = one.cadence.days if one.cadence else sys.maxsize
    rank = _ORDER.index(reasons[0].why)
    return (rank, -len(reasons), cadence, one.due or date.max, day.network.order_of(person))


def _pick(day: _Day, person: str, reasons: tuple[WhyNow, ...]) -> Pick:
    one = day.standing[person]
    who, told = day.network.people[person], {reason.why for reason in reasons}
    if "warm-up" in told:
        say = easy_openings(day.network, person, day.today)
    else:
        say = openings(day.network, person, day.today, day.could_meet(person))
    return Pick(
        person=person,
        name=who.name,
        keep_up=one,
        reasons=reasons,
        last=one.last,
        channel=preferred(who.reach),
        openings=tuple(one for one in say if one.about not in told),
    )


def _next_in_words(network: Network, one: KeepUp | None, today: date, *, nobody: bool) -> str:
    """The sentence that ends the list, such as `Nobody is due. The next is Ada, on Thursday`."""
    if not (network.people or network.unread):
        return _EMPTY
    if one is None or one.due is None:
        return f"Nobody is due. {_TRACKED}" if nobody else ""
    then = f"{network.name_of(one.person)}, {on_day(one.due, today)}."
    return f"Nobody is due. The next is {then}" if nobody else f"Next after these: {then}"
