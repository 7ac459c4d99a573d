"""Our own list of German words with English ones, `german-english.tsv`.

A line is `German<tab>English[; English[; English]]`, the best translation first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kithbook.text.words import fold

FILE = Path(__file__).with_name("german-english.tsv")


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A German word as it is written, and its English ones."""

    german: str
    english: tuple[str, ...]


def listed(text: str) -> Iterator[OwnWord]:
    """The words of a list, in its order."""
    for line in text.splitlines():
        german, _, english = line.partition("\t")
        yield OwnWord(german, tuple(english.split("; ")))


def by_fold(text: str) -> Mapping[str, tuple[OwnWord, ...]]:
    """The words of a list by how they are folded, which `alt` and `Alt` have in common."""
    found: defaultdict[str, list[OwnWord]] = defaultdict(list)
    for word in listed(text):
        plain = fold(word.german)
        if plain.isalpha():
            found[plain].append(word)
    return {plain: tuple(words) for plain, words in found.items()}
