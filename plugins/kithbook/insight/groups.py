"""Groups and bridges among people and the lines between them, the same for the same book.

Groups are those of the Louvain method (Blondel and others, 2008): everyone joins the neighbours
with whom there is more between them than chance would put there, then groups join in the same
way. Bridges are people without whom others would have no line left between them; Hopcroft and
Tarjan find them in one walk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Neighbours = Sequence[Mapping[int, float]]
_ROUNDS = 30


def groups(neighbours: Neighbours) -> tuple[int, ...]:
    """The group of each, numbered from 0, the largest first; equals by their first member."""
    members = [[place] for place in range(len(neighbours))]
    graph: list[dict[int, float]] = [dict(each) for each in neighbours]
    while True:
        joined = _settled(graph)
        if len(set(joined)) == len(graph):
            break
        members, graph = _merged(members, graph, joined)
    members.sort(key=lambda group: (-len(group), min(group)))
    number = {place: index for index, group in enumerate(members) for place in group}
    return tuple(number[place] for place in range(len(neighbours)))


def _settled(graph: list[dict[int, float]]) -> list[int]:
    """Where each ends after moving, as long as somebody moves, to the best of its neighbours."""
    weight = [sum(each.values()) for each in graph]
    whole = sum(weight) or 1.0
    group = list(range(len(graph)))
    total = weight.copy()
    for _ in range(_ROUNDS):
        moved = False
        for place, near in enumerate(graph):
            best = _best(place, near, group, total, weight[place] / whole)
            if best != group[place]:
                total[group[place]] -= weight[place]
                total[best] += weight[place]
                group[place], moved = best, True
        if not moved:
            break
    return group


def _best(
    place: int, near: Mapping[int, float], group: list[int], total: list[float], share: float
) -> int:
    """The group in which a place gains most; it stays where nothing is better."""
    here = group[place]
    own = sum(near.values())
    inside: dict[int, float] = {here: 0.0}
    for other, between in near.items():
        if other != place:
            inside[group[other]] = inside.get(group[other], 0.0) + between
    gain = {
        each: between - (total[each] - (own if each == here else 0.0)) * share
        for each, between in inside.items()
    }
    most = max(gain.values())
    return here if gain[here] >= most - 1e-9 else min(g for g in gain if gain[g] >= most - 1e-9)


def _merged(
    members: list[list[int]], graph: list[dict[int, float]], group: list[int]
) -> tuple[list[list[int]], list[dict[int, float]]]:
    """Each group as one, with what lies inside it as a line to itself."""
    number = {each: index for index, each in enumerate(dict.fromkeys(group))}
    joined: list[list[int]] = [[] for _ in number]
    lines: list[dict[int, float]] = [defaultdict(float) for _ in number]
    for place, near in enumerate(graph):
        index = number[group[place]]
        joined[index] += members[place]
        for other, between in near.items():
            lines[index][number[group[other]]] += between
    return joined, [dict(each) for each in lines]


def parts(neighbours: Neighbours) -> Mapping[int, tuple[int, ...]]:
    """For each place whose neighbours it alone joins: how many are in each part, most first."""
    walk = _Walk(neighbours)
    for root in range(len(neighbours)):
        if root not in walk.depth:
            walk.start(root)
    return {place: tuple(sorted(sizes, reverse=True)) for place, sizes in walk.parts.items()}


@dataclass(slots=True)
class _Walk:
    """One walk through all places, depth first; `lowest` is how far up a branch leads round."""

    neighbours: Neighbours
    depth: dict[int, int] = field(default_factory=dict)
    lowest: dict[int, int] = field(default_factory=dict)
    size: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=dict)

    def start(self, root: int) -> None:
        """Walks through everyone that can be reached from a root."""
        cut: dict[int, list[int]] = defaultdict(list)
        seen = self._reach(root, cut)
        for place, sizes in cut.items():
            rest = len(seen) - 1 - sum(sizes)
            every = [*sizes, rest] if rest else sizes
            if len(every) > 1:
                self.parts[place] = every

    def _reach(self, root: int, cut: dict[int, list[int]]) -> list[int]:
        seen: list[int] = []
        stack = [(root, -1, iter(self._enter(root, 0, seen)))]
        while stack:
            place, parent, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                if parent >= 0:
                    self._leave(place, parent, cut)
            elif other not in self.depth:
                below = self._enter(other, self.depth[place] + 1, seen)
                stack.append((other, place, iter(below)))
            elif other != parent:
                self.lowest[place] = min(self.lowest[place], self.depth[other])
        return seen

    def _enter(self, place: int, depth: int, seen: list[int]) -> list[int]:
        self.depth[place] = self.lowest[place] = depth
        self.size[place] = 1
        seen.append(place)
        return sorted(self.neighbours[place])

    def _leave(self, place: int, parent: int, cut: dict[int, list[int]]) -> None:
        self.size[parent] += self.size[place]
        self.lowest[parent] = min(self.lowest[parent], self.lowest[place])
        if self.lowest[place] >= self.depth[parent]:
            cut[parent].append(self.size[place])
