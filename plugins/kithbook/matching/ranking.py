"""Which documents answer a query: words, near-words and meaning, each measured against everyone.

A document's standing is how many standard deviations it lies above all documents for that query,
in part by its words (BM25) and in part by its vector (Bruch et al. 2023, arXiv:2210.11934: scores
of two kinds are best added after scaling). Where all that anybody has of a query is a word that
tells little, the few who have it do not stand far above the others for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import SHIPPED, Config
from kithbook.matching.corpus import Document
from kithbook.matching.evidence import Evidence, EvidenceFinder
from kithbook.matching.index import Index
from kithbook.matching.languages import Languages, languages_of
from kithbook.matching.postings import Prior
from kithbook.matching.static_model import Model, shipped_model
from kithbook.matching.stems import folded_words, words_of
from kithbook.matching.stored import kept_index
from kithbook.matching.synonyms import Synonyms

Floats = NDArray[np.float32]
NearWords = Mapping[str, tuple[tuple[int, float], ...]]
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
        self.languages: Languages = index.vocabulary.languages
        self._passages = len(index.spoken)
        self._witness = EvidenceFinder(index, synonyms, config)

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
        languages = languages_of(language, shipped_model() if model == "shipped" else model)
        index = kept_index(documents, languages, config, folder)
        return cls(documents, index, Synonyms(synonyms, languages.main.stems), config)

    @property
    def words_only(self) -> bool:
        """Whether the model is missing, so that only words are compared."""
        return not self._vocabulary.has_model

    @property
    def mixed(self) -> bool:
        """Whether the documents are in two languages."""
        return self._vocabulary.mixed

    @cached_property
    def spoken(self) -> Languages:
        """The languages that passages are in: that of the book alone where none is in another."""
        return self.languages if self.mixed else Languages(self.languages.analyzers[:1])

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
        read = [(folded_words(query), self._vocabulary.language_of(query)) for query in queries]
        words = self._by_words(read)
        by_words = _standard(words, self._least(read))
        if self.words_only or not self.documents:
            return by_words
        asked = np.stack([self._vocabulary.query(words, spoken) for words, spoken in read])
        by_meaning = _standard(asked @ self._vectors.T)
        share = np.float32(self._config.words_share)
        # Products of matrices differ in their last digits from one machine to the next.
        both: Floats = share * by_words + (1 - share) * by_meaning
        return np.round(both, _DIGITS)

    def telling_words(self, text: str, least: float) -> str:
        """The words of a text that tell at least so much, each once; all of it where none does."""
        analyzer = self.languages.analyzers[self._vocabulary.language_of(text)]
        told = (word for word in words_of(text) if analyzer.telling(word.folded) >= least)
        words = dict.fromkeys(text[word.start : word.end] for word in told)
        return " ".join(words) or text

    def evidence(
        self,
        query: str,
        document: int,
        passages: Collection[int] | None = None,
    ) -> Evidence | None:
        """The passage that answers best, and the words by which it does; None without any."""
        return self._witness.evidence(query, document, self.documents[document], passages)

    def _by_words(self, queries: Sequence[tuple[Sequence[str], int]]) -> Floats:
        found = np.zeros((len(queries), len(self.documents)), dtype=np.float32)
        near = self._near_words(queries)
        for row, (words, spoken) in zip(found, queries, strict=True):
            weights = self._weights(words, spoken, near[spoken])
            self._postings.add(_damped(weights, self._config.repeat), row)
        return found

    def _least(self, queries: Sequence[tuple[Sequence[str], int]]) -> Floats:
        """The least spread by words of each query, (queries, 1), in the scale of BM25."""
        whole = np.fromiter((self._whole(*query) for query in queries), np.float32, len(queries))
        result: Floats = whole[:, None] / np.float32(max(len(self.documents), 1)) ** 0.5
        return result * np.float32(self._config.whole)

    def _whole(self, words: Sequence[str], spoken: int) -> float:
        """What a query is worth to whoever holds each of its words once."""
        analyzer, told = self.languages.analyzers[spoken], 0.0
        for word in words:
            if analyzer.silent(word):
                continue
            term = self._vocabulary.terms.get((spoken, analyzer.stem(word)))
            often = analyzer.often(word, self._config.prior_words)
            told += self._unheard(often) if term is None else float(self._postings.idf[term])
        return told

    def _unheard(self, often: float) -> float:
        """How rare a word is that no passage has."""
        prior = Prior(np.array([often], np.float32), self._config.prior)
        return float(prior.idf(np.zeros(1, np.int64), self._passages)[0])

    def _near_words(self, queries: Sequence[tuple[Sequence[str], int]]) -> Sequence[NearWords]:
        """The terms near the words of queries, by the language that they are in."""
        config, found = self._config, []
        for place, analyzer in enumerate(self.languages.analyzers):
            words = dict.fromkeys(
                word for each, spoken in queries if spoken == place for word in each
            )
            said = (word for word in words if not analyzer.silent(word))
            found.append(self._vocabulary.near(said, place, config.near_from, config.near_most))
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


def _damped(weights: Mapping[int, float], power: float) -> dict[int, float]:
    """What is said again and again counts more, but not as often as it is said."""
    return {term: weight**power if weight > 1 else weight for term, weight in weights.items()}


def _standard(values: Floats, least: Floats | float = 0.0) -> Floats:
    """Each row as standard deviations from its mean, of at least so much; equals are all zero."""
    if not values.size:
        return values
    centred: Floats = values - values.mean(axis=1, keepdims=True)
    spread: Floats = np.sqrt((centred * centred).mean(axis=1, keepdims=True))
    spread = np.maximum(spread, least)
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
