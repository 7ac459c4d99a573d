"""How people say in one line what happened, by language: the words of `spoken.txt`, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from kithbook.language.small_words import HERE, small_words, word_lines
from kithbook.text.words import fold, spellings

Words = tuple[str, ...]
FILE = "spoken.txt"
_KINDS = frozenset(
    ("call", "video", "met", "message", "email", "letter", "visit", "coffee", "meal", "event")
) | frozenset(("gave", "got", "thanks", "promised", "awaiting", "talk", "said", "note", "once"))
_ORDERED = ("numbers", "units", "weekdays", "ends", "feasts")


@dataclass(frozen=True, slots=True)
class SpokenVerb:
    """Words that tell what was done; where they are kept in the text they say more than the kind.

    `end` are words of the same verb that stand further on: `rief … an`.
    """

    words: Words
    end: Words
    kind: str
    keep: bool = False


@dataclass(frozen=True)
class SpokenWords:
    """The lists of one language, folded."""

    code: str
    lists: Mapping[str, frozenset[Words]]
    places: Mapping[str, Mapping[Words, int]]
    verbs: Mapping[str, tuple[SpokenVerb, ...]] = field(default_factory=dict)

    def length(self, name: str, words: Sequence[str], at: int) -> int:
        """How many words from a place on are the longest of a list; 0 where none are."""
        found = self.lists.get(name, frozenset())
        most = min(_LONGEST, len(words) - at)
        return next((n for n in range(most, 0, -1) if tuple(words[at : at + n]) in found), 0)

    def has(self, name: str, word: str) -> bool:
        """Whether one word is in a list by itself."""
        return (word,) in self.lists.get(name, frozenset())

    def place(self, name: str, words: Sequence[str], at: int) -> tuple[int, int]:
        """Which of an ordered list the words are, from one on, and how many they are."""
        found = self.places.get(name, {})
        for n in range(min(_LONGEST, len(words) - at), 0, -1):
            if number := found.get(tuple(words[at : at + n])):
                return number, n
        return 0, 0

    def first(self, name: str) -> str:
        """The first word of a list, folded; empty where there is none."""
        return next((" ".join(words) for words in self.places.get(name, {})), "")

    def verbs_at(self, words: Sequence[str], at: int) -> Iterator[SpokenVerb]:
        """The verbs that begin at a place, the most telling first."""
        for one in self.verbs.get(words[at], ()):
            if tuple(words[at : at + len(one.words)]) == one.words:
                yield one

    def single_verbs(self) -> tuple[str, ...]:
        """The verbs and nouns of one word that tell what was done."""
        found = (one for more in self.verbs.values() for one in more)
        return tuple(dict.fromkeys(one.words[0] for one in found if len(one.words) == 1))

    def knows(self, word: str) -> bool:
        """Whether a word is one of the language, as far as the small lists go."""
        return word in _known(self.code)


_LONGEST = 6
_WORDS = re.compile(r"[\w\u2019'-]+")


@cache
def spoken_words() -> tuple[SpokenWords, ...]:
    """The languages in which a line can be said, by code."""
    return tuple(_read(path) for path in sorted(HERE.glob(f"*/{FILE}")))


def says_in_vain(text: str) -> bool:
    """Whether a text says that nobody was reached, such as `no answer`."""
    words = [fold(one) for one in _WORDS.findall(text)]
    return any(one.length("vain", words, at) for one in spoken_words() for at in range(len(words)))


@cache
def _known(code: str) -> frozenset[str]:
    own = next(one for one in spoken_words() if one.code == code)
    listed = {word for words in own.lists.values() for each in words for word in each}
    verbs = {word for more in own.verbs.values() for one in more for word in (*one.words, *one.end)}
    return small_words(code, "silent") | listed | verbs


def _read(path: Path) -> SpokenWords:
    lists: dict[str, set[Words]] = {}
    places: dict[str, dict[Words, int]] = {name: {} for name in _ORDERED}
    verbs: dict[str, list[SpokenVerb]] = {}
    for name, words in word_lines(path):
        kind = name.removesuffix("+")
        if kind in _KINDS:
            for verb in _verbs(words, kind, keep=name != kind):
                verbs.setdefault(verb.words[0], []).append(verb)
            continue
        for number, word in enumerate(words, start=1):
            for each in word.split("/") if name in _ORDERED else (word,):
                for phrase in _phrases(each):
                    lists.setdefault(name, set()).add(phrase)
                    places.setdefault(name, {}).setdefault(phrase, number)
    return SpokenWords(
        path.parent.name,
        {name: frozenset(found) for name, found in lists.items()},
        places,
        {first: tuple(sorted(found, key=_telling)) for first, found in verbs.items()},
    )


def _verbs(words: Words, kind: str, *, keep: bool) -> Iterator[SpokenVerb]:
    for word in words:
        begin, _, end = word.partition("~")
        for first, last in product(_phrases(begin), _phrases(end) if end else ((),)):
            yield SpokenVerb(first, last, kind, keep)


def _telling(verb: SpokenVerb) -> tuple[int, bool, bool]:
    """Longer ones before shorter ones, and of one length those that ask for a noun."""
    return -len(verb.words) - len(verb.end), bool(verb.end), verb.kind != "once"


def _phrases(written: str) -> Iterator[Words]:
    """The words of a phrase in each of the ways in which they are spelt."""
    yield from product(*(sorted(spellings(word)) for word in written.split("_") if word))
