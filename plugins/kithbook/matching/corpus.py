"""Documents read: their words, each with its language, by document and passage."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.languages import Languages
from kithbook.matching.stems import BREAK, words_and_breaks

Integers = NDArray[np.int64]
Document = tuple[str, ...]
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The numbers of all words one after the other, and whose they are.

    `words` (words,) are pairs of a language, as its place, and a folded word; `flat` (all words,)
    their numbers passage by passage; `passage_of` and `document_of` (all words,) where each
    stands; `spoken` (passages,) the language of each passage; `first` (documents + 1,) the first
    passage of each document.
    """

    words: tuple[tuple[int, str], ...]
    flat: Integers
    passage_of: Integers
    document_of: Integers
    spoken: Integers
    first: Integers

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.first) - 1

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.spoken)


def corpus_of(documents: Sequence[Document], languages: Languages, *, both: bool = False) -> Corpus:
    """Reads documents, each passage in its language; `both` are there where that is known."""
    texts = [text for passages in documents for text in passages]
    words, flat, passage_of = _numbered(texts)
    counts = np.fromiter(map(len, documents), np.int64, len(documents))
    whose = np.repeat(np.arange(len(documents)), counts)
    lengths = np.bincount(passage_of, minlength=len(texts))
    spoken = languages.of_passages(words, flat, texts, lengths, whose, both=both)
    told, numbers = _told_apart(words, flat, spoken[passage_of])
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Corpus(told, numbers, passage_of, whose[passage_of], spoken, first)


class _Numbers(dict[str, int]):
    """Words by number; one that is looked up and new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _numbered(texts: Sequence[str]) -> tuple[list[str], Integers, Integers]:
    """The words, the number of each wherever one stands, and the text in which that is.

    Many texts are read at once, with a mark between them, which is a good deal quicker.
    """
    numbers = _Numbers({BREAK: 0})
    flat = array("l")
    for start in range(0, len(texts), _AT_ONCE):
        tokens = words_and_breaks(texts[start : start + _AT_ONCE])
        flat.extend(map(numbers.__getitem__, tokens))
    every = np.array(flat, dtype=np.int64)
    breaks = every == 0
    whose = np.cumsum(breaks) - breaks
    return list(numbers)[1:], every[~breaks] - 1, whose[~breaks]


def _told_apart(
    words: list[str], flat: Integers, language: Integers
) -> tuple[tuple[tuple[int, str], ...], Integers]:
    """The same words numbered anew where one occurs in two languages."""
    if not language.any():
        return tuple((0, word) for word in words), flat
    keys = language * len(words) + flat
    there = np.zeros((int(language.max()) + 1) * len(words), dtype=np.bool_)
    there[keys] = True
    numbers = np.cumsum(there) - 1
    found = (
        (int(key) // len(words), words[int(key) % len(words)]) for key in np.flatnonzero(there)
    )
    return tuple(found), numbers[keys]
