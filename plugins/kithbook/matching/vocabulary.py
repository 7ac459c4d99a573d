"""The words of all documents: each once, with its stem, its vector, and the words near it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.static_model import Model, unit
from kithbook.matching.stems import Stems

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words and terms (stems) by number; a silent word has no term.

    `rarity` (words,) weighs a word in a vector; `term_vectors` (terms, width) are of length 1, and
    without a column where there is no model.
    """

    words: Mapping[str, int]
    terms: Mapping[str, int]
    rarity: Floats
    term_vectors: Floats
    stems: Stems
    model: Model | None

    def term(self, word: str) -> int | None:
        """The term of a folded word, where some document holds it."""
        return None if self.stems.silent(word) else self.terms.get(self.stems.of(word))

    def query(self, words: Sequence[str], model: Model) -> Floats:
        """The vector of a query, (width,), which may hold words that no document has."""
        numbers = [self.words.get(word) for word in words]
        weights = np.array([1.0 if each is None else self.rarity[each] for each in numbers])
        summed: Floats = (model.words(words) * weights[:, None]).sum(axis=0)
        return unit(summed)

    def near(
        self, words: Iterable[str], at_least: float, most: int
    ) -> Mapping[str, tuple[tuple[int, float], ...]]:
        """For each folded word the terms near it, nearest first, each with its cosine."""
        spoken = list(dict.fromkeys(words))
        if self.model is None or not spoken or not self.terms:
            return {}
        found = {}
        vectors = unit(self.model.words(spoken))
        for start in range(0, len(spoken), 128):
            cosines = vectors[start : start + 128] @ self.term_vectors.T
            for word, row in zip(spoken[start : start + 128], cosines, strict=True):
                found[word] = _nearest(row, at_least, most, self.term(word))
        return found


def _nearest(
    row: Floats, at_least: float, most: int, own: int | None
) -> tuple[tuple[int, float], ...]:
    terms = np.flatnonzero(row >= at_least)
    terms = terms[np.lexsort((terms, -row[terms]))][: most + 1]
    return tuple((int(term), float(row[term])) for term in terms if term != own)[:most]
