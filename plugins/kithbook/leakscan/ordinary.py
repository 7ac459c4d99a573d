"""Which words anybody may use: how common they are in general, and in the book itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from math import log10

from kithbook.language.folders import languages
from kithbook.language.small_words import in_any_language, small_words
from kithbook.leakscan.private_files import PrivateFile

# In which share of general texts a word stands from which on it is nobody's name in small letters.
_ORDINARY = 1.5e-4
# What a word that the model does not know is taken for; it knows English best.
_UNKNOWN, _NUMBER, _SHORT_NUMBER = 1e-4, 1e-2, 4
_SMALL_WORD = re.compile(r"(?<![\w@.-])[^\W\d_]{3,}(?![\w@-])")


class Ordinary:
    """How common words are; the book counts where it uses a word in small letters."""

    def __init__(self, files: Iterable[PrivateFile]) -> None:
        """Takes the private files, which are read only when somebody asks."""
        self._files = files

    def word(self, folded: str) -> bool:
        """Whether a word is no name where it is written in small letters."""
        return often(folded) >= _ORDINARY or folded in self._small

    def used_small(self, folded: str) -> bool:
        """Whether the book uses a word in small letters, as one uses words and not names."""
        return folded in self._small

    def telling(self, sought: tuple[str, ...]) -> float:
        """How unlikely words are to stand together by chance, as a power of ten."""
        return -sum(log10(_share(word)) for word in sought)

    @cached_property
    def _small(self) -> frozenset[str]:
        found: set[str] = set()
        for file in self._files:
            found.update(one for one in _SMALL_WORD.findall(file.text) if one.islower())
        return frozenset(found)


def _share(folded: str) -> float:
    if folded.isdigit():  # the parts of a date, a count, a year
        return 1.0 if len(folded) <= _SHORT_NUMBER else _NUMBER
    return max(often(folded), _UNKNOWN)


def often(folded: str) -> float:
    """In which share of general texts a word stands."""
    return (
        1.0 if folded in _silent() else max(_model(folded), 0.001 if folded in _counting() else 0)
    )


def _model(folded: str) -> float:
    from kithbook.matching.static_model import shipped_model  # noqa: PLC0415 - heavy, and seldom needed

    model = shipped_model()
    return model.often(folded) if model else 0.0


@cache
def _counting() -> frozenset[str]:
    return in_any_language("counting")


@cache
def _silent() -> frozenset[str]:
    return frozenset().union(*(small_words(code, "silent") for code in languages("phrases")))
