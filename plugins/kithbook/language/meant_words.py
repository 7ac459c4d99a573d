"""What a question means beyond its words: who speaks a language, and what small words name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kithbook.language.small_words import HERE, in_any_language, word_lines
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_]+")


@cache
def tongues() -> Mapping[str, tuple[str, ...]]:
    """The names of each language that people speak, by its code."""
    found = word_lines(HERE / "tongues.txt")
    return MappingProxyType(
        {code: tuple(name.replace("_", " ") for name in names) for code, names in found}
    )


@cache
def codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """The codes of the languages that bear a name, folded."""
    found: dict[str, tuple[str, ...]] = {}
    for code, names in tongues().items():
        for name in dict.fromkeys(map(fold, names)):
            found[name] = (*found.get(name, ()), code)
    return MappingProxyType(found)


@cache
def meanings() -> Mapping[str, tuple[str, ...]]:
    """What phrases of small words mean, by the phrase, folded, in any language."""
    return MappingProxyType(
        {
            fold(phrase.replace("_", " ")): words
            for path in sorted(HERE.glob("*/meant.txt"))
            for phrase, words in word_lines(path)
        }
    )


def names_beside(written: str) -> str:
    """All names of a language as somebody wrote it, by a code or one of its names."""
    plain = fold(written)
    codes = codes_by_name().get(plain, (plain.replace("_", "-").partition("-")[0],))
    return " ".join(
        name for code in codes for name in tongues().get(code, ()) if fold(name) != plain
    )


def in_other_words(text: str) -> str:
    """A question or a need with the words that say what it means, where its own do not.

    Of a question who speaks a language only its names are left, and what else is asked.
    """
    plain = _plain(text)
    said = f" {' '.join(plain)} "
    more = [word for phrase, each in meanings().items() if f" {phrase} " in said for word in each]
    named = [name for name in codes_by_name() if f" {name} " in said]
    speaking = in_any_language("speaking")
    if named and (
        not speaking.isdisjoint(plain)
        or all(word in named or word in in_any_language("asking") for word in plain)
    ):
        kept = [word for word in text.split() if speaking.isdisjoint(_plain(word))]
        codes = dict.fromkeys(code for name in named for code in codes_by_name()[name])
        names = [name for code in codes for name in tongues()[code] if fold(name) not in named]
        return " ".join((*kept, *names, *dict.fromkeys(more)))
    return " ".join((text, *dict.fromkeys(more))) if more else text


def _plain(text: str) -> list[str]:
    """The words of a text, folded; a letter behind an apostrophe stands alone."""
    return _WORD.findall(fold(text))
