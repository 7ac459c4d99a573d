"""The words of a text, where they stand, and the stems that make their forms one.

Stems after Snowball (snowballstem.org) where it knows the language, whole words otherwise. Scripts
that put no space between words are cut into pairs of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from kithbook.language.small_words import small_words, stemmers
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PLAIN = re.compile(r"[a-z0-9]+")
BREAK = "\x1e"
_PLAIN_OR_BREAK = re.compile(rf"[a-z0-9]+|{BREAK}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word where it stands: `text[start:end]`, and the word folded."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> Iterator[WordAt]:
    """The words of a text in order; pairs of letters where a script has no spaces."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        if _UNSPACED.search(found[0]):
            yield from _pairs(text, start, end)
        else:
            yield WordAt(start, end, fold(found[0]))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, without their places."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    return [word.folded for word in words_of(text)]


def words_and_breaks(texts: Sequence[str]) -> list[str]:
    """The words of texts, folded, one text after the other, with a break behind each."""
    joined = BREAK.join((*texts, ""))
    if joined.isascii() and joined.count(BREAK) == len(texts):
        return _PLAIN_OR_BREAK.findall(joined.lower())
    return [word for text in texts for word in (*folded_words(text), BREAK)]


class Stems:
    """The stems of folded words in one language."""

    def __init__(self, language: str) -> None:
        """Takes a language tag such as `en` or `pt-BR`; one not known leaves words whole."""
        code = language.lower().replace("_", "-").partition("-")[0]
        algorithm = stemmers().get(code)
        self._stem = snowballstemmer.stemmer(algorithm).stemWord if algorithm else str
        self.language = code
        self._silent = small_words(code, "silent")
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """The stem of a folded word; equal for the forms of one word."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = word if word.isdigit() else fold(self._stem(word))
        return found

    def silent(self, word: str) -> bool:
        """Whether a folded word says nothing about a subject: `the`, `someone`, one letter."""
        return word in self._silent or (len(word) < 2 and not _UNSPACED.match(word))


@cache
def stems_for(language: str) -> Stems:
    """The stems of one language, each word stemmed once."""
    return Stems(language)


def _pairs(text: str, start: int, end: int) -> Iterator[WordAt]:
    for place in range(start, max(start + 1, end - 1)):
        yield WordAt(place, min(place + 2, end), fold(text[place : place + 2]))
