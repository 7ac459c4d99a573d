"""The index of documents: their vocabulary, their postings, their vectors."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.postings import Postings, Prior
from kithbook.matching.static_model import Model, unit
from kithbook.matching.stems import Stems, folded_words
from kithbook.matching.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Document = tuple[str, ...]
SILENT = -1
_ROWS_AT_ONCE = 40_000


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is known of documents once they were read; `vectors` (documents, width)."""

    vocabulary: Vocabulary
    postings: Postings
    vectors: Floats

    @classmethod
    def of(
        cls, documents: Sequence[Document], stems: Stems, model: Model | None, config: Config
    ) -> Index:
        """Reads the documents; `vectors` have no column where there is no model."""
        laid = _lay_out(documents)
        terms, term_of = _terms(laid.words, stems)
        prior, terms_prior = _priors(laid.words, term_of, len(terms), model, config)
        rarity = (_rarity(laid, prior) ** config.rarity).astype(np.float32)
        spoken = term_of[laid.flat] != SILENT
        held = np.bincount(laid.whose()[spoken], minlength=len(laid.lengths)).astype(np.int64)
        postings = Postings.of(term_of[laid.flat][spoken], held, terms_prior, config.k1, config.b)
        if model is None:
            near = np.zeros((len(terms), 0), dtype=np.float32)
            vectors = np.zeros((len(documents), 0), dtype=np.float32)
        else:
            plain = model.words(list(laid.words))
            near = _term_vectors(plain, term_of, len(terms))
            vectors = _vectors(laid, plain * rarity[:, None])
        vocabulary = Vocabulary(laid.words, terms, rarity, near, stems, model)
        return cls(vocabulary, postings, vectors)


class _Numbers(dict[str, int]):
    """Words by number; one that is looked up and new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """The numbers of all words one after the other, and how many each document has."""

    words: dict[str, int]
    flat: Integers
    lengths: Integers

    def whose(self) -> Integers:
        """The document of each word, (all words,)."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)


def _lay_out(documents: Sequence[Document]) -> _Laid:
    words = _Numbers()
    numbers, lengths = array("l"), np.zeros(len(documents), dtype=np.int64)
    for place, passages in enumerate(documents):
        row = list(map(words.__getitem__, folded_words("\n".join(passages))))
        numbers.extend(row)
        lengths[place] = len(row)
    return _Laid(dict(words), np.array(numbers, dtype=np.int64), lengths)


def _terms(words: dict[str, int], stems: Stems) -> tuple[dict[str, int], Integers]:
    """The terms by number, and the term of each word."""
    terms: dict[str, int] = {}
    found = (
        SILENT if stems.silent(word) else terms.setdefault(stems.of(word), len(terms))
        for word in words
    )
    return terms, np.fromiter(found, np.int64, len(words))


def _priors(
    words: dict[str, int], term_of: Integers, terms: int, model: Model | None, config: Config
) -> tuple[Prior, Prior]:
    """How often each word, and each term in any of its forms, stands in general texts."""
    often = np.zeros(len(words), dtype=np.float32)
    if model is not None:
        often += np.array([model.often(word) for word in words], dtype=np.float32)
    of_terms = np.zeros(terms, dtype=np.float32)
    spoken = term_of != SILENT
    np.add.at(of_terms, term_of[spoken], often[spoken])
    return Prior(often, config.prior), Prior(np.minimum(of_terms, 1), config.prior)


def _rarity(laid: _Laid, prior: Prior) -> Floats:
    """The inverse frequency of each word as a share of the highest that can be."""
    count = len(laid.lengths)
    keys = np.sort(laid.flat * max(count, 1) + laid.whose())
    first = np.ones(len(keys), dtype=np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    df = np.bincount(keys[first] // max(count, 1), minlength=len(prior.often))
    result: Floats = prior.idf(df, count) / np.log1p(2 * (count + prior.documents) + 1)
    return result


def _term_vectors(plain: Floats, term_of: Integers, terms: int) -> Floats:
    found = np.zeros((terms, plain.shape[1]), dtype=np.float32)
    spoken = term_of != SILENT
    np.add.at(found, term_of[spoken], unit(plain[spoken]))
    return unit(found)


def _vectors(laid: _Laid, words: Floats) -> Floats:
    """A vector of length 1 for each document, or of zeros for an empty one."""
    found = np.zeros((len(laid.lengths), words.shape[1]), dtype=np.float32)
    ends = np.cumsum(laid.lengths)
    starts = ends - laid.lengths
    filled = np.flatnonzero(laid.lengths)
    for some in np.array_split(filled, max(1, len(laid.flat) // _ROWS_AT_ONCE)):
        if len(some):
            first, last = starts[some[0]], ends[some[-1]]
            rows = words[laid.flat[first:last]]
            found[some] = np.add.reduceat(rows, starts[some] - first, axis=0)
    return unit(found)
