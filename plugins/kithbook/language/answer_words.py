"""What people answer when they are asked, in every language: by a tap, or in words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from kithbook.language.folders import in_all, languages, texts
from kithbook.text.words import fold

Said = Literal["yes", "no", "later", "met", "not yet", "useful", "pleasant", "nothing"]
SAID: tuple[Said, ...] = (
    "yes", "no", "later", "met", "not yet", "useful", "pleasant", "nothing",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_MOST_WORDS = 8
_FIRM: frozenset[Said] = frozenset(("no", "later", "not yet", "nothing", "met", "useful"))
_PLAIN = ("yes", "no", "later")


def key_of(said: Said) -> str:
    """Under which name the words of an answer stand."""
    return said.replace(" ", "_")


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, with one apostrophe for all."""
    return tuple(fold(one.replace("\u2019", "'")) for one in _WORD.findall(text))


def begins_with(text: str) -> tuple[frozenset[Said], int]:
    """The answers that a text may begin with, and how many of its words say so; none and 0.

    What means two things, such as a `not yet` to either question, is given as both.
    """
    words = plain_words(text)
    for many in range(min(_MOST_WORDS, len(words)), 0, -1):
        found = _phrases().get(words[:many])
        if found and not _is_harmless(words):
            return found, many
    return frozenset(), 0


def doubtful(said: frozenset[Said], words: tuple[str, ...]) -> bool:
    """Whether a word turns or limits what was said before; a no may go on with another no."""
    names = ("doubts",) if said & _FIRM else ("doubts", "denials")
    return any(_stands_in(one, words) for name in names for one in _folded(name))


def taken_back(words: tuple[str, ...]) -> bool:
    """Whether words say that an answer was a slip."""
    return any(_stands_in(one, words) for one in _folded("slips"))


@cache
def plain_answers() -> frozenset[str]:
    """The single words that are an answer wherever a clause begins with them: yes, no, later."""
    labels = (texts(code, "answers")[one] for code in languages("answers") for one in _PLAIN)
    return frozenset(words[0] for one in labels if len(words := plain_words(one)) == 1)


def _stands_in(phrase: str, words: tuple[str, ...]) -> bool:
    return f" {phrase} " in " ".join(("", *words, ""))


def _is_harmless(words: tuple[str, ...]) -> bool:
    spoken = " ".join((*words, ""))
    return any(spoken.startswith(f"{one} ") for one in _folded("harmless"))


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(" ".join(plain_words(one)) for one in in_all("answers", name))


@cache
def _phrases() -> Mapping[tuple[str, ...], frozenset[Said]]:
    found: dict[tuple[str, ...], set[Said]] = {}
    for said in SAID:
        for phrase in _written(key_of(said)):
            found.setdefault(plain_words(phrase), set()).add(said)
    return {phrase: frozenset(meant) for phrase, meant in found.items()}


def _written(key: str) -> Iterator[str]:
    yield from (texts(code, "answers")[key] for code in languages("answers"))
    yield from in_all("answers", f"says_{key}")
