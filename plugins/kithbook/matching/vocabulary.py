"""The words of all documents: each once, with its stem, its vector, and the words near it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.model import Model, unit
from kithbook.matching.words import Stems

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
SILENT = -1
_ROWS_AT_ONCE = 40_000


class _Numbers(dict[str, int]):
    """Words by number; one that is looked up and new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Vocabulary:
    """Words by number, terms (stems) by number; a silent word has no term."""

    def __init__(self, stems: Stems, model: Model | None) -> None:
        """Begins empty."""
        self.stems, self.model = stems, model
        self.words: Mapping[str, int] = _Numbers()
        self.terms: dict[str, int] = {}
        self._term_of: Integers = np.zeros(0, dtype=np.int64)
        self._term_vectors: Floats | None = None
        self._word_vectors: Floats | None = None
        self._rarity: Floats = np.zeros(0, dtype=np.float32)

    def numbers(self, words: Sequence[str]) -> list[int]:
        """The numbers of folded words; new ones are taken in, until the vocabulary is closed."""
        return list(map(self.words.__getitem__, words))

    def term(self, word: str) -> int | None:
        """The term of a folded word, where some document holds it."""
        return None if self.stems.silent(word) else self.terms.get(self.stems.of(word))

    def settle(self) -> None:
        """Gives the words their terms, once all are in; no word can be new after that."""
        self.words = MappingProxyType(dict(self.words))
        terms = (
            SILENT
            if self.stems.silent(word)
            else self.terms.setdefault(self.stems.of(word), len(self.terms))
            for word in self.words
        )
        self._term_of = np.fromiter(terms, np.int64, len(self.words))

    def often(self) -> tuple[Floats, Floats]:
        """How often each word, and each term in any of its forms, stands in general texts."""
        words = np.zeros(len(self.words), dtype=np.float32)
        if self.model is not None:
            words += np.array([self.model.often(word) for word in self.words], dtype=np.float32)
        terms = np.zeros(len(self.terms), dtype=np.float32)
        spoken = self.term_of() != SILENT
        np.add.at(terms, self.term_of()[spoken], words[spoken])
        return words, np.minimum(terms, 1)

    def weigh(self, rarity: Floats) -> None:
        """Makes the vectors; `rarity` weighs each word, (words,)."""
        if self.model is None:
            return
        plain = self.model.words(list(self.words))
        of_terms = np.zeros((len(self.terms), self.model.width), dtype=np.float32)
        terms = self.term_of()
        spoken = terms != SILENT
        np.add.at(of_terms, terms[spoken], unit(plain[spoken]))
        self._term_vectors = unit(of_terms)
        self._rarity = rarity
        self._word_vectors = plain * rarity[:, None]

    def term_of(self) -> Integers:
        """The term of each word by its number, (words,); SILENT where there is none."""
        return self._term_of

    def texts(self, flat: Integers, lengths: Sequence[int] | Integers) -> Floats:
        """A vector of length 1 for each text: the words of all, and how many each holds."""
        if self._word_vectors is None:
            raise ValueError("a vocabulary without a model has no vectors")
        found = np.zeros((len(lengths), self._word_vectors.shape[1]), dtype=np.float32)
        sizes = np.asarray(lengths, dtype=np.int64)
        ends = np.cumsum(sizes)
        filled = np.flatnonzero(sizes)
        for some in np.array_split(filled, max(1, len(flat) // _ROWS_AT_ONCE)):
            if len(some):
                first, last = ends[some[0]] - sizes[some[0]], ends[some[-1]]
                rows = self._word_vectors[flat[first:last]]
                found[some] = np.add.reduceat(rows, ends[some] - sizes[some] - first, axis=0)
        return unit(found)

    def query(self, words: Sequence[str]) -> Floats:
        """The vector of a query, (width,), which may hold words that no document has."""
        if self.model is None:
            raise ValueError("a vocabulary without a model has no vectors")
        numbers = [self.words.get(word) for word in words]
        weights = np.array([1.0 if each is None else self._rarity[each] for each in numbers])
        summed: Floats = (self.model.words(words) * weights[:, None]).sum(axis=0)
        return unit(summed)

    def near(
        self, words: Iterable[str], at_least: float, most: int
    ) -> Mapping[str, tuple[tuple[int, float], ...]]:
        """For each folded word the terms near it, nearest first, each with its cosine."""
        spoken = list(dict.fromkeys(words))
        if self.model is None or self._term_vectors is None or not spoken or not self.terms:
            return {}
        found = {}
        vectors = unit(self.model.words(spoken))
        for start in range(0, len(spoken), 128):
            cosines = vectors[start : start + 128] @ self._term_vectors.T
            for word, row in zip(spoken[start : start + 128], cosines, strict=True):
                found[word] = _nearest(row, at_least, most, self.term(word))
        return found


def _nearest(
    row: Floats, at_least: float, most: int, own: int | None
) -> tuple[tuple[int, float], ...]:
    terms = np.flatnonzero(row >= at_least)
    terms = terms[np.lexsort((terms, -row[terms]))][: most + 1]
    return tuple((int(term), float(row[term])) for term in terms if term != own)[:most]
