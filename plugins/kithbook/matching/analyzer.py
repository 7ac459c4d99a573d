"""How the words of one language are read: silence, stems, compounds, vectors, and what they tell.

An analyzer is what search engines call the reader of one language. Words come to it folded.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from kithbook.language.small_words import HERE, in_any_language, words_in
from kithbook.matching.compounds import split
from kithbook.matching.static_model import Model, Table, digest_of_table, table
from kithbook.matching.stems import Stems, stems_for
from kithbook.matching.word_forms import form_rules, forms_of
from kithbook.matching.word_list import WordList, word_list

Floats = NDArray[np.float32]
COUNTING = frozenset[str]().union(
    *(in_any_language(kind) for kind in ("counting", "months", "weekdays", "days"))
)
"""Words that say how many or when, and nothing of a subject."""
# Zipf values between which a word comes to say something: `school` stands at 5.8, `cheap` at 4.8,
# `accountant` at 4.
_SAYS_NOTHING, _SAYS_ALL = 6.5, 4.0
_SHORT, _RELATED = 3, 12


class Analyzer:
    """Reads the words of one language, with the model of meanings or without."""

    def __init__(self, code: str, model: Model | None) -> None:
        """Takes a code such as `de`; a language that is not known has whole words alone."""
        self.code, self.model = code, model
        self.stems: Stems = stems_for(code)
        self.listed: WordList | None = word_list(code)
        self.letters = words_in(code, "letters")
        self._parts: dict[str, tuple[str, ...]] = {}
        self._sorted: list[str] = []
        self._forms: dict[str, str | None] = {}
        self._guesses: dict[str, str | None] = {}
        self._form_rules = form_rules(code)

    @cached_property
    def _table(self) -> Table | None:
        # Read when a word of the language is: most books have words of one alone.
        return table(self.code) if self.model else None

    @cached_property
    def _held(self) -> Mapping[str, int]:
        return (self._table or self.model).rows if self.model else {}

    @property
    def made_from(self) -> tuple[str, ...]:
        """What the reading depends on: the language, and the digests of model, tables and lists."""
        digests = [each.digest for each in (self.model, self.listed) if each]
        of_table = digest_of_table(self.code) if self.model else ""
        return (self.code, *digests, of_table, _digest_of_lists(self.code))

    def silent(self, word: str) -> bool:
        """Whether a word says nothing about a subject."""
        return self.stems.silent(word)

    def stem(self, word: str) -> str:
        """The stem of a word; equal for its forms."""
        return self.stems.of(word)

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound that say something; empty where it is whole."""
        if self.listed is None:
            return ()
        found = self._parts.get(word)
        if found is None:
            cut = split(word, self.listed)
            found = self._parts[word] = tuple(part for part in cut if not self.silent(part))
        return found

    def telling(self, word: str) -> float:
        """How much a word says of a subject, from 0 for `the` and `two` to 1 for `accordion`."""
        if word in COUNTING or word[:1].isdigit() or self.silent(word):
            return 0.0
        if self.listed is None:
            return 1.0
        zipf = self.listed.zipf_of(word)
        return min(1.0, max(0.0, (_SAYS_NOTHING - zipf) / (_SAYS_NOTHING - _SAYS_ALL)))

    def often(self, word: str, length: float) -> float:
        """In which share of general passages of so many words a word stands."""
        zipf = self.listed.zipf_of(word) if self.listed else 0.0
        return 1 - (1 - 10 ** (zipf - 9)) ** length if zipf else 0.0

    def vectors(self, words: Sequence[str]) -> Floats:
        """A row for each word, (words, width), not of length 1; without a model no column."""
        if self.model is None:
            return np.zeros((len(words), 0), dtype=np.float32)
        if not words:
            return np.zeros((0, self.model.width), dtype=np.float32)
        if self._table is None:
            return self.model.words(words)
        found = np.zeros((len(words), self.model.width), dtype=np.float32)
        for place, word in enumerate(words):
            found[place] = self._vector(word, self.model, self._table)
        return found

    def whole(self, word: str) -> bool:
        """Whether a word or a form of it has a vector of its own, not one put together."""
        return self._known(word) is not None

    def _vector(self, word: str, model: Model, rows: Table) -> Floats:
        known = self._known(word)
        parts = [part for part in self.parts(word) if part in rows.rows]
        if known is not None or parts:
            result: Floats = rows.words((known,) if known else parts).sum(axis=0)
            return result
        lent: Floats = model.words((word,))[0]
        return lent if model.whole(word) else lent * 0

    def _known(self, word: str) -> str | None:
        """The word or another form of it, of those with a vector."""
        if word in self._held:
            return word
        if len(word) <= _SHORT:
            return None
        stem = self.stem(word)
        if stem not in self._forms:
            self._forms[stem] = next(self._of_stem(stem), None)
        return self._forms[stem] or self._guess(word)

    def _guess(self, word: str) -> str | None:
        """What a word is likely to be a form of, though it has another stem."""
        if self._form_rules is None:
            return None
        if word not in self._guesses:
            likely = (form for form in forms_of(word, self._form_rules) if form in self._held)
            self._guesses[word] = next(likely, None)
        return self._guesses[word]

    def _of_stem(self, stem: str) -> Iterator[str]:
        """The words with a vector that have a stem."""
        if not self._sorted:
            self._sorted = sorted(self._held)
        start = bisect_left(self._sorted, stem)
        for other in islice(self._sorted, start, start + _RELATED):
            if not other.startswith(stem):
                return
            if self.stem(other) == stem:
                yield other


@cache
def _digest_of_lists(code: str) -> str:
    """Of the small words of a language, its forms and its compounds."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted((HERE / code).glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def analyzer(code: str, model: Model | None) -> Analyzer:
    """The analyzer of a language, made once."""
    return Analyzer(code, model)
