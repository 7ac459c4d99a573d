"""Texts as bags of pieces: sums of rows of a table, and what flows back to the rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Rows = Sequence[int]
_TEXTS_AT_ONCE = 20_000


class Bags:
    """Texts given as the rows of their pieces; none may be empty."""

    def __init__(self, texts: Sequence[Rows]) -> None:
        """Lays all rows one after the other."""
        self.lengths: Integers = np.array([len(each) for each in texts], dtype=np.int64)
        total = int(self.lengths.sum())
        self.flat: Integers = np.fromiter((row for each in texts for row in each), np.int64, total)
        self.starts: Integers = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))
        self.whose: Integers = np.repeat(np.arange(len(texts)), self.lengths)
        self._order: Integers = np.argsort(self.flat, kind="stable")
        self.held, self._first = np.unique(self.flat[self._order], return_index=True)

    def sums(self, table: Floats, shares: Floats | None = None) -> Floats:
        """The (weighted) sum of the rows of each text, (texts, width)."""
        found = np.empty((len(self.lengths), table.shape[1]), dtype=np.float32)
        for start in range(0, len(found), _TEXTS_AT_ONCE):
            some = slice(start, start + _TEXTS_AT_ONCE)
            first = int(self.starts[start])
            last = first + int(self.lengths[some].sum())
            rows = table[self.flat[first:last]]
            if shares is not None:
                rows = rows * shares[first:last, None]
            found[some] = np.add.reduceat(rows, self.starts[some] - first, axis=0)
        return found

    def flow(self, texts: Floats, shares: Floats | None = None) -> Floats:
        """What each held row gets from its texts, (held, width): the transpose of `sums`."""
        found = np.empty((len(self.held), texts.shape[1]), dtype=np.float32)
        ends = np.append(self._first[1:], len(self.flat))
        step = 2_000
        for start in range(0, len(self.held), step):
            stop = min(start + step, len(self.held))
            places = self._order[self._first[start] : ends[stop - 1]]
            rows = texts[self.whose[places]]
            if shares is not None:
                rows = rows * shares[places, None]
            begin = self._first[start:stop] - self._first[start]
            found[start:stop] = np.add.reduceat(rows, begin, axis=0)
        return found
