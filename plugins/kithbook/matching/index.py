"""The index of documents: their vocabulary, their postings, their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.corpus import Corpus, Document, corpus_of
from kithbook.matching.languages import Languages
from kithbook.matching.postings import Occurrences, Postings, Prior, held_by
from kithbook.matching.static_model import unit
from kithbook.matching.vocabulary import Vocabulary, Word, stems_of

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
_ROWS_AT_ONCE = 40_000


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is known of documents once they were read; `vectors` (documents, width).

    `spoken` (passages,) is the language of each passage, `first` (documents + 1,) the first
    passage of each document.
    """

    vocabulary: Vocabulary
    postings: Postings
    vectors: Floats
    spoken: Integers
    first: Integers

    @classmethod
    def of(cls, documents: Sequence[Document], languages: Languages, config: Config) -> Index:
        """Reads the documents; `vectors` have no column where there is no model."""
        corpus = corpus_of(documents, languages)
        held = _held(corpus, languages)
        often = _often(corpus.words, languages, config)
        rarity = _rarity(corpus, Prior(often, config.prior)) ** config.rarity
        prior = Prior(held.summed(often), config.prior)
        postings = Postings.of(_occurrences(corpus, held), prior, config.k1, config.b)
        plain = _plain(corpus.words, languages)
        near = _term_vectors(plain, corpus.words, held, languages)
        vectors = _vectors(corpus, plain * rarity[:, None])
        words = {word: number for number, word in enumerate(corpus.words)}
        vocabulary = Vocabulary(words, held.terms, rarity.astype(np.float32), near, languages)
        return cls(vocabulary, postings, vectors, corpus.spoken, corpus.first)


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """The terms by number, and those of each word one after the other.

    `starts` (words + 1,) say where those of a word begin in `flat` and `weights`; its own is the
    first, with the weight 1. `named` (terms,) is for each term a word that stands for it.
    """

    terms: dict[Word, int]
    starts: Integers
    flat: Integers
    weights: Floats
    named: tuple[Word, ...]

    def own(self) -> tuple[Integers, Integers]:
        """The words that have a term of their own, and these terms."""
        words = np.flatnonzero(self.starts[1:] > self.starts[:-1])
        return words, self.flat[self.starts[words]]

    def summed(self, of_words: Floats) -> Floats:
        """For each term the sum over the words whose own it is, at most 1."""
        found = np.zeros(len(self.terms), dtype=np.float32)
        words, terms = self.own()
        np.add.at(found, terms, of_words[words])
        return np.minimum(found, 1)


def _held(corpus: Corpus, languages: Languages) -> _Held:
    terms: dict[Word, int] = {}
    named: dict[Word, Word] = {}
    starts, flat, weights = [0], [], []
    for language, word in corpus.words:
        for stem, weight, part in stems_of(word, language, languages):
            named.setdefault((language, stem), (language, part))
            flat.append(terms.setdefault((language, stem), len(terms)))
            weights.append(weight)
        starts.append(len(flat))
    return _Held(
        terms,
        np.array(starts, dtype=np.int64),
        np.array(flat, dtype=np.int64),
        np.array(weights, dtype=np.float32),
        tuple(named.values()),
    )


def _occurrences(corpus: Corpus, held: _Held) -> Occurrences:
    """Each word's terms wherever the word stands."""
    count = (held.starts[1:] - held.starts[:-1])[corpus.flat]
    inside = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    at = np.repeat(held.starts[corpus.flat], count) + inside
    return Occurrences(
        held.flat[at],
        np.repeat(corpus.document_of, count),
        np.repeat(corpus.passage_of, count),
        held.weights[at],
        np.bincount(corpus.document_of[count > 0], minlength=corpus.documents),
        corpus.passages,
    )


def _often(words: Sequence[Word], languages: Languages, config: Config) -> Floats:
    """In which share of general passages each word stands."""
    found = (
        languages.analyzers[language].often(word, config.prior_words) for language, word in words
    )
    return np.fromiter(found, np.float32, len(words))


def _rarity(corpus: Corpus, prior: Prior) -> Floats:
    """The inverse frequency of each word as a share of the highest that can be."""
    count = corpus.passages
    df = held_by(corpus.flat, corpus.passage_of, count, len(prior.often))
    most = np.float32(np.log1p(2 * (count + prior.documents) + 1))
    result: Floats = prior.idf(df, count) / most
    return result


def _plain(words: Sequence[Word], languages: Languages) -> Floats:
    """The vectors of words, (words, width)."""
    width = languages.main.vectors(()).shape[1]
    found = np.zeros((len(words), width), dtype=np.float32)
    for place, analyzer in enumerate(languages.analyzers):
        some = [number for number, (language, _) in enumerate(words) if language == place]
        if some and width:
            found[some] = analyzer.vectors([words[number][1] for number in some])
    return found


def _term_vectors(
    plain: Floats, words: Sequence[Word], held: _Held, languages: Languages
) -> Floats:
    """Of length 1, from the words that are known whole."""
    numbers, terms = held.own()
    whole = np.fromiter(
        (_whole(words[each], languages) for each in numbers), np.bool_, len(numbers)
    )
    found = np.zeros((len(held.terms), plain.shape[1]), dtype=np.float32)
    np.add.at(found, terms[whole], unit(plain[numbers[whole]]))
    parts = [
        term
        for term in np.setdiff1d(np.arange(len(held.terms)), terms)
        if _whole(held.named[term], languages)
    ]
    if parts:
        found[parts] = _plain([held.named[term] for term in parts], languages)
    return unit(found)


def _whole(word: Word, languages: Languages) -> bool:
    return languages.analyzers[word[0]].whole(word[1])


def _vectors(corpus: Corpus, words: Floats) -> Floats:
    """A vector of length 1 for each document, or of zeros for an empty one."""
    lengths = np.bincount(corpus.document_of, minlength=corpus.documents)
    found = np.zeros((corpus.documents, words.shape[1]), dtype=np.float32)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    filled = np.flatnonzero(lengths)
    for some in np.array_split(filled, max(1, len(corpus.flat) // _ROWS_AT_ONCE)):
        if len(some):
            first, last = starts[some[0]], ends[some[-1]]
            rows = words[corpus.flat[first:last]]
            found[some] = np.add.reduceat(rows, starts[some] - first, axis=0)
    return unit(found)
