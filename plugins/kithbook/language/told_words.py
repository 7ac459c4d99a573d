"""What a line of a day tells of where it says no kind: the phrases of `told.txt`, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product

from kithbook.language.small_words import HERE, word_lines
from kithbook.text.words import spellings

FILE = "told.txt"
_FIGURE = "#"


def told_at(kind: str, words: Sequence[str], at: int) -> int:
    """How many folded words from a place on are the longest phrase of a list; 0 where none are.

    A `#` in a phrase is a figure, or a word that begins with one.
    """
    found = 0
    for phrase in _lists().get(kind, {}).get(_head(words[at]), ()):
        long = len(phrase)
        if (
            long > found
            and all(map(_is, phrase, words[at : at + long]))
            and at + long <= len(words)
        ):
            found = long
    return found


def told_anywhere(kind: str, words: Sequence[str], begin: int = 0) -> int | None:
    """The first place from which on words are a phrase of a list, or None."""
    return next((at for at in range(begin, len(words)) if told_at(kind, words, at)), None)


def _head(word: str) -> str:
    return _FIGURE if word[:1].isdigit() else word


def _is(wanted: str, word: str) -> bool:
    if wanted[:1] != _FIGURE:
        return wanted == word
    return word[:1].isdigit() and wanted[1:] in ("", word.lstrip("0123456789"))


@cache
def _lists() -> Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]:
    """The phrases of each list, folded, by their first words."""
    found: dict[str, dict[str, set[tuple[str, ...]]]] = {}
    for path in sorted(HERE.glob(f"*/{FILE}")):
        for kind, phrases in word_lines(path):
            for phrase in phrases:
                ways = (sorted(spellings(one)) or [one] for one in phrase.split("_"))
                for words in product(*ways):
                    head = _head(words[0]) if words[0][:1] != _FIGURE else _FIGURE
                    found.setdefault(kind, {}).setdefault(head, set()).add(words)
    return {
        kind: {head: tuple(sorted(more)) for head, more in heads.items()}
        for kind, heads in found.items()
    }
