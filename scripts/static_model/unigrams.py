"""Texts cut into the likeliest pieces of a vocabulary (Kudo 2018, arXiv:1804.10959)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_BLANK = "\u2581"
_UNKNOWN_COSTS = 10.0


class Unigrams:
    """Pieces with how likely each is, as its logarithm; a blank begins a word."""

    def __init__(
        self,
        pieces: Sequence[str],
        scores: Sequence[float],
        unknown: int,
        letters: Mapping[str, str],
    ) -> None:
        """Takes also the row of what is unknown, and what letters are replaced by before."""
        self._rows = {piece: row for row, piece in enumerate(pieces) if row != unknown}
        self._scores, self._unknown = scores, unknown
        self._letters = str.maketrans(dict(letters))
        self._worst = min(scores) - _UNKNOWN_COSTS
        self._longest = max(map(len, pieces))

    def rows(self, text: str) -> list[int]:
        """The rows of the pieces that a text is likeliest made of, in their order."""
        plain = _BLANK + _BLANK.join(text.translate(self._letters).split())
        best: list[tuple[float, int, int]] = [(0.0, -1, -1)]
        for end in range(1, len(plain) + 1):
            before = best[end - 1]
            found = (before[0] + self._worst, self._unknown, end - 1)
            for start in range(max(0, end - self._longest), end):
                row = self._rows.get(plain[start:end])
                if row is not None and best[start][0] + self._scores[row] > found[0]:
                    found = (best[start][0] + self._scores[row], row, start)
            best.append(found)
        cut: list[int] = []
        at = len(plain)
        while at:
            _, row, at = best[at]
            cut.append(row)
        return cut[::-1]
