"""What the words of queries are worth to each document of an index: its terms, and near ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.index import Index
from kithbook.matching.synonyms import Synonyms

Floats = NDArray[np.float32]
NearWords = Mapping[str, tuple[tuple[int, float], ...]]
ReadQuery = tuple[Sequence[str], int]
"""The folded words of a query, and the place of its language."""
_TINY = np.float32(1e-6)


class Measure:
    """BM25 with near-words and synonyms over the documents of one index."""

    def __init__(self, index: Index, synonyms: Synonyms, config: Config) -> None:
        """Takes the index of the documents that will be measured."""
        self._vocabulary, self._postings = index.vocabulary, index.postings
        self._synonyms, self._config = synonyms, config
        self._documents = len(index.first) - 1

    def by_words(self, queries: Sequence[ReadQuery]) -> Floats:
        """What the words of each query are worth to each document, (queries, documents)."""
        found = np.zeros((len(queries), self._documents), dtype=np.float32)
        near = self._near_words(queries)
        for row, (words, spoken) in zip(found, queries, strict=True):
            weights = self._weights(words, spoken, near[spoken])
            self._postings.add(_damped(weights, self._config.repeat), row)
        return found

    def _near_words(self, queries: Sequence[ReadQuery]) -> Sequence[NearWords]:
        """The terms near the words of queries, by the language that they are in."""
        config, vocabulary, found = self._config, self._vocabulary, []
        for place, analyzer in enumerate(vocabulary.languages.analyzers):
            words = dict.fromkeys(
                word for each, spoken in queries if spoken == place for word in each
            )
            said = (word for word in words if not analyzer.silent(word))
            found.append(vocabulary.near(said, place, config.near_from, config.near_most))
        return found

    def _weights(self, words: Sequence[str], spoken: int, near: NearWords) -> dict[int, float]:
        """What a query asks for: the terms of its words, near ones, and synonyms."""
        config, vocabulary = self._config, self._vocabulary
        weights: dict[int, float] = {}
        for word in words:
            asked = vocabulary.own_terms(word, spoken) | dict.fromkeys(
                vocabulary.same(word, spoken), 1.0
            )
            for term, weight in asked.items():
                weights[term] = weights.get(term, 0.0) + weight
            for term, cosine in near.get(word, ()):
                weights[term] = weights.get(term, 0.0) + config.near_weight * cosine
        for stem in self._synonyms.beside(words):
            for term in vocabulary.terms_of(stem):
                weights.setdefault(term, config.synonym_weight)
        return weights


class Scale:
    """Rows of values as standard deviations from the mean of those that it was made of."""

    def __init__(self, values: Floats, least: Floats | float = 0.0) -> None:
        """Takes (queries, documents), and the least that a deviation may be."""
        if values.size:
            self._mean: Floats = values.mean(axis=1, keepdims=True)
            centred: Floats = values - self._mean
            spread = np.maximum(np.sqrt((centred * centred).mean(axis=1, keepdims=True)), least)
            self._spread: Floats = np.where(spread > _TINY, spread, np.float32(1))
        else:
            self._mean = np.zeros((len(values), 1), dtype=np.float32)
            self._spread = np.ones((len(values), 1), dtype=np.float32)

    def of(self, values: Floats) -> Floats:
        """The values on this scale; equals are all zero."""
        result: Floats = (values - self._mean) / self._spread
        return result


def _damped(weights: Mapping[int, float], power: float) -> dict[int, float]:
    """What is said again and again counts more, but not as often as it is said."""
    return {term: weight**power if weight > 1 else weight for term, weight in weights.items()}
