"""Which documents answer a query: words, near-words and meaning, each measured against everyone.

A document's standing is how many standard deviations it lies above all documents for that query,
in part by its words (BM25) and in part by its vector (Bruch et al. 2023, arXiv:2210.11934: scores
of two kinds are best added after scaling). Where all that anybody has of a query is a word that
tells little, the few who have it do not stand far above the others for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.beside import PassagesBeside
from kithbook.matching.config import SHIPPED, Config
from kithbook.matching.corpus import Document
from kithbook.matching.evidence import EvidenceFinder
from kithbook.matching.index import Index
from kithbook.matching.languages import Languages, languages_of
from kithbook.matching.matched_words import Evidence
from kithbook.matching.measuring import Measure, ReadQuery, Scale
from kithbook.matching.postings import Prior
from kithbook.matching.static_model import Model, shipped_model
from kithbook.matching.stems import folded_words, words_of
from kithbook.matching.stored import kept_index
from kithbook.matching.synonyms import Synonyms

Floats = NDArray[np.float32]
_AT_ONCE = 64
_WORDS_ONLY = "The model of meanings is not there: words are compared, and their forms."
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document by its position, and how far it stands above all for the query."""

    document: int
    z: float


class Engine:
    """Documents indexed once, to be asked many times; the same input gives the same answers."""

    def __init__(
        self,
        documents: Sequence[Document],
        index: Index,
        synonyms: Synonyms,
        config: Config,
        beside: Sequence[Document] = (),
        witness: EvidenceFinder | None = None,
    ) -> None:
        """Takes documents with their index; `Engine.of` is the way to make one.

        `witness` is one of the same index, with what it has found already.
        """
        self.documents = tuple(documents)
        self._vocabulary, self._postings = index.vocabulary, index.postings
        self._index, self._synonyms, self._config = index, synonyms, config
        self.languages: Languages = index.vocabulary.languages
        self._passages = len(index.spoken)
        self._measure = Measure(index, synonyms, config)
        self._witness = witness or EvidenceFinder(index, synonyms, config)
        self._also = tuple(beside)
        self._beside = PassagesBeside(index, beside, synonyms, config) if any(beside) else None

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

    def with_beside(self, beside: Sequence[Document]) -> Engine:
        """The same with what stands beside each document, its passages numbered behind the others.

        It is found and quoted too, and changes nothing of where the other documents stand.
        """
        if tuple(beside) == self._also:
            return self
        synonyms, config = self._synonyms, self._config
        return Engine(self.documents, self._index, synonyms, config, beside, self._witness)

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
        each, found = tuple(dict.fromkeys(queries)), dict[str, tuple[Ranked, ...]]()
        for start in range(0, len(each), _AT_ONCE):
            some = each[start : start + _AT_ONCE]
            best = (_best(row, most) for row in self.standings(some))
            found.update(zip(some, best, strict=True))
        yield from (found[query] for query in queries)

    def standings(self, queries: Sequence[str]) -> Floats:
        """How far each document stands above all, (queries, documents); 0 is the average."""
        read = [(folded_words(query), self._vocabulary.language_of(query)) for query in queries]
        words = self._measure.by_words(read)
        scales = [Scale(words, self._least(read))]
        means = None
        if not self.words_only and self.documents:
            asked = np.stack([self._vocabulary.query(words, spoken) for words, spoken in read])
            means = (asked, asked @ self._index.vectors.T)
            scales.append(Scale(means[1]))
        found = self._joined(scales, words, means[1] if means else None)
        if (more := self._beside) is not None:
            meant = more.by_meaning(means[0]) if means else None
            raised = self._joined(scales, more.by_words(read), meant)
            found[:, more.places] = np.maximum(found[:, more.places], raised)
        return found

    def _joined(self, scales: Sequence[Scale], words: Floats, meanings: Floats | None) -> Floats:
        """Words and meanings on their scales, added."""
        by_words = scales[0].of(words)
        if meanings is None:
            return by_words
        share = np.float32(self._config.words_share)
        both: Floats = share * by_words + (1 - share) * scales[1].of(meanings)
        # Products of matrices differ in their last digits from one machine to the next.
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
        """The passage that answers best, and the words by which it does; None without any.

        Where no passages are named, those that stand beside the document are asked last.
        """
        own = self._witness.evidence(query, document, self.documents[document], passages)
        if own is not None or self._beside is None:
            return own
        start = len(self.documents[document])
        behind = frozenset(at - start for at in passages if at >= start) if passages else None
        found = self._beside.evidence(query, document, behind)
        return replace(found, passage=found.passage + start) if found else None

    def _least(self, queries: Sequence[ReadQuery]) -> Floats:
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


def _best(row: Floats, most: int) -> tuple[Ranked, ...]:
    if not 0 < most < len(row):
        order = np.lexsort((np.arange(len(row)), -row))[: max(most, 0)]
    else:
        edge = np.partition(row, len(row) - most)[len(row) - most]
        near = np.flatnonzero(row >= edge)
        order = near[np.lexsort((near, -row[near]))][:most]
    return tuple(Ranked(int(each), float(row[each])) for each in order)
