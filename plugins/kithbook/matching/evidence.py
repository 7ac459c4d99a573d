"""Why a document answers a query: the passage, the span to quote, and the words that match.

Only words that stand in both texts are ever shown; without any there is no evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kithbook.matching.config import Config
from kithbook.matching.index import Index
from kithbook.matching.matched_words import Evidence, Match
from kithbook.matching.spans import span
from kithbook.matching.stems import WordAt, folded_words, words_of
from kithbook.matching.synonyms import Synonyms
from kithbook.matching.vocabulary import PART

_NEAR = 0.5
_MOST_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class _Pair:
    """A match with where it stands in the passage, and how much it says."""

    match: Match
    place: WordAt
    worth: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """How well a term answers a word, and how much it tells of a subject."""

    weight: float
    how: Literal["same", "near"]
    telling: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """One word of a query as written, and the terms that answer it."""

    text: str
    terms: Mapping[int, _Answer]


class EvidenceFinder:
    """Finds evidence in the documents of an index; what it has read it remembers."""

    def __init__(self, index: Index, synonyms: Synonyms, config: Config) -> None:
        """Takes the index of the documents that will be asked about."""
        self._index, self._vocabulary = index, index.vocabulary
        self._synonyms, self._config = synonyms, config
        self._heard: dict[tuple[str, int], frozenset[int]] = {}
        self._found: dict[tuple[str, int, frozenset[int] | None], Evidence | None] = {}
        self._last: tuple[str, tuple[_Asked, ...]] = ("", ())

    def evidence(
        self,
        query: str,
        place: int,
        document: Sequence[str],
        passages: Collection[int] | None = None,
    ) -> Evidence | None:
        """The best passage of a document, earlier ones before later ones of the same worth.

        It is looked for once: a place is always asked with the same document.
        """
        key = (query, place, None if passages is None else frozenset(passages))
        if key not in self._found:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = self._best(query, place, document, passages)
        return self._found[key]

    def _best(
        self, query: str, place: int, document: Sequence[str], passages: Collection[int] | None
    ) -> Evidence | None:
        asked = self._question(query)
        wanted = frozenset(term for word in asked for term in word.terms)
        best: tuple[float, int, list[_Pair]] | None = None
        for position, text in enumerate(document):
            if passages is not None and position not in passages:
                continue
            language = int(self._index.spoken[self._index.first[place] + position])
            if self._hear(text, language).isdisjoint(wanted):
                continue
            pairs = self._pairs(asked, text, language)
            worth = sum(pair.worth for pair in pairs)
            if pairs and (best is None or worth > best[0]):
                best = (worth, position, pairs)
        if best is None:
            return None
        places = tuple((pair.place.start, pair.worth) for pair in best[2])
        start, end = span(document[best[1]], places)
        inside = [pair for pair in best[2] if start <= pair.place.start < end]
        return Evidence(best[1], start, end, tuple(pair.match for pair in inside))

    def _question(self, query: str) -> tuple[_Asked, ...]:
        """The query read, the last one remembered: it is put to one document after the other."""
        if self._last[0] != query:
            self._last = (query, tuple(self._read_query(query)))
        return self._last[1]

    def _read_query(self, query: str) -> Iterator[_Asked]:
        vocabulary, config = self._vocabulary, self._config
        language = vocabulary.language_of(query)
        analyzer = vocabulary.languages.analyzers[language]
        places = self._spoken(query, language)
        most = 4 * config.near_most
        near = vocabulary.near(places, language, config.evidence_from, most)
        for word, place in places.items():
            telling = analyzer.telling(word)
            found: dict[int, _Answer] = {}
            for term, cosine in near.get(word, ()):
                found[term] = _Answer(cosine * _NEAR, "near", telling)
            for part in analyzer.parts(word):
                for term in vocabulary.same(part, language):
                    found[term] = _Answer(PART, "near", analyzer.telling(part))
            for stem in self._synonyms.partners(word):
                for term in vocabulary.terms_of(stem):
                    found[term] = _Answer(config.synonym_weight, "near", telling)
            for term in vocabulary.same(word, language):
                found[term] = _Answer(1.0, "same", telling)
            yield _Asked(query[place.start : place.end], found)

    def _hear(self, text: str, language: int) -> frozenset[int]:
        """The terms of a passage, without their places, which few passages are asked."""
        key = (text, language)
        if key not in self._heard:
            own = self._vocabulary.own_terms
            words = folded_words(text)
            self._heard[key] = frozenset(term for word in words for term in own(word, language))
        return self._heard[key]

    def _spoken(self, text: str, language: int) -> dict[str, WordAt]:
        silent = self._vocabulary.languages.analyzers[language].silent
        return _once(word for word in words_of(text) if not silent(word.folded))

    def _pairs(self, question: Sequence[_Asked], text: str, language: int) -> list[_Pair]:
        words = [
            (place, word, self._vocabulary.own_terms(word, language))
            for word, place in self._spoken(text, language).items()
        ]
        telling = self._vocabulary.languages.analyzers[language].telling
        pairs = []
        for asked in question:
            best: _Pair | None = None
            for place, word, terms in words:
                for term in filter(asked.terms.__contains__, terms):
                    answer = asked.terms[term]
                    worth = self._rare(term) * answer.weight * terms[term]
                    if best is None or worth > best.worth:
                        told = answer.telling
                        how = answer.how if terms[term] == 1 else "near"
                        if answer.how == "near":
                            told = min(told, telling(word))
                        match = Match(asked.text, text[place.start : place.end], how, told)
                        best = _Pair(match, place, worth)
            if best is not None:
                pairs.append(best)
        return pairs

    def _rare(self, term: int) -> float:
        return float(self._index.postings.idf[term])


def _once(words: Iterable[WordAt]) -> dict[str, WordAt]:
    """Each word at its first place."""
    found: dict[str, WordAt] = {}
    for word in words:
        found.setdefault(word.folded, word)
    return found
