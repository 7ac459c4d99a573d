"""Words and their pieces: greedy longest match over a fixed vocabulary.

After Wu et al. 2016 (arXiv:1609.08144), as BERT's uncased vocabulary is meant to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kithbook.text.words import fold

UNKNOWN = -1
INSIDE = "##"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64


def split_words(text: str) -> list[str]:
    """The words of a text, folded: letters and digits, without marks and accents."""
    return _WORD.findall(fold(text))


class WordPieces:
    """Cuts words into the pieces of a vocabulary; a word that cannot be cut has no piece."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Takes the pieces in the order of their rows; those inside a word begin with `##`."""
        self._rows = {piece: row for row, piece in enumerate(vocabulary) if piece}
        self._known: dict[str, tuple[int, ...]] = {}

    def rows(self, word: str) -> tuple[int, ...]:
        """The rows of a folded word's pieces; empty where the vocabulary does not cover it."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(word)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        rows: list[int] = []
        start = 0
        while start < len(word):
            piece, end = self._longest(word, start)
            if piece == UNKNOWN:
                return ()
            rows.append(piece)
            start = end
        return tuple(rows)

    def _longest(self, word: str, start: int) -> tuple[int, int]:
        mark = INSIDE if start else ""
        for end in range(min(len(word), start + _LONGEST), start, -1):
            row = self._rows.get(f"{mark}{word[start:end]}")
            if row is not None:
                return row, end
        return UNKNOWN, start
