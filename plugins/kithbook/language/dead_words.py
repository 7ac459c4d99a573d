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
    """Whether a text has what each line of a death has: a cross, or a part of such a word."""
    plain = text.lower().replace("\u00e9", "e")
    return any(map(plain.__contains__, _marks()))


@cache
def _marks() -> tuple[str, ...]:
    """The longest word of each phrase, as parts of a text, none of them a part of another."""
    longest = {max(one.split("_"), key=len) for one in in_any_language("dead")}
    parts = {one.lower().replace("\u00e9", "e") for one in longest}
    return ("\u2020", "\u271d", *(one for one in parts if not any(o in one for o in parts - {one})))


@cache
def lines_of_death() -> re.Pattern[str]:
    """The lines of a text that begin with such a word, or a cross; behind `he` or `has` too."""
    words = sorted((one.replace("_", " ") for one in in_any_language("dead")), reverse=True)
    ways = "|".join(re.escape(one).replace("e", "[e\u00e9]") for one in words)
    return re.compile(
        r"^[ \t]*(?:[-*+\u2022>][ \t]+)?[*_]{0,2}(?:[^\n\r]{0,40}[\u2020\u271d]"
        rf"|(?:[^\W\d_]{{2,5}} ){{0,2}}(?:{ways})\b)(?![^\n]*::)[^\n\r]*",
        re.IGNORECASE | re.MULTILINE,
    )


def _plain(text: str) -> str:
    spelt = fold(text.strip(" .,;:!#")).replace("-", " ").replace("_", " ")
    return spelt.replace(".", "")


@cache
def _phrases() -> frozenset[str]:
    return frozenset(map(_plain, in_any_language("dead")))
