"""From a teacher of two languages into the space of the English model.

The teacher knows which words of two languages mean much the same. What it says of English words is
compared with their vectors in the model (ridge regression), and the map that follows is used for
words of the other language. Sums are of 64 bits, so that their order does not show in what ships.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

_STIFFNESS = 3.0


def alike(one: Doubles, other: Doubles) -> tuple[Doubles, Doubles]:
    """Two languages without what tells them apart: each about its own mean, of length 1.

    The direction in which most words of both lie tells little of what they mean, and goes too.
    """
    one, other = one - one.mean(axis=0), other - other.mean(axis=0)
    spread = one.T @ one + other.T @ other
    common = np.linalg.eigh(spread)[1][:, -1:]
    return unit(one - one @ common @ common.T), unit(other - other @ common @ common.T)


def into_space(taught: Doubles, meant: Doubles) -> Doubles:
    """The map from the teacher's vectors of words to those that the words have in the model."""
    square = taught.T @ taught + _STIFFNESS * np.eye(taught.shape[1])
    result: Doubles = np.linalg.solve(square, taught.T @ meant).astype(np.float64)
    return result


def unit(rows: Doubles) -> Doubles:
    """Rows at length 1; none may be of zeros."""
    result: Doubles = rows / np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return result
