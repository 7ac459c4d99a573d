"""The languages of a book, and in which of them each of its passages is written.

Each word of a passage speaks for the language in which it is commoner, as much as the logarithm
of how much commoner it is there (naive Bayes over word frequencies). What stays undecided is in
the language of what stands beside it, or of the book.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.analyzer import Analyzer, analyzer
from kithbook.matching.static_model import Model
from kithbook.matching.stems import folded_words, stems_for
from kithbook.matching.word_list import listed_languages
from kithbook.text.normal_forms import normal

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
_UNKNOWN = 2.0
_MOST = 3.0
_OWN_LETTERS = 3.0
_COMPOUND = 2.0
_LONG = 8
SURE, VERY_SURE = 1.0, 3.0
# From here on a passage is in its own language; else what stands beside it speaks for it too.
_LENT = 2.5
# A second language is there where more passages than this are plainly in it, each by two words.
_LEAST_SHARE, _SAYING = 0.02, 2


class Languages:
    """One language, or two whose passages can be told apart; the language of the book first."""

    def __init__(self, analyzers: Sequence[Analyzer]) -> None:
        """Takes one analyzer or two, that of the book first; `languages_of` makes them."""
        self.analyzers = tuple(analyzers)

    @property
    def main(self) -> Analyzer:
        """The analyzer of the language of the book."""
        return self.analyzers[0]

    @property
    def made_from(self) -> tuple[str, ...]:
        """What the reading of words depends on: languages, and digests of what they are read by."""
        return tuple(part for each in self.analyzers for part in each.made_from)

    def odds(self, words: Sequence[str]) -> Floats:
        """How much each word speaks for the second language, (words,); below 0 for the first."""
        if len(self.analyzers) < 2:
            return np.zeros(len(words), dtype=np.float32)
        one, other = (each.listed.zipf_of for each in self.analyzers if each.listed)
        found = np.fromiter(
            (max(_UNKNOWN, other(word)) - max(_UNKNOWN, one(word)) for word in words),
            np.float32,
            len(words),
        )
        result: Floats = np.clip(found * np.float32(np.log(10)), -_MOST, _MOST)
        return result

    def marks(self, text: str) -> float:
        """What the letters of a text speak for the second language."""
        if len(self.analyzers) < 2 or text.isascii():
            return 0.0
        whole = normal("NFC", text)
        one, other = (any(letter in whole for letter in each.letters) for each in self.analyzers)
        return _OWN_LETTERS * (other - one)

    def compounds(self, words: Sequence[str]) -> float:
        """What compounds among words that no list holds speak for the second language."""
        found = 0.0
        for place, each in enumerate(self.analyzers):
            long = (word for word in words if len(word) >= _LONG and not self._listed(word))
            found += (_COMPOUND if place else -_COMPOUND) * sum(bool(each.parts(w)) for w in long)
        return found

    def of(self, text: str, otherwise: int = 0, sure: float = SURE) -> int:
        """The language of one text, as its place in `analyzers`; `otherwise` if not so `sure`."""
        if len(self.analyzers) < 2:
            return 0
        words = folded_words(text)
        told = float(self.odds(words).sum()) + self.marks(text)
        if abs(told) < SURE:
            told += self.compounds(words)
        return otherwise if abs(told) < sure else int(told > 0)

    def of_passages(
        self,
        words: Sequence[str],
        flat: Integers,
        passages: Sequence[str],
        lengths: Integers,
        whose: Integers,
        *,
        both: bool = False,
    ) -> Integers:
        """The language of each passage, (passages,).

        `flat` (all words,) are the numbers of the words passage by passage, `lengths` (passages,)
        how many each has, and `whose` (passages,) the document of each. A second language that
        hardly a passage is plainly in is none, unless `both` are known to be there: names and
        short texts are taken for it by chance.
        """
        if len(self.analyzers) < 2 or not len(lengths):
            return np.zeros(len(lengths), dtype=np.int64)
        place = np.repeat(np.arange(len(lengths)), lengths)
        told = np.bincount(place, self.odds(words)[flat], len(lengths)).astype(np.float64)
        if not all(map(str.isascii, passages)):
            told += np.fromiter(map(self.marks, passages), np.float64, len(passages))
        starts = np.cumsum(lengths) - lengths
        for each in np.flatnonzero(np.abs(told) < SURE):
            some = flat[starts[each] : starts[each] + lengths[each]]
            told[each] += self.compounds([words[number] for number in some])
        around = np.bincount(whose, told)[whose]
        lent = np.where(np.abs(around) < SURE, -SURE, np.clip(around - told, -_LENT, _LENT))
        other = np.where(np.abs(told) < VERY_SURE, told + lent, told) > 0
        saying = np.bincount(place, self.odds(words)[flat] > 0, len(lengths))
        plain = (told >= VERY_SURE) & (saying >= _SAYING)
        enough = both or plain.sum() > _LEAST_SHARE * len(told)
        result: Integers = (other & enough).astype(np.int64)
        return result

    def _listed(self, word: str) -> bool:
        return any(each.listed is not None and word in each.listed.words for each in self.analyzers)


@cache
def languages_of(main: str, model: Model | None) -> Languages:
    """The language of a book by its tag, with the one that can be told apart from it."""
    code, listed = stems_for(main).language, listed_languages()
    codes = (code, *(each for each in listed if each != code)) if code in listed else (code,)
    return Languages([analyzer(each, model) for each in codes[:2]])
