"""The words of all documents: each once a language, with its stem, its vector, and words near it.

A term is a stem in a language. A compound holds the terms of its parts too, with less weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.languages import SURE, VERY_SURE, Languages
from kithbook.matching.static_model import unit

Floats = NDArray[np.float32]
Word = tuple[int, str]
PART = 0.6
_FALSE_FRIENDS = 0.35


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Words and terms by number, each with the place of its language; a silent word has no term.

    `rarity` (words,) weighs a word in a vector; `term_vectors` (terms, width) are of length 1,
    or zero where no word of the term is known whole, and without a column without a model.
    `mixed` says whether passages are in two languages.
    """

    words: Mapping[Word, int]
    terms: Mapping[Word, int]
    rarity: Floats
    term_vectors: Floats
    languages: Languages
    mixed: bool

    @property
    def has_model(self) -> bool:
        """Whether meanings are compared, and not words alone."""
        return self.languages.main.model is not None

    def language_of(self, query: str) -> int:
        """The language of a query; one that no document is in has to be plain to see."""
        return self.languages.of(query, sure=SURE if self.mixed else VERY_SURE)

    def own_terms(self, word: str, language: int) -> dict[int, float]:
        """The terms that a word holds, with their weights: its own, and those of its parts."""
        found: dict[int, float] = {}
        for stem, weight, _ in stems_of(word, language, self.languages):
            term = self.terms.get((language, stem))
            if term is not None:
                found[term] = max(weight, found.get(term, 0.0))
        return found

    def same(self, word: str, language: int) -> Iterator[int]:
        """The terms that say the very word: its own, and that of the same word elsewhere."""
        for place, analyzer in enumerate(self.languages.analyzers):
            if analyzer.silent(word):
                continue
            term = self.terms.get((place, analyzer.stem(word)))
            known = place == language or ((place, word) in self.words and self._friends(word))
            if term is not None and known:
                yield term

    def terms_of(self, stem: str) -> Iterator[int]:
        """The terms of a stem, in whichever language."""
        for place in range(len(self.languages.analyzers)):
            if (term := self.terms.get((place, stem))) is not None:
                yield term

    def _friends(self, word: str) -> bool:
        """Whether a word means in one language what it means in the other, as far as is known."""
        if not all(each.whole(word) for each in self.languages.analyzers):
            return True
        one, other = (unit(each.vectors((word,)))[0] for each in self.languages.analyzers)
        return float(one @ other) >= _FALSE_FRIENDS or not one.size

    def query(self, words: Sequence[str], language: int) -> Floats:
        """The vector of a query, (width,), which may hold words that no document has."""
        numbers = [self.words.get((language, word)) for word in words]
        weights = np.array([1.0 if each is None else self.rarity[each] for each in numbers])
        vectors = self.languages.analyzers[language].vectors(words)
        summed: Floats = (vectors * weights[:, None]).sum(axis=0)
        return unit(summed)

    def near(
        self, words: Iterable[str], language: int, at_least: float, most: int
    ) -> Mapping[str, tuple[tuple[int, float], ...]]:
        """For each folded word the terms near it, nearest first, each with its cosine.

        Words that are known only in pieces have none, and are near to none; those that say
        nothing of a subject, such as numbers and months, have none.
        """
        analyzer = self.languages.analyzers[language]
        spoken = [
            word
            for word in dict.fromkeys(words)
            if analyzer.telling(word) > 0 and analyzer.whole(word)
        ]
        if not self.has_model or not spoken or not self.terms:
            return {}
        found = {}
        vectors = unit(analyzer.vectors(spoken))
        for start in range(0, len(spoken), 128):
            cosines = vectors[start : start + 128] @ self.term_vectors.T
            for word, row in zip(spoken[start : start + 128], cosines, strict=True):
                own = frozenset(self.same(word, language))
                found[word] = _nearest(row, at_least, most, own)
        return found


def stems_of(word: str, language: int, languages: Languages) -> Iterator[tuple[str, float, str]]:
    """The stem of a word and those of its parts, each with weight and word; none if silent."""
    analyzer = languages.analyzers[language]
    if analyzer.silent(word):
        return
    own = analyzer.stem(word)
    yield own, 1.0, word
    for part in analyzer.parts(word):
        if (stem := analyzer.stem(part)) != own:
            yield stem, PART, part


def _nearest(
    row: Floats, at_least: float, most: int, own: frozenset[int]
) -> tuple[tuple[int, float], ...]:
    terms = np.flatnonzero(row >= at_least)
    terms = terms[np.lexsort((terms, -row[terms]))][: most + len(own)]
    return tuple((int(term), float(row[term])) for term in terms if term not in own)[:most]
