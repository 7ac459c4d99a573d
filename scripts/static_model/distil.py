"""The first step: a table whose weighted means come near the teacher's vectors.

Least squares with a pull towards the teacher's own vectors of single pieces, solved by conjugate
gradients for all columns at once (Hestenes and Stiefel 1952). Weights of pieces after Arora et al.
2017: a / (a + p).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.static_model.bags import Bags, Floats, Rows

WIDTH = 128
_SMALL = 1e-4
_PULL = 1.0
_ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Lesson:
    """Texts as rows, the teacher's vectors (texts, 384), and how much each text counts."""

    texts: Sequence[Rows]
    vectors: Floats
    counts: Floats


def distil(lesson: Lesson, single: Floats) -> Floats:
    """The table (pieces, WIDTH), each row already times its weight; `single` (pieces, 384)."""
    weight: Floats = np.sqrt(lesson.counts)[:, None]
    mean = np.average(lesson.vectors, axis=0, weights=lesson.counts).astype(np.float32)
    centred: Floats = lesson.vectors - mean
    basis = _principal(centred * weight)
    start = (single - single.mean(axis=0)) @ basis
    bags = Bags(lesson.texts)
    weights = _weights(bags, len(single))
    shares = weights[bags.flat] / np.bincount(bags.whose, weights[bags.flat])[bags.whose]
    table = _solve(bags, shares.astype(np.float32), centred @ basis, start, weight)
    return (table * weights[:, None]).astype(np.float32)


def _principal(vectors: Floats) -> Floats:
    _, found = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(found[:, ::-1][:, :WIDTH])


def _weights(bags: Bags, pieces: int) -> Floats:
    often = np.bincount(bags.flat, minlength=pieces) + 1.0
    result: Floats = (_SMALL / (_SMALL + often / often.sum())).astype(np.float32)
    return result


def _solve(bags: Bags, shares: Floats, goal: Floats, start: Floats, weight: Floats) -> Floats:
    def normal(table: Floats) -> Floats:
        return _back(bags, shares, bags.sums(table, shares) * weight * weight, len(start))

    left = _back(bags, shares, (goal - bags.sums(start, shares)) * weight * weight, len(start))
    found, way = np.zeros_like(start), left.copy()
    size = (left * left).sum(axis=0)
    for _ in range(_ROUNDS):
        image = normal(way) + np.float32(_PULL) * way
        step = size / np.maximum((way * image).sum(axis=0), 1e-20)
        found += step * way
        left -= step * image
        after = (left * left).sum(axis=0)
        way = left + after / np.maximum(size, 1e-20) * way
        size = after
    result: Floats = start + found
    return result


def _back(bags: Bags, shares: Floats, texts: Floats, pieces: int) -> Floats:
    found = np.zeros((pieces, texts.shape[1]), dtype=np.float32)
    found[bags.held] = bags.flow(texts, shares)
    return found
