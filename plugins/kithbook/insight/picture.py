"""The picture of a network as data: who is drawn, with which lines, in which groups.

At most so many people and lines are drawn: those with the most lines, and of the lines first
those that say most. Whatever is left out is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kithbook.book.network import Network
from kithbook.insight.groups import groups, parts
from kithbook.insight.lines import KINDS, Connection, Kind, all_lines

MOST_PEOPLE = 2_000
MOST_LINES = 8_000
_SMALLEST_PART = 2
_WEIGHT: Mapping[Kind, float] = {"through": 1.0, "tie": 1.0, "introduction": 1.0, "together": 0.5}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One person of the picture: the number of the group, and how many lines end there."""

    id: str
    group: int
    lines: int


@dataclass(frozen=True, slots=True)
class PictureGroup:
    """People with more between them than with others; `around` has the most lines among them."""

    around: str
    size: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """Somebody without whom others would have no line left; how many stand on each side."""

    person: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the picture does not show, as counts.

    Contacts of rosters, people without any line, people and lines beyond the most, files that
    could not be read, names that lead to nobody with a file, entries of large gatherings.
    """

    contacts: int
    alone: int
    people: int
    lines: int
    unread: int
    nameless: int
    crowds: int


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn, people and lines by name, and what is left out."""

    people: tuple[Drawn, ...]
    lines: tuple[Connection, ...]
    groups: tuple[PictureGroup, ...]
    bridges: tuple[Bridge, ...]
    left_out: LeftOut

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which number each person has in the picture."""
        return {one.id: place for place, one in enumerate(self.people)}


def picture(
    network: Network, today: date, most_people: int = MOST_PEOPLE, most_lines: int = MOST_LINES
) -> Picture:
    """The picture of a network on a day."""
    found = all_lines(network, today)
    ends = Counter(end for line in found.lines for end in (line.one, line.other))
    names = tuple(one.id for one in network.everyone)
    chosen = _chosen(names, ends, most_people)
    lines = _said_most(
        [line for line in found.lines if {line.one, line.other} <= chosen], most_lines
    )
    drawn = tuple(person for person in names if person in chosen)
    neighbours = _neighbours(drawn, lines)
    numbers = groups(neighbours)
    left_out = LeftOut(
        contacts=len(network.strangers),
        alone=len(names) - len(ends),
        people=len(ends) - len(drawn),
        lines=len(found.lines) - len(lines),
        unread=sum(lost.id not in network.people for lost in network.unread),
        nameless=found.nameless,
        crowds=found.crowds,
    )
    people = tuple(
        Drawn(person, number, ends[person]) for person, number in zip(drawn, numbers, strict=True)
    )
    return Picture(people, lines, _groups(people), _bridges(drawn, neighbours), left_out)


def _chosen(names: Sequence[str], ends: Mapping[str, int], most: int) -> frozenset[str]:
    """Those with the most lines; equals by name."""
    joined = [person for person in names if person in ends]
    return frozenset(sorted(joined, key=lambda person: -ends[person])[:most])


def _said_most(lines: Sequence[Connection], most: int) -> tuple[Connection, ...]:
    """The lines, or of too many the first kinds, and of shared entries those shared often."""
    if len(lines) <= most:
        return tuple(lines)
    order = {kind: place for place, kind in enumerate(KINDS)}
    kept = sorted(range(len(lines)), key=lambda n: (order[lines[n].kind], -lines[n].times))[:most]
    return tuple(lines[place] for place in sorted(kept))


def _neighbours(drawn: Sequence[str], lines: Sequence[Connection]) -> list[dict[int, float]]:
    place = {person: number for number, person in enumerate(drawn)}
    found: list[dict[int, float]] = [defaultdict(float) for _ in drawn]
    for line in lines:
        weight = _WEIGHT[line.kind] * min(line.times, 4)
        found[place[line.one]][place[line.other]] += weight
        found[place[line.other]][place[line.one]] += weight
    return [dict(each) for each in found]


def _groups(people: Sequence[Drawn]) -> tuple[PictureGroup, ...]:
    members: dict[int, list[Drawn]] = defaultdict(list)
    for one in people:
        members[one.group].append(one)
    return tuple(
        PictureGroup(max(members[number], key=lambda one: one.lines).id, len(members[number]))
        for number in sorted(members)
    )


def _bridges(drawn: Sequence[str], neighbours: list[dict[int, float]]) -> tuple[Bridge, ...]:
    """Those who alone join parts of some size, the evenest first; small parts are not named."""
    found = [
        Bridge(drawn[place], large)
        for place, sizes in parts(neighbours).items()
        if len(large := tuple(size for size in sizes if size >= _SMALLEST_PART)) > 1
    ]
    order = {person: place for place, person in enumerate(drawn)}
    return tuple(sorted(found, key=lambda one: (-sum(one.parts[1:]), order[one.person])))
