"""Lists of single words by language: those that say nothing, count, ask or go on; the months.

They stand in `words.txt` of each folder, and are read without YAML, so that matching can use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kithbook.text.words import fold

List = Literal[
    "called", "months", "weekdays", "days", "silent", "counting", "asking", "wishing",
    "continuing", "trailing", "meetings", "events", "ordinals", "letters", "facts", "seeking",
    "doing", "denying", "relating", "linking", "turning", "pointing", "speaking",
    "mutual", "somebody", "around", "moments", "weeks", "dead", "todo", "pending", "called_off",
    "countries", "nobody", "sums", "bodies", "lists", "titles",
]  # fmt: skip
HERE = Path(__file__).parent
FILE = "words.txt"


def words_in(code: str, kind: List) -> tuple[str, ...]:
    """The words of a kind in one language, as written and in order; none where there are none."""
    return _lists().get(code, {}).get(kind, ())


def by_language(kind: List) -> Mapping[str, tuple[str, ...]]:
    """The words of a kind as written, by the code of each language that has some."""
    return {code: lists[kind] for code, lists in _lists().items() if kind in lists}


@cache
def small_words(code: str, kind: List) -> frozenset[str]:
    """The words of a kind in one language, folded."""
    return frozenset(fold(word) for word in words_in(code, kind))


@cache
def in_any_language(kind: List) -> frozenset[str]:
    """The words of a kind in all languages, folded."""
    return frozenset().union(*(small_words(code, kind) for code in _lists()))


@cache
def as_written(kind: List) -> frozenset[str]:
    """The words of a kind in all languages, in small letters, with their accents."""
    return frozenset(word.lower() for code in _lists() for word in words_in(code, kind))


def is_pending(words: Sequence[str], at: int) -> bool:
    """Whether folded words say that the contact which one of them names has not come about."""
    ahead = not in_any_language("pending").isdisjoint(words[:at])
    return ahead or not in_any_language("called_off").isdisjoint(words)


@cache
def kinds_of_entry() -> Mapping[str, str]:
    """The kind of log entry that a word stands for, by the word, folded, `-` for a blank.

    One that would be a small word without its accents, such as `thé`, stands as it is.
    """
    found: dict[str, str] = {}
    for path in sorted(HERE.glob("*/kinds.txt")):
        for kind, words in word_lines(path):
            for word in words:
                plain = fold(word)
                found.setdefault(word if plain in in_any_language("silent") else plain, kind)
    return MappingProxyType(found)


@cache
def beginnings(kind: List, least: int) -> Mapping[str, int]:
    """The place in its list to which a word or its beginning leads, folded, in any language."""
    found = all_beginnings(kind, least)
    return MappingProxyType({word: min(one) for word, one in found.items() if len(one) == 1})


@cache
def all_beginnings(kind: List, least: int) -> Mapping[str, set[int]]:
    """The same with every place, for a word that begins several, such as `di`."""
    found: dict[str, set[int]] = {}
    for code in sorted(_lists()):
        for place, word in enumerate(words_in(code, kind), start=1):
            for plain in map(fold, word.split("/")):
                for end in range(min(least, len(plain)), len(plain) + 1):
                    found.setdefault(plain[:end], set()).add(place)
    return found


@cache
def stemmers() -> Mapping[str, str]:
    """What Snowball calls the languages that it can stem, by code."""
    return MappingProxyType({code: name for code, (name,) in word_lines(HERE / "stemmers.txt")})


@cache
def _lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted(HERE.glob(f"*/{FILE}")):
        lists = found.setdefault(path.parent.name, {})
        for kind, words in word_lines(path):
            lists[kind] = (*lists.get(kind, ()), *words)
    return found


def word_lines(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines `name: word word …` of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            yield name.strip(), tuple(words.split())
