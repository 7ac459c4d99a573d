"""Which documents answer a query: words, near-words and meaning, each measured against everyone.

A document's standing is how many standard deviations it lies above all documents for that query,
half by its words (BM25) and half by its vector (Bruch et al. 2023, arXiv:2210.11934: scores of two
kinds are best added after scaling).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import SHIPPED, Config
from kithbook.matching.evidence import Evidence, EvidenceFinder
from kithbook.matching.index import Document, Index
from kithbook.matching.static_model import Model, shipped_model
from kithbook.matching.stems import folded_words, stems_for
from kithbook.matching.stored import kept_index
from kithbook.matching.synonyms import Synonyms

Floats = NDArray[np.float32]
_AT_ONCE = 64
_WORDS_ONLY = "The model of meanings is not there: words are compared, and their forms."
_DIGITS = 4
_TINY = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document by its position, and how far it stands above all for the query."""

    document: int
    z: float


class Engine:
    """Documents indexed once, to be asked many times; the same input gives the same answers."""

    def __init__(
        self, documents: Sequence[Document], index: Index, synonyms: Synonyms, config: Config
    ) -> None:
        """Takes documents with their index; `Engine.of` is the way to make one."""
        self.documents = tuple(documents)
        self._vocabulary, self._postings = index.vocabulary, index.postings
        self._vectors, self._synonyms, self._config = index.vectors, synonyms, config
        self._witness = EvidenceFinder(index.vocabulary, synonyms, index.postings.idf, config)

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        *,
        language: str = "en",
        synonyms: Sequence[tuple[str, tuple[str, ...]]] = (),
        model: Model | Literal["shipped"] | None = "shipped",
        config: Config = SHIPPED,
        folder: Path | None = None,
    ) -> Engine:
        """The engine over documents, each a tuple of passages in a fixed order.

        With a `folder` the index of many documents is kept there, so that the next engine over the
        same ones is quick; deleting it changes nothing but time.
        """
        stems = stems_for(language)
        meant = shipped_model() if model == "shipped" else model
        index = kept_index(documents, stems, meant, config, folder)
        return cls(documents, index, Synonyms(synonyms, stems), config)

    @property
    def words_only(self) -> bool:
        """Whether the model is missing, so that only words are compared."""
        return self._vocabulary.model is None

    @property
    def says(self) -> str:
        """What the owner should know about how this engine works; empty when all is there."""
        return _WORDS_ONLY if self.words_only else ""

    def rank(self, query: str, most: int = 10) -> tuple[Ranked, ...]:
        """The documents that answer a query best, the best first; equals by their position."""
        return next(self.rank_all((query,), most))

    def rank_all(self, queries: Sequence[str], most: int = 10) -> Iterator[tuple[Ranked, ...]]:
        """The best documents for each query, in the order of the queries."""
        for start in range(0, len(queries), _AT_ONCE):
            standings = self.standings(queries[start : start + _AT_ONCE])
            yield from (_best(row, most) for row in standings)

    def standings(self, queries: Sequence[str]) -> Floats:
        """How far each document stands above all, (queries, documents); 0 is the average."""
        words = [folded_words(query) for query in queries]
        by_words = _standard(self._by_words(words))
        model = self._vocabulary.model
        if model is None or not self.documents:
            return by_words
        asked = np.stack([self._vocabulary.query(each, model) for each in words])
        by_meaning = _standard(asked @ self._vectors.T)
        share = np.float32(self._config.words_share)
        # Products of matrices differ in their last digits from one machine to the next.
        both: Floats = share * by_words + (1 - share) * by_meaning
        return np.round(both, _DIGITS)

    def evidence(
        self, query: str, document: int, passages: Collection[int] | None = None
    ) -> Evidence | None:
        """The passage that answers best, and the words by which it does; None without any."""
        return self._witness.evidence(query, self.documents[document], passages)

    def _by_words(self, queries: Sequence[Sequence[str]]) -> Floats:
        found = np.zeros((len(queries), len(self.documents)), dtype=np.float32)
        config = self._config
        everything = dict.fromkeys(word for each in queries for word in each)
        spoken = [word for word in everything if not self._vocabulary.stems.silent(word)]
        near = self._vocabulary.near(spoken, config.near_from, config.near_most)
        for row, words in zip(found, queries, strict=True):
            weights: dict[int, float] = {}
            for word in words:
                term = self._vocabulary.term(word)
                if term is not None:
                    weights[term] = weights.get(term, 0.0) + 1.0
                for other, cosine in near.get(word, ()):
                    weights[other] = weights.get(other, 0.0) + config.near_weight * cosine
            for stem in self._synonyms.beside(words):
                other_term = self._vocabulary.terms.get(stem)
                if other_term is not None and other_term not in weights:
                    weights[other_term] = config.synonym_weight
            self._postings.add(_damped(weights, config.repeat), row)
        return found


def _damped(weights: Mapping[int, float], power: float) -> dict[int, float]:
    """What is said again and again counts more, but not as often as it is said."""
    return {term: weight**power if weight > 1 else weight for term, weight in weights.items()}


def _standard(values: Floats) -> Floats:
    """Each row as standard deviations from its mean; a row of equals is all zero."""
    if not values.size:
        return values
    centred: Floats = values - values.mean(axis=1, keepdims=True)
    spread: Floats = np.sqrt((centred * centred).mean(axis=1, keepdims=True))
    centred /= np.where(spread > _TINY, spread, np.float32(1))
    return centred


def _best(row: Floats, most: int) -> tuple[Ranked, ...]:
    if not 0 < most < len(row):
        order = np.lexsort((np.arange(len(row)), -row))[: max(most, 0)]
    else:
        edge = np.partition(row, len(row) - most)[len(row) - most]
        near = np.flatnonzero(row >= edge)
        order = near[np.lexsort((near, -row[near]))][:most]
    return tuple(Ranked(int(each), float(row[each])) for each in order)
