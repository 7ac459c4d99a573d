"""Why a document answers a query: the passage, the span to quote, and the words that match.

Only words that stand in both texts are ever shown; without any there is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.synonyms import Synonyms
from kithbook.matching.vocabulary import Vocabulary
from kithbook.matching.words import Word, words_of

Floats = NDArray[np.float32]
LONGEST_SPAN = 160
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?")


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the query and the word of the passage that answers it, both as written."""

    asked: str
    found: str
    how: Literal["same", "near"]


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
    place: Word
    worth: float


class Witness:
    """Finds evidence with the vocabulary of an engine."""

    def __init__(
        self, vocabulary: Vocabulary, synonyms: Synonyms, idf: Floats, config: Config
    ) -> None:
        """Takes the inverse frequency of each term beside the vocabulary."""
        self._vocabulary, self._synonyms, self._idf = vocabulary, synonyms, idf
        self._config = config

    def evidence(
        self, query: str, document: Sequence[str], passages: Collection[int] | None = None
    ) -> Evidence | None:
        """The best passage, earlier ones before later ones of the same worth."""
        asked = _once((word, query) for word in words_of(query) if not self._silent(word.folded))
        near = self._near(asked)
        best: tuple[float, int, list[_Pair]] | None = None
        for position, text in enumerate(document):
            if passages is not None and position not in passages:
                continue
            pairs = self._pairs(asked, near, query, text)
            worth = sum(pair.worth for pair in pairs)
            if pairs and (best is None or worth > best[0]):
                best = (worth, position, pairs)
        if best is None:
            return None
        start, end = _span(document[best[1]], best[2])
        inside = [pair for pair in best[2] if start <= pair.place.start < end]
        return Evidence(best[1], start, end, tuple(pair.match for pair in inside))

    def _silent(self, word: str) -> bool:
        return self._vocabulary.stems.silent(word)

    def _near(self, asked: Mapping[str, Word]) -> Mapping[str, Mapping[int, float]]:
        config = self._config
        found = self._vocabulary.near(asked, config.evidence_from, 4 * config.near_most)
        return {word: dict(terms) for word, terms in found.items()}

    def _pairs(
        self,
        asked: Mapping[str, Word],
        near: Mapping[str, Mapping[int, float]],
        query: str,
        text: str,
    ) -> list[_Pair]:
        there = _once((word, text) for word in words_of(text) if not self._silent(word.folded))
        terms = {word: self._vocabulary.term(word) for word in there}
        pairs = []
        for word, place in asked.items():
            best = max(
                (
                    (worth, how, other)
                    for other in there
                    for worth, how in self._worth(word, other, terms[other], near.get(word, {}))
                ),
                key=lambda found: found[0],
                default=None,
            )
            if best is not None:
                other = there[best[2]]
                match = Match(
                    query[place.start : place.end], text[other.start : other.end], best[1]
                )
                pairs.append(_Pair(match, other, best[0]))
        return pairs

    def _worth(
        self, word: str, other: str, term: int | None, near: Mapping[int, float]
    ) -> Iterator[tuple[float, Literal["same", "near"]]]:
        idf = float(self._idf[term]) if term is not None else 1.0
        stems = self._vocabulary.stems
        if stems.of(word) == stems.of(other):
            yield idf, "same"
        elif stems.of(other) in self._synonyms.partners(word):
            yield idf * self._config.synonym_weight, "near"
        elif term is not None and term in near:
            yield idf * near[term] * 0.5, "near"


def _once(words: Iterator[tuple[Word, str]]) -> dict[str, Word]:
    """Each word at its first place."""
    found: dict[str, Word] = {}
    for word, _ in words:
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
