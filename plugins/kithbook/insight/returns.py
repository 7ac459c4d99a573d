"""Ways to return a favour from what the giver needs, and a word before asking somebody again.

Nothing is weighed: whether anything was done since is asked, and never how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.network import Network
from kithbook.insight.days import first_day, happened
from kithbook.insight.favours import closed_on
from kithbook.insight.ledger import Account, Favour, account
from kithbook.insight.made import made_on, stage
from kithbook.insight.openings import NeedMet
from kithbook.text.dates import Span
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location

About = Literal["need", "promised", "interest"]

A_YEAR = Span(365, "days")
OFTEN = 3
"""So many times asked within a year without anything done, and it is said before the next."""
_NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HELPERS = 2
_LIKED = 4


@dataclass(frozen=True, slots=True)
class WayToReturn:
    """One way to return a favour: `by` is who of the book could help, if anybody is known to."""

    about: About
    text: str
    at: Location
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Somebody who did the owner a favour since which nothing was done for them."""

    person: str
    favour: Favour
    ways: tuple[WayToReturn, ...]


def to_return(
    network: Network, books: Account, today: date, met: Iterable[NeedMet] = (), most: int = 5
) -> Return | None:
    """The last favour in an account with ways to return it, or None once one is returned.

    `met` are the needs that somebody could meet. Needs come first, then what was promised, then
    what the person likes.
    """
    person = books.person
    if not books.got or _done_since(network, books, books.got[0].entry.day, today):
        return None
    found = (
        *_needs(network, person, today, met),
        *(WayToReturn("promised", f"you promised: {links_as_names(p.words(today))}", p.entry.at)
          for p in books.promised),
        *_interests(network, person, today),
    )  # fmt: skip
    return Return(person, books.got[0], found[:most])


def returns(network: Network, today: date, met: Iterable[NeedMet] = ()) -> tuple[Return, ...]:
    """Everybody from whom the last favour came within a year and waits, the newest first."""
    everyone = tuple(met)
    people = {who for e in network.entries if e.kind == "got" for who in e.ids}
    known = sorted(people & network.people.keys())
    accounts = [account(network, who, today) for who in known]
    found = [one for books in accounts if (one := to_return(network, books, today, everyone))]
    recent = [one for one in found if (today - one.favour.entry.day).days <= A_YEAR.days]
    return tuple(sorted(recent, key=lambda one: one.favour.entry.day, reverse=True))


def before_asking(network: Network, books: Account, today: date) -> str | None:
    """What to know before asking a person once more, or None where nothing speaks up.

    Said after three favours got or questions for an introduction within a year in which nothing
    done for the person is written down.
    """
    person, since = books.person, today - A_YEAR
    helped = sum(favour.entry.day > since for favour in books.got)
    asked = _questions(network, person, since, today)
    if helped + asked < OFTEN or _done_since(network, books, since, today):
        return None
    name = network.name_of(person)
    times = _times(helped + asked)
    done = f"and nothing that you did for {name} in that time is written down."
    said = f"{_what(name, helped, asked)} {times} in the last twelve months, {done}"
    ways = _first_words(network, books, today)
    return f"{said} {ways}" if ways else said


def _needs(
    network: Network, person: str, today: date, met: Iterable[NeedMet]
) -> Iterator[WayToReturn]:
    mine = [one for one in met if one.person == person]
    for need in network.people[person].needs:
        if not need.holds(today):
            continue
        could = [one for one in mine if one.need == need][:_HELPERS]
        for one in could:
            helps = f"{network.name_of(one.by)} {one.how} “{one.phrase.text}”"
            yield WayToReturn("need", f"looking for {need.text}; {helps}", need.at, one.by)
        if not could:
            yours = "perhaps you can help, or somebody you know"
            yield WayToReturn("need", f"looking for {need.text}: {yours}", need.at)


def _interests(network: Network, person: str, today: date) -> Iterator[WayToReturn]:
    """What they like, on one line: the first is where it stands."""
    liked = [one for one in network.people[person].interests if one.holds(today)][:_LIKED]
    if liked:
        text = f"likes {', '.join(one.text for one in liked)}: send what made you think of them"
        yield WayToReturn("interest", text, liked[0].at)


def _done_since(network: Network, books: Account, since: date, today: date) -> bool:
    """Whether something was given, a promise kept, or an introduction made that served them.

    The quiet are done with.
    """
    if books.person in network.quiet:
        return True
    gave = any(favour.entry.day >= since for favour in books.gave)
    kept = any(one.mine and closed_on(one) >= since for one in books.closed)
    return gave or kept or _introduced(network, books.person, since, today)


def _introduced(network: Network, person: str, since: date, today: date) -> bool:
    """Whether they asked for an introduction that was made since, or one was useful to them."""
    for act in network.introductions:
        if person not in act.ids or not stage(act, today):
            continue
        asked_for = network.asker(act) == person
        useful = act.outcome is not None and act.outcome.was == "useful"
        made = made_on(act)
        if (asked_for or useful) and made and made >= since:
            return True
    return False


def _questions(network: Network, person: str, since: date, today: date) -> int:
    """How often they were asked to be introduced, where it was not they who wanted it."""
    return sum(
        who.person == person and happened(on, today) and (first_day(on) or today) > since
        for act in network.introductions
        if network.asker(act) != person
        for who, on in act.asked
    )


def _what(name: str, helped: int, asked: int) -> str:
    if not asked:
        return f"{name} helped you"
    return f"You asked {name}" if not helped else f"You asked {name} or were helped"


def _times(number: int) -> str:
    words = _NUMBERS[number - OFTEN] if number - OFTEN < len(_NUMBERS) else f"{number:,}"
    return f"{words} times"


def _first_words(network: Network, books: Account, today: date) -> str:
    """What could be done for them first, as a sentence of its own, or nothing."""
    one = network.people[books.person]
    for need in one.needs:
        if need.holds(today):
            return f"{one.name} is looking for {need.text}."
    for promise in books.promised:
        return f"You promised: {links_as_names(promise.words(today))}."
    for interest in one.interests:
        if interest.holds(today):
            return f"{one.name} likes {interest.text}."
    return ""
