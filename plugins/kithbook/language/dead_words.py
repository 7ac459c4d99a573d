"""The words by which notes say that somebody has died: `deceased`, and those of any language."""

from __future__ import annotations

import re
from functools import cache

from kithbook.language.small_words import in_any_language
from kithbook.text.words import fold


def is_dead_word(text: str) -> bool:
    """Whether a whole text, such as the value of a status, says that somebody has died."""
    return _plain(text) in _phrases()


def may_tell_of_death(text: str) -> bool:
    """Whether such a word, or a cross, stands anywhere in a text."""
    return _signs().search(text) is not None


def _plain(text: str) -> str:
    spelt = fold(text.strip(" .,;:!#")).replace("-", " ").replace("_", " ")
    return spelt.replace(".", "")


@cache
def _phrases() -> frozenset[str]:
    return frozenset(map(_plain, in_any_language("dead")))


@cache
def _signs() -> re.Pattern[str]:
    words = {one.split("_")[-1] for one in in_any_language("dead")}
    lettered = {one.replace("e", "[e\u00e9]") for one in map(re.escape, words)}
    return re.compile(rf"[\u2020\u271d]|\b(?:{'|'.join(sorted(lettered))})\b", re.IGNORECASE)
