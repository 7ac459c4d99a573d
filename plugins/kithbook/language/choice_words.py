"""Other words for the few that a key takes, such as `ja` where it is `yes`, in each language.

They are `choices.txt` of each folder; the head of the English one says what a line is for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kithbook.language.small_words import HERE, in_any_language, word_lines
from kithbook.text.words import fold

_FILE = "choices.txt"
_PARTS = re.compile(r"\s*[,;.!(]\s*")
_TURNS = in_any_language("denying") | in_any_language("turning")
_SIGNS = re.compile(r"[\s_.,!-]+")


def choices_meant(text: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """Which of some options a text means, in the order of the options.

    What stands behind a comma may be polite, and names no other of them: `Yes, gladly`.
    """
    first, *rest = _PARTS.split(text, maxsplit=1)
    if rest and (_meant(rest[0], options) or _TURNS & set(_plain(rest[0]).split())):
        first = text
    return _meant(text, options) or _meant(first, options)


def _meant(text: str, options: tuple[str, ...]) -> tuple[str, ...]:
    plain = _plain(text)
    meant = _words().get(plain, frozenset())
    return tuple(one for one in options if one in meant or one == plain)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted(HERE.glob(f"*/{_FILE}")):
        for option, words in word_lines(path):
            for word in words:
                found.setdefault(_plain(word), set()).add(option)
    return {word: frozenset(options) for word, options in found.items()}


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()
