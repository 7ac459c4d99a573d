"""How people find the owner: by link, person or sort of source, and how many were accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.network import Network
from kithbook.insight.days import first_day
from kithbook.insight.inbox import Thread, threads
from kithbook.insight.referrers import names_in, referrers
from kithbook.language.found_words import SOURCES, Source, sources_in
from kithbook.text.words import fold

Way = Literal["link", "person", "said"]
UNNAMED = "no link"
OTHERWISE, UNSAID = "in other words", "not said"
_SORTS: Mapping[Source, str] = {
    "talk": "a talk or an event",
    "written": "an article or a book",
    "aired": "radio, a podcast or a film",
    "page": "your page",
    "search": "a search",
    "shared": "a group or a place you share",
    "somebody": "somebody who is not in your book",
    "letters": "letters or mails before",
    "online": "online",
}


@dataclass(frozen=True, slots=True)
class WayFound:
    """One way of being found; `person` is the referrer's id where it is a person."""

    source: str
    kind: Way
    requests: int
    accepted: int
    declined: int
    waiting: int
    person: str | None = None

    @property
    def rate(self) -> int | None:
        """Accepted of a hundred that were decided; None while none was."""
        decided = self.accepted + self.declined
        return self.accepted * 100 // decided if decided else None

    @property
    def sentence(self) -> str:
        """`talk-may: 7 requests, 3 accepted`."""
        noun = "request" if self.requests == 1 else "requests"
        return f"{self.source}: {self.requests} {noun}, {self.accepted} accepted"


@dataclass(frozen=True, slots=True)
class ThanksDue:
    """Somebody through whom an accepted request came, and who has not been thanked since."""

    person: str
    thread: Thread


def by_link(network: Network, today: date) -> tuple[WayFound, ...]:
    """Each link by which requests came, the most frequent first."""
    groups: dict[str, list[Thread]] = {}
    for thread in threads(network, today):
        groups.setdefault(thread.request.via or UNNAMED, []).append(thread)
    return _ranked(_found(via, "link", some) for via, some in groups.items())


def by_person(network: Network, today: date) -> tuple[WayFound, ...]:
    """Each person of the book through whom requests came, the most frequent first."""
    groups: dict[str, list[Thread]] = {}
    for thread in threads(network, today):
        for person in referrers(network, thread.request):
            groups.setdefault(person, []).append(thread)
    return _ranked(
        _found(network.name_of(person), "person", some, person) for person, some in groups.items()
    )


def by_words(network: Network, today: date) -> tuple[WayFound, ...]:
    """Each sort of source in what people said, then what they said otherwise or not at all."""
    groups: dict[str, list[Thread]] = {}
    for thread in threads(network, today):
        for source in _said(network, thread):
            groups.setdefault(source, []).append(thread)
    rows = {source: _found(source, "said", some) for source, some in groups.items()}
    last = [rows.pop(source) for source in (OTHERWISE, UNSAID) if source in rows]
    return (*_ranked(rows.values()), *last)


def said_otherwise(network: Network, today: date) -> tuple[Thread, ...]:
    """The requests whose words name no sort of source that is known, and nobody of the book."""
    return tuple(one for one in threads(network, today) if OTHERWISE in _said(network, one))


def thanks_due(network: Network, today: date) -> tuple[ThanksDue, ...]:
    """Whom to thank for having sent somebody who was accepted."""
    found: list[ThanksDue] = []
    for thread in threads(network, today):
        on = first_day(thread.decision.on) if thread.decision else None
        if thread.state != "accepted" or on is None:
            continue
        found += (
            ThanksDue(person, thread)
            for person in referrers(network, thread.request)
            if person in network.people and not network.thanked_since(person, on, today)
        )
    return tuple(found)


def _said(network: Network, thread: Thread) -> tuple[str, ...]:
    """Under what an answer is counted; people of the book have rows of their own."""
    answer = thread.request.how_found
    if not answer.strip():
        return (UNSAID,)
    named = any(True for _ in names_in(network, answer))
    found = sources_in(answer)
    sorts = tuple(
        _SORTS[one] for one in SOURCES if one in found and (one, named) != ("somebody", True)
    )
    return sorts or (() if named else (OTHERWISE,))


def _found(source: str, kind: Way, some: Iterable[Thread], person: str | None = None) -> WayFound:
    states = Counter(thread.state for thread in some)
    return WayFound(
        source=source,
        kind=kind,
        requests=sum(states.values()),
        accepted=states["accepted"],
        declined=states["declined"] + states["redirected"],
        waiting=states["new"] + states["answered"],
        person=person,
    )


def _ranked(rows: Iterable[WayFound]) -> tuple[WayFound, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.requests, fold(row.source))))
