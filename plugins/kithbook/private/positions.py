"""Where each point of the picture stands at first: groups as discs in rings round the largest.

The same people and lines always get the same places, in time that grows with their number; the
page's script only eases them apart.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from kithbook.insight.picture import Picture

Place = tuple[int, int]
_APART = 34.0
_GAP = 46.0
_GOLDEN = math.pi * (3 - math.sqrt(5))


def positions(picture: Picture) -> tuple[Place, ...]:
    """A place for each person of a picture, in their order."""
    members: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(picture.people):
        members[one.group].append(place)
    near = _neighbours(picture)
    found: dict[int, Place] = {}
    centres = _rings([_radius(len(members[group])) for group in _order(picture, members)])
    for group, (x, y) in zip(_order(picture, members), centres, strict=True):
        for step, place in enumerate(_outward(picture, members[group], near)):
            out = _APART * math.sqrt(step) * 0.9
            angle = step * _GOLDEN + group
            found[place] = (round(x + out * math.cos(angle)), round(y + out * math.sin(angle)))
    return tuple(found[place] for place in range(len(picture.people)))


def _radius(size: int) -> float:
    return _APART * math.sqrt(size)


def _neighbours(picture: Picture) -> Mapping[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for line in picture.lines:
        one, other = picture.places[line.one], picture.places[line.other]
        near[one].append(other)
        near[other].append(one)
    return near


def _order(picture: Picture, members: Mapping[int, list[int]]) -> list[int]:
    """The groups, the largest first and each followed by those it has lines to."""
    near: dict[int, set[int]] = defaultdict(set)
    group = {one.id: one.group for one in picture.people}
    for line in picture.lines:
        near[group[line.one]].add(group[line.other])
        near[group[line.other]].add(group[line.one])
    order: dict[int, None] = {}
    for first in sorted(members):
        waiting = deque([first])
        while waiting:
            each = waiting.popleft()
            if each not in order:
                order[each] = None
                waiting.extend(sorted(near[each] - order.keys()))
    return list(order)


def _outward(picture: Picture, members: list[int], near: Mapping[int, list[int]]) -> list[int]:
    """The members of a group from the one with the most lines outward along the lines."""
    inside = set(members)
    order: dict[int, None] = {}
    for first in sorted(members, key=lambda place: (-picture.people[place].lines, place)):
        waiting = deque([first])
        while waiting:
            each = waiting.popleft()
            if each not in order:
                order[each] = None
                waiting.extend(other for other in near[each] if other in inside)
    return list(order)


def _rings(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Centres for discs of these radii: the first in the middle, the others in rings round it."""
    centres = [(0.0, 0.0)]
    inner = radii[0] + _GAP if radii else 0.0
    while len(centres) < len(radii):
        start = len(centres)
        widths = _ring(radii[start:], inner)
        widest = max(radii[start : start + len(widths)])
        out, spread, turned = inner + widest, math.tau / sum(widths), float(start)
        for width in widths:
            angle = turned + width * spread / 2
            centres.append((out * math.cos(angle), out * math.sin(angle)))
            turned += width * spread
        inner = out + widest + _GAP
    return centres[: len(radii)]


def _ring(radii: Sequence[float], inner: float) -> list[float]:
    """The angles that discs take in a ring, as many of them as fit; at least one."""
    out = inner + radii[0]
    widths: list[float] = []
    for radius in radii:
        width = 2 * math.asin(min(1.0, (radius + _GAP / 2) / out))
        if widths and sum(widths) + width > math.tau:
            break
        widths.append(width)
    return widths
