"""Words that say nothing about a subject, for the languages in which we know them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kithbook.text.words import fold

_FOLDER = "data"
_NOTHING: frozenset[str] = frozenset()


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    """The lists by language; a line `en: word word …` of the file adds to one."""
    found: dict[str, set[str]] = {}
    text = files(__package__).joinpath(_FOLDER, "silent-words.txt").read_text("utf-8")
    for line in text.splitlines():
        code, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found.setdefault(code.strip(), set()).update(fold(word) for word in words.split())
    return MappingProxyType({code: frozenset(words) for code, words in found.items()})


def silent_words(code: str) -> frozenset[str]:
    """The silent words of a language, folded; none where we have no list."""
    return _lists().get(code, _NOTHING)
