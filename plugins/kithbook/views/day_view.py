"""A day on one screen: what only the owner can do, whom to reach, dates, and counts of the rest.

Nothing stands in two parts. What is left out of one is counted by a door to where it stands whole.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Literal

from kithbook.book.network import Network
from kithbook.insight.inbox import Thread
from kithbook.insight.ledger import Promise
from kithbook.insight.news import News
from kithbook.insight.today import Agenda, Birthday, Pick
from kithbook.introductions.state import Wait
from kithbook.requests.request_advice import advice_on
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted

Behind = Literal["reach", "introductions", "requests", "promised", "thanks", "needs", "news"]
"""What a door leads to."""
CHECK = ("kith", "check")
"""The command of a step that waits until its file is mended."""
_MOST_TURNS = 3
"""Of a kind: a long list of one does not hide the others."""
_MOST_DATES = 8
_MOST_NEWS = 4
_ASKED = 140
_BEHIND: tuple[tuple[Behind, str, str, str], ...] = (
    ("reach", "more to reach", "more to reach", "kith today --all"),
    (
        "introductions",
        "introduction under way",
        "introductions under way",
        "kith introduction list",
    ),
    ("requests", "other request waiting", "other requests waiting", "kith request list"),
    ("promised", "other promise", "other promises", "kith today --all"),
    ("thanks", "thank-you to say", "thank-yous to say", "kith today --all"),
    ("needs", "need somebody could meet", "needs somebody could meet", "kith suggest"),
    ("news", "more with something new", "more with something new", "kith today --all"),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that only the owner can do now: a step, a promise whose day has come, an answer.

    `about` is what it is and `text` says it as a sentence without its full stop. Who waits for a
    promise is `pick`, and `aside` why else to reach them. `command` is the one that comes next.
    """

    about: Wait | Promise | Thread
    text: str
    aside: str = ""
    pick: Pick | None = None
    command: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What it is, in a word."""
        words = {Wait: "introduction", Promise: "promise", Thread: "request"}
        return words[type(self.about)]


@dataclass(frozen=True, slots=True)
class Door:
    """So many more of something, and the command that shows them."""

    behind: Behind
    number: int
    words: str
    command: str


@dataclass(frozen=True, slots=True)
class DayView:
    """What doors show of one day, in the order in which they show it.

    `dates` are birthdays and promises that come up, or have no day, and `news` what changed with
    whoever is not to be reached anyway; of all the agenda has all.
    """

    agenda: Agenda
    turns: tuple[Turn, ...]
    dates: tuple[Birthday | Promise, ...]
    doors: tuple[Door, ...]
    news: tuple[News, ...] = ()

    @property
    def all_done(self) -> bool:
        """Whether nobody is to be reached and nothing waits for the owner."""
        return self.agenda.all_done and not (self.turns or self._waiting)

    @property
    def _waiting(self) -> bool:
        return any(door.behind in ("introductions", "requests") for door in self.doors)


def day_view(
    network: Network,
    plan: Agenda,
    waits: Sequence[Wait],
    threads: Iterable[Thread],
    *,
    whole: bool = False,
) -> DayView:
    """What a day shows: `waits` are what introductions wait for, as `state.for_today` has it.

    The `whole` of it leaves to doors only what waits for others.
    """
    few, dates = None if whole else _MOST_TURNS, tuple(_dates(plan))
    waiting = [thread for thread in threads if thread.waits]
    owed = [one for one in waiting if whole or _is_ready(network, one)][:few]
    mine = [wait for wait in waits if wait.turn][:few]
    kept = plan.to_keep[:few]
    shown = {wait.introduction.path for wait in mine}
    left = 0 if whole else max(0, len(dates) - _MOST_DATES)
    behind: dict[Behind, int] = {
        "reach": plan.more,
        "introductions": len({wait.introduction.path for wait in waits} - shown),
        "requests": len(waiting) - len(owed),
        "promised": len(plan.to_keep) - len(kept) + left,
        **(_left_for_later(plan) if not whole else {}),
    }
    unclear = {one.location.path for one in network.problems if one.severity == "error"}
    first = [wait for wait in mine if wait.about in ("settle", "make")]
    turns = (
        *(_step(wait, unclear) for wait in first),
        *(_promise(network, one, plan) for one in kept),
        *map(_request, owed),
        *(_step(wait, unclear) for wait in mine if wait not in first),
    )
    new = plan.news if whole else plan.news[:_MOST_NEWS]
    return DayView(plan, turns, dates[: len(dates) - left], tuple(_doors(behind)), new)


def _left_for_later(plan: Agenda) -> dict[Behind, int]:
    """What a short day shows as numbers alone, or in part."""
    return {
        "thanks": len(plan.thanks_owed),
        "needs": len(plan.needs) - _told(plan),
        "news": max(0, len(plan.news) - _MOST_NEWS),
    }


def _told(plan: Agenda) -> int:
    """How many needs that somebody could meet are why somebody is to be reached."""
    return sum(why.why == "need" for pick in plan.picks for why in pick.reasons)


def _is_ready(network: Network, thread: Thread) -> bool:
    """Whether the coach lets a letter pass; any other is counted, and shown on its own page."""
    return advice_on(thread.message, network.settings).ready


def _dates(plan: Agenda) -> Iterator[Birthday | Promise]:
    """What comes up, by its day, and what has none last; without the birthdays that picks tell."""
    picks = (*plan.picks, *plan.waiting_for)
    told = {pick.person for pick in picks for why in pick.reasons if why.why == "birthday"}
    found: list[Birthday | Promise] = [one for one in plan.birthdays if one.person not in told]
    found += [one for one in plan.promises if not one.now]
    found += plan.awaited

    def order(one: Birthday | Promise) -> date:
        on = one.on if isinstance(one, Birthday) else one.due
        return on or date.max

    yield from sorted(found, key=order)


def _step(wait: Wait, unclear: Container[str]) -> Turn:
    """What comes next; nothing is drafted from a file of which something cannot be read."""
    if wait.introduction.path not in unclear:
        return Turn(wait, wait.sentence, command=wait.command)
    said = f"{wait.sentence}, once what kith check finds in its file is mended"
    return Turn(wait, said, command=CHECK)


def _promise(network: Network, one: Promise, plan: Agenda) -> Turn:
    words = links_as_names(one.words(plan.today))
    names = " and ".join(network.name_of(person) for person in one.people)
    waiting = {pick.person: pick for pick in plan.waiting_for}
    picks = [waiting[person] for person in one.people if person in waiting]
    also = (why.text for pick in picks for why in pick.reasons if why.why != "need")
    done = ("kith", "done", one.people[0], links_as_names(one.entry.text)) if one.people else ()
    said = f"you promised {names}: {words}" if names else f"you promised: {words}"
    return Turn(one, said, "; ".join(also), picks[0] if picks else None, done)


def _request(thread: Thread) -> Turn:
    message = thread.message
    sender = message.sender or thread.request.sender or "Somebody without a name"
    asked = " ".join((message.ask or message.why or message.wants or message.rest).split())
    verb = "answered" if thread.state == "answered" else "asks"
    short = shorten(asked, _ASKED, placeholder="…")
    said = f"{sender} {verb}: “{short}”" if asked else f"{sender} wrote"
    return Turn(thread, said, command=("kith", "request", "show", thread.request.id))


def _doors(behind: dict[Behind, int]) -> Iterator[Door]:
    for what, one, many, command in _BEHIND:
        if number := behind.get(what):
            yield Door(what, number, counted(number, one, many), command)
