"""Why a document answers a query: the passage, the span to quote, and the words that match.

Only words that stand in both texts are ever shown; without any there is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.stems import WordAt, folded_words, words_of
from kithbook.matching.synonyms import Synonyms
from kithbook.matching.vocabulary import Vocabulary

Floats = NDArray[np.float32]
LONGEST_SPAN = 160
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?")


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the query and the word of the passage that answers it, both as written."""

    asked: str
    found: str
    how: Literal["same", "near"]

    @property
    def words(self) -> str:
        """The word as found, a near one behind the word that was asked: `wage ~ pay`."""
        return self.found if self.how == "same" else f"{self.asked} ~ {self.found}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage by its position, the span `[start:end]` to quote, and the words that match."""

    passage: int
    start: int
    end: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A match with where it stands in the passage, and how much it says."""

    match: Match
    place: WordAt
    worth: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """One word of a query: as written, its stem, the stems and the terms that answer it too."""

    text: str
    stem: str
    partners: frozenset[str]
    near: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class _Question:
    """A query read once: its words, and all that any of them could be answered by."""

    words: tuple[_Asked, ...]
    stems: frozenset[str]
    terms: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a passage says at all, read once."""

    stems: frozenset[str]
    terms: frozenset[int | None]


class EvidenceFinder:
    """Finds evidence with the vocabulary of an engine; what it has read it remembers."""

    def __init__(
        self, vocabulary: Vocabulary, synonyms: Synonyms, idf: Floats, config: Config
    ) -> None:
        """Takes the inverse frequency of each term beside the vocabulary."""
        self._vocabulary, self._synonyms, self._idf = vocabulary, synonyms, idf
        self._config = config
        self._heard: dict[str, _Heard] = {}
        self._last: tuple[str, _Question] = ("", _Question((), frozenset(), frozenset()))

    def evidence(
        self, query: str, document: Sequence[str], passages: Collection[int] | None = None
    ) -> Evidence | None:
        """The best passage, earlier ones before later ones of the same worth."""
        question = self._question(query)
        best: tuple[float, int, list[_Pair]] | None = None
        for position, text in enumerate(document):
            if passages is not None and position not in passages:
                continue
            pairs = self._pairs(question, text)
            worth = sum(pair.worth for pair in pairs)
            if pairs and (best is None or worth > best[0]):
                best = (worth, position, pairs)
        if best is None:
            return None
        start, end = _span(document[best[1]], best[2])
        inside = [pair for pair in best[2] if start <= pair.place.start < end]
        return Evidence(best[1], start, end, tuple(pair.match for pair in inside))

    def _question(self, query: str) -> _Question:
        """The query read, the last one remembered: it is put to one document after the other."""
        if self._last[0] != query:
            self._last = (query, self._read_query(query))
        return self._last[1]

    def _read_query(self, query: str) -> _Question:
        places = self._spoken(query)
        config, stems = self._config, self._vocabulary.stems
        near = self._vocabulary.near(places, config.evidence_from, 4 * config.near_most)
        words = tuple(
            _Asked(
                query[place.start : place.end],
                stems.of(word),
                self._synonyms.partners(word),
                dict(near.get(word, ())),
            )
            for word, place in places.items()
        )
        return _Question(
            words,
            frozenset(stem for word in words for stem in (word.stem, *word.partners)),
            frozenset(term for word in words for term in word.near),
        )

    def _hear(self, text: str) -> _Heard:
        """The stems and terms of a passage, without their places, which few passages are asked."""
        heard = self._heard.get(text)
        if heard is None:
            vocabulary = self._vocabulary
            words = [word for word in folded_words(text) if not vocabulary.stems.silent(word)]
            stems = frozenset(map(vocabulary.stems.of, words))
            heard = _Heard(stems, frozenset(map(vocabulary.term, words)))
            self._heard[text] = heard
        return heard

    def _spoken(self, text: str) -> dict[str, WordAt]:
        silent = self._vocabulary.stems.silent
        return _once(word for word in words_of(text) if not silent(word.folded))

    def _pairs(self, question: _Question, text: str) -> list[_Pair]:
        heard = self._hear(text)
        if heard.stems.isdisjoint(question.stems) and heard.terms.isdisjoint(question.terms):
            return []
        vocabulary = self._vocabulary
        words = [
            (place, vocabulary.stems.of(word), vocabulary.term(word))
            for word, place in self._spoken(text).items()
        ]
        pairs = []
        for asked in question.words:
            best: _Pair | None = None
            for place, stem, term in words:
                worth, how = self._worth(asked, stem, term)
                if worth and (best is None or worth > best.worth):
                    match = Match(asked.text, text[place.start : place.end], how)
                    best = _Pair(match, place, worth)
            if best is not None:
                pairs.append(best)
        return pairs

    def _worth(
        self, asked: _Asked, stem: str, term: int | None
    ) -> tuple[float, Literal["same", "near"]]:
        """How much a word of a passage says in answer to one of the query, 0 for nothing."""
        if stem == asked.stem:
            return self._rare(term), "same"
        if stem in asked.partners:
            return self._rare(term) * self._config.synonym_weight, "near"
        if term is not None and term in asked.near:
            return self._rare(term) * asked.near[term] * 0.5, "near"
        return 0.0, "near"

    def _rare(self, term: int | None) -> float:
        return float(self._idf[term]) if term is not None else 1.0


def _once(words: Iterable[WordAt]) -> dict[str, WordAt]:
    """Each word at its first place."""
    found: dict[str, WordAt] = {}
    for word in words:
        found.setdefault(word.folded, word)
    return found


def _span(text: str, pairs: Sequence[_Pair]) -> tuple[int, int]:
    """The whole passage when it is short, else the sentence that says most, cut at words."""
    stripped = text.strip()
    if len(stripped) <= LONGEST_SPAN and "\n" not in stripped:
        start = text.index(stripped) if stripped else 0
        return start, start + len(stripped)
    best, worth = (0, len(text)), -1.0
    for sentence in _SENTENCE.finditer(text):
        inside = [each for each in pairs if sentence.start() <= each.place.start < sentence.end()]
        told = sum(each.worth for each in inside)
        if told > worth:
            best, worth = sentence.span(), told
    return _cut(text, *best, pairs)


def _cut(text: str, start: int, end: int, pairs: Sequence[_Pair]) -> tuple[int, int]:
    """A span without its outer spaces, around its first match when it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= LONGEST_SPAN:
        return start, end
    first = min(
        (each.place.start for each in pairs if start <= each.place.start < end), default=start
    )
    if first - start > LONGEST_SPAN // 2:
        start = text.rfind(" ", start, first - LONGEST_SPAN // 4) + 1 or start
    stop = min(end, start + LONGEST_SPAN)
    if stop < end:
        stop = max(text.rfind(" ", start, stop), start + 1)
    return start, stop
