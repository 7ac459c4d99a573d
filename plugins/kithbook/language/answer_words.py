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


def doubtful(words: tuple[str, ...]) -> bool:
    """Whether there is a word in it that turns or limits what was said before."""
    spoken = " ".join(("", *words, ""))
    return any(f" {one} " in spoken for one in _folded("doubts"))


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
