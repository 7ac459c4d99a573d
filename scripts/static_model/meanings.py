"""What German words mean by our own list: as they stand there, or as other forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from kithbook.matching.static_model import Model, unit
from kithbook.matching.stems import folded_words, stems_for
from kithbook.matching.word_forms import form_rules, forms_of
from scripts.static_model.bags import Floats
from scripts.static_model.own_words import OwnWord

_RAREST = 1e-9

Own = Mapping[str, Sequence[OwnWord]]


class Meanings:
    """Vectors in the space of the English model for words that our list knows."""

    def __init__(self, own: Own, shares: Mapping[str, float], code: str, model: Model) -> None:
        """Takes the list by folded words, how often words are written, and the language."""
        self._own, self._shares, self._model = own, shares, model
        self._stem, self._rules = stems_for(code).of, form_rules(code)
        self._kin: defaultdict[str, list[str]] = defaultdict(list)
        for word in own:
            self._kin[self._stem(word)].append(word)

    def vectors(self, words: Sequence[str]) -> Floats:
        """A row of length 1 for each folded word, (words, width), or of zeros."""
        return np.stack([self._row(word) for word in words])

    def written(self, words: Sequence[str], small: Mapping[str, str]) -> list[str]:
        """The words as they are written: as in our list, others in small letters."""
        own = self._own
        return [
            max(own[word], key=self._often).german if word in own else small.get(word, word)
            for word in words
        ]

    def _row(self, word: str) -> Floats:
        same = (word,) if word in self._own else self._kin.get(self._stem(word)) or self._form(word)
        found = self._nothing()
        for each in same:
            found += unit(sum(map(self._translated, self._own[each]), self._nothing()))
        return unit(found)

    def _form(self, word: str) -> tuple[str, ...]:
        """The word that a word of another stem is likely to be a form of."""
        likely = forms_of(word, self._rules) if self._rules else ()
        return tuple(form for form in likely if form in self._own)[:1]

    def _translated(self, word: OwnWord) -> Floats:
        found = self._nothing()
        for place, text in enumerate(word.english, start=1):
            found += unit(self._model.words(folded_words(text)).sum(axis=0)) / place
        return unit(found) * np.float32(self._often(word))

    def _nothing(self) -> Floats:
        return np.zeros(self._model.width, dtype=np.float32)

    def _often(self, word: OwnWord) -> float:
        return self._shares.get(word.german.lower(), 0.0) + _RAREST
