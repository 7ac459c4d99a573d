"""How much a word says in general: `two` and `day` little, `accordion` a good deal.

In a small book the rarity of a word says little about it; the model's vectors know how common a
word is in the language, since those of common words are short.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from kithbook.matching.model import Floats, Model, shipped_model
from kithbook.matching.words import Stems, folded_words, stems_for

COUNTING = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    thousand dozen half second third minute minutes hour hours day days week weeks month months
    year years decade century monday tuesday wednesday thursday friday saturday sunday weekend
    january february march april june july august september october november december morning
    afternoon afternoons evening night today yesterday tomorrow
    zwei drei vier sechs sieben acht neun zehn elf zwanzig hundert tausend stunde stunden tag tage
    woche wochen monat monate jahr jahre montag dienstag mittwoch donnerstag freitag samstag sonntag
    """.split()  # noqa: SIM905 - a paragraph reads better than a column of strings
)


class Telling:
    """How much words say, each as the share of the language's words that say less."""

    def __init__(self, model: Model | None, stems: Stems) -> None:
        """Without a model every word says the same."""
        self._model, self._stems = model, stems
        self._lengths: Floats = _whole_words(model) if model else np.zeros(0, np.float32)
        self._known: dict[str, float] = {}

    def of(self, word: str) -> float:
        """From 0 to 1 for a word as written: as little as the less telling of it and its stem.

        Numbers, days and hours say nothing of a subject, however rare they are.
        """
        found = self._known.get(word)
        if found is None:
            parts = folded_words(word) or [word]
            forms = {form for part in parts for form in (part, self._stems.of(part))}
            found = self._known[word] = min(self._share(form) for form in forms)
        return found

    def _share(self, form: str) -> float:
        if form in COUNTING or form.isdigit():
            return 0.0
        if self._model is None or not len(self._lengths):
            return 1.0
        length = np.linalg.norm(self._model.words([form])[0])
        if not length:
            return 1.0
        return float(np.searchsorted(self._lengths, length)) / len(self._lengths)


@cache
def telling_in(language: str) -> Telling:
    """How much words say in a language, after the model that comes with the package."""
    return Telling(shipped_model(), stems_for(language))


def _whole_words(model: Model) -> Floats:
    whole = [row for row, piece in enumerate(model.pieces) if len(piece) > 1 and piece.isalpha()]
    lengths = np.linalg.norm(model.vectors[whole].astype(np.float32), axis=1) * model.scales[whole]
    ordered: Floats = np.sort(lengths)
    return ordered
