"""What joins two people: who came through whom, ties, introductions made, entries shared.

Only what lies between two people with readable files is a line; what had to be left out is
counted. Ties of the same two people are one line, so are the entries that they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from kithbook.book.model import Entry, Mention, Tie
from kithbook.book.network import Network
from kithbook.insight.made import stage
from kithbook.text.dates import PartialDate
from kithbook.text.words import fold

Kind = Literal["through", "tie", "introduction", "together"]
KINDS: tuple[Kind, ...] = ("through", "tie", "introduction", "together")
MOST_IN_AN_ENTRY = 12
"""With more people than this an entry says little about any two of them."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One thing that joins two people.

    For `through`, `other` came through `one`; elsewhere the two stand by name. `words` are the
    kinds of a tie, `on` is when they met or were introduced, or the last entry that they share,
    and `times` is how many entries that are.
    """

    kind: Kind
    one: str
    other: str
    words: str = ""
    on: PartialDate | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Lines:
    """All the lines of a network by kind and name, and what could not be one.

    `nameless` counts names of people without a readable file, `crowds` entries that name more
    people than a line is drawn for.
    """

    lines: tuple[Connection, ...]
    nameless: int
    crowds: int


def all_lines(network: Network, today: date) -> Lines:
    """Every line of a network on a day."""
    found = [
        *_through(network),
        *_ties(network),
        *_introductions(network, today),
        *_together(network, today),
    ]
    order = {one.id: place for place, one in enumerate(network.everyone)}
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    found.sort(key=lambda line: (kinds[line.kind], order[line.one], order[line.other]))
    crowds = sum(len(entry.ids) > MOST_IN_AN_ENTRY for entry in _shared(network))
    return Lines(tuple(found), _nameless(network, today), crowds)


def _through(network: Network) -> Iterator[Connection]:
    for person in network.people.values():
        through = network.through(person.id)
        if through and through.person in network.people:
            yield Connection("through", through.person or "", person.id, on=person.met.on)


def _ties(network: Network) -> Iterator[Connection]:
    held: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for person in network.people.values():
        for tie in person.ties:
            other = tie.to.person
            if other and other in network.people and other != person.id:
                held[_pair(network, person.id, other)].append(tie)
    for (one, other), ties in held.items():
        kinds = {fold(tie.kind): tie.kind for tie in reversed(ties) if tie.kind}
        since = next((tie.since for tie in ties if tie.since), None)
        yield Connection("tie", one, other, ", ".join(reversed(kinds.values())), since)


def _introductions(network: Network, today: date) -> Iterator[Connection]:
    for each in network.introductions:
        if stage(each, today):
            known = [person for person in dict.fromkeys(each.ids) if person in network.people]
            for one, other in combinations(known, 2):
                yield Connection(
                    "introduction", *_pair(network, one, other), on=each.made or each.met
                )


def _together(network: Network, today: date) -> Iterator[Connection]:
    last: dict[tuple[str, str], PartialDate] = {}
    times: dict[tuple[str, str], int] = defaultdict(int)
    for entry in _shared(network):
        ids = entry.ids
        if entry.day <= today and 1 < len(ids) <= MOST_IN_AN_ENTRY:
            known = [person for person in ids if person in network.people]
            for one, other in combinations(known, 2):
                pair = _pair(network, one, other)
                times[pair] += 1
                last.setdefault(pair, entry.on)
    for pair, count in times.items():
        yield Connection("together", *pair, on=last[pair], times=count)


def _shared(network: Network) -> Iterator[Entry]:
    """The entries that name more than one, newest first; nearly all name one."""
    return (entry for entry in network.entries if len(entry.people) > 1)


def _pair(network: Network, one: str, other: str) -> tuple[str, str]:
    first, second = network.by_name((one, other))
    return first, second


def _nameless(network: Network, today: date) -> int:
    """How many names in lines lead to nobody with a readable file."""
    names: list[Mention] = []
    for person in network.people.values():
        names += [tie.to for tie in person.ties]
        names += [person.met.through] if person.met.through else []
    for each in network.introductions:
        names += each.between if stage(each, today) else ()
    return sum(name.person not in network.people for name in names)
