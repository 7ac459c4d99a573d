"""The index of documents: their vocabulary, their postings, their vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_DOCUMENTS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is known of documents once they were read; `vectors` (documents, width).

    `spoken` (passages,) is the language of each passage, `first` (documents + 1,) the first
    passage of each document, `mean` how many words one has on average.
    """

    vocabulary: Vocabulary
    postings: Postings
    vectors: Floats
    spoken: Integers
    first: Integers
    mean: float

    @classmethod
    def of(cls, documents: Sequence[Document], languages: Languages, config: Config) -> Index:
        """Reads the documents; `vectors` have no column where there is no model."""
        corpus = corpus_of(documents, languages)
        held, count = _held(corpus, languages), corpus.passages
        often = _often(corpus.words, languages, config)
        prior = Prior(often, config.prior)
        rarity = _rarity(prior, held_by(corpus.flat, corpus.passage_of, count, len(often)), count)
        said = _occurrences(corpus, held)
        prior = Prior(held.summed(often), config.prior)
        idf = prior.idf(held_by(said.terms, said.passages_of, count, len(held.terms)), count)
        mean = float(said.lengths.mean()) if len(said.lengths) else 0.0
        return _Read(corpus, held, said, languages).index(idf, rarity, mean, config)

    def beside(self, documents: Sequence[Document], config: Config) -> Index:
        """Further documents, which change nothing of what these say of how telling words are."""
        known = self.vocabulary
        languages = known.languages
        read = languages if known.mixed else Languages(languages.analyzers[:1])
        corpus = corpus_of(documents, read, both=known.mixed)
        held, count = _held(corpus, languages), len(self.spoken)
        often = _often(corpus.words, languages, config)
        prior = Prior(often, config.prior)
        rarity = _rarity(prior, np.zeros(len(often), dtype=np.int64), count)
        _take_over(rarity, corpus.words, known.words, known.rarity ** (1 / config.rarity))
        prior = Prior(held.summed(often), config.prior)
        idf = prior.idf(np.zeros(len(held.terms), dtype=np.int64), count)
        _take_over(idf, tuple(held.terms), known.terms, self.postings.idf)
        said = _occurrences(corpus, held)
        found = _Read(corpus, held, said, languages)
        return found.index(idf, rarity, self.mean, config, both=known.mixed)


def _take_over(
    into: Floats, words: Sequence[Word], known: Mapping[Word, int], of_known: Floats
) -> None:
    """What is known of some of the words, in the place of what is guessed."""
    for place, word in enumerate(words):
        if (number := known.get(word)) is not None:
            into[place] = of_known[number]


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """Documents read, before they are weighed."""

    corpus: Corpus
    held: _Held
    said: Occurrences
    languages: Languages

    def index(
        self, idf: Floats, rarity: Floats, mean: float, config: Config, *, both: bool = False
    ) -> Index:
        """The index, by how telling each term and how rare each word is."""
        corpus, languages = self.corpus, self.languages
        rarity = (rarity**config.rarity).astype(np.float32)
        postings = Postings.of(self.said, idf, mean, config.k1, config.b)
        plain = _plain(corpus.words, languages)
        near = _term_vectors(plain, corpus.words, self.held, languages)
        vectors = _vectors(corpus, plain * rarity[:, None])
        words = {word: number for number, word in enumerate(corpus.words)}
        mixed = both or any(language for language, _ in corpus.words)
        vocabulary = Vocabulary(words, self.held.terms, rarity, near, languages, mixed)
        return Index(vocabulary, postings, vectors, corpus.spoken, corpus.first, mean)


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


def _rarity(prior: Prior, df: Integers, count: int) -> Floats:
    """The inverse frequency of each word as a share of the highest that can be."""
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
    apart = np.ones(len(held.terms), dtype=np.bool_)
    apart[terms] = False
    parts = [term for term in np.flatnonzero(apart) if _whole(held.named[term], languages)]
    if parts:
        found[parts] = _plain([held.named[term] for term in parts], languages)
    return unit(found)


def _whole(word: Word, languages: Languages) -> bool:
    return languages.analyzers[word[0]].whole(word[1])


def _vectors(corpus: Corpus, words: Floats) -> Floats:
    """A vector of length 1 for each document, or of zeros for an empty one."""
    lengths = np.bincount(corpus.document_of, minlength=corpus.documents)
    found = np.zeros((corpus.documents, words.shape[1]), dtype=np.float32)
    starts = np.cumsum(lengths) - lengths
    # The first word of all documents, then the second of those that have one: this is quicker than
    # document by document. The longest stand first, so that those are always the first so many.
    order = np.argsort(-lengths, kind="stable")
    longer = np.searchsorted(-lengths[order], -np.arange(lengths.max(initial=0)), side="left")
    for start in range(0, len(order), _DOCUMENTS_AT_ONCE):
        some = order[start : start + _DOCUMENTS_AT_ONCE]
        summed, begin = found[some], starts[some]
        for place, count in enumerate(longer - start):
            if count <= 0:
                break
            summed[:count] += words[corpus.flat[begin[:count] + place]]
        found[some] = summed
    return unit(found)
