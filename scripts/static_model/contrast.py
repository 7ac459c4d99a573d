"""The second step: of many texts, each half of a pair is to find its other half.

In-batch softmax over cosines both ways (van den Oord et al. 2018, arXiv:1807.03748), steps after
Duchi et al. 2011 (Adagrad), one step size a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scripts.static_model.bags import Bags, Floats
from scripts.static_model.pairs import Pair

_SMALL = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how boldly to learn."""

    steps: int
    temperature: float
    boldness: float


Batch = Callable[[np.random.Generator], list[Pair]]


def contrast(table: Floats, batch: Batch, course: Course, seed: int) -> Floats:
    """The table after the course; the same seed gives the same table."""
    chance = np.random.default_rng(seed)
    found = table.copy()
    spent = np.full(len(found), 1e-8, dtype=np.float32)
    size = np.float32(np.median(np.linalg.norm(found, axis=1)))
    for step in range(course.steps):
        left, right = zip(*batch(chance), strict=True)
        bags = (Bags(left), Bags(right))
        flows = _flows(found, bags, course.temperature)
        for bag, flow in zip(bags, flows, strict=True):
            spent[bag.held] += (flow * flow).mean(axis=1)
        fade = np.float32(course.boldness * (1 - step / course.steps)) * size
        for bag, flow in zip(bags, flows, strict=True):
            found[bag.held] -= fade * flow / np.sqrt(spent[bag.held])[:, None]
    return found


def _flows(table: Floats, bags: tuple[Bags, Bags], temperature: float) -> tuple[Floats, Floats]:
    """What the rows held by each side get."""
    (one, one_size), (other, other_size) = (_unit(bag.sums(table)) for bag in bags)
    cosines = one @ other.T / np.float32(temperature)
    pull: Floats = (_softmax(cosines) + _softmax(cosines.T).T) * np.float32(0.5)
    pull[np.diag_indices_from(pull)] -= 1
    pull /= np.float32(temperature * len(pull))
    return (
        bags[0].flow(_through(pull @ other, one, one_size)),
        bags[1].flow(_through(pull.T @ one, other, other_size)),
    )


def _unit(sums: Floats) -> tuple[Floats, Floats]:
    size = np.linalg.norm(sums, axis=1, keepdims=True) + _SMALL
    return sums / size, size


def _through(flow: Floats, unit: Floats, size: Floats) -> Floats:
    """What flows back through scaling to length 1."""
    result: Floats = (flow - unit * (flow * unit).sum(axis=1, keepdims=True)) / size
    return result


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result
