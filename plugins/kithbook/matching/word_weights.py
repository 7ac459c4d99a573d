"""How much a word says in general: `two` and `day` little, `accordion` a good deal.

In a small book the rarity of a word says little about it; the model's vectors know how common a
word is in the language, since those of common words are short.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from kithbook.language.small_words import in_any_language
from kithbook.matching.static_model import Model, shipped_model
from kithbook.matching.stems import Stems, folded_words, stems_for

COUNTING = in_any_language("counting")


class WordWeights:
    """How much words say, each as the share of the language's words that say less."""

    def __init__(self, model: Model | None, stems: Stems) -> None:
        """Without a model every word says all."""
        self._stems = stems
        self._shares = _whole_words(model) if model else {}

    def of(self, word: str) -> float:
        """From 0 to 1 for a word as written: as little as the less telling of it and its stem.

        Numbers, days and hours say nothing of a subject, however rare they are.
        """
        parts = folded_words(word) or [word]
        return min(self._share(form) for part in parts for form in (part, self._stems.of(part)))

    def less_than(self, share: float) -> tuple[str, ...]:
        """The folded words and stems that say less than a share, in order."""
        found = {word for word, each in self._shares.items() if each < share}
        return tuple(sorted(found | COUNTING))

    def _share(self, form: str) -> float:
        if form in COUNTING or form.isdigit():
            return 0.0
        # Only rare words are no piece of their own.
        return self._shares.get(form, 1.0)


@cache
def weights_in(language: str) -> WordWeights:
    """How much words say in a language, after the model that comes with the package."""
    return WordWeights(shipped_model(), stems_for(language))


def _whole_words(model: Model) -> dict[str, float]:
    rows = [row for row, piece in enumerate(model.pieces) if len(piece) > 1 and piece.isalpha()]
    lengths = np.linalg.norm(model.vectors[rows].astype(np.float32), axis=1) * model.scales[rows]
    order = np.argsort(lengths, kind="stable")
    return {model.pieces[rows[at]]: place / len(rows) for place, at in enumerate(order)}
