"""Which sort of source somebody names who says how they found the owner, in any language.

The words are `found.txt` of each folder; what a list is for stands at the head of the English one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Literal, get_args

from kithbook.language.small_words import HERE, word_lines
from kithbook.text.words import fold, spellings

Source = Literal[
    "talk", "written", "aired", "page", "search", "shared", "somebody", "letters", "online"
]
SOURCES: tuple[Source, ...] = get_args(Source)
FILE = "found.txt"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 2000


def sources_in(answer: str) -> tuple[Source, ...]:
    """The sorts of source that an answer names, in their order; none where it says it otherwise.

    `online` is left out beside any other, for it says less than they do.
    """
    said = _spaced(fold(answer[:_LONGEST]))
    found = tuple(sort for sort in SOURCES if any(one in said for one in _phrases()[sort]))
    return found if found == ("online",) else tuple(one for one in found if one != "online")


@cache
def _phrases() -> Mapping[Source, frozenset[str]]:
    """What stands for a sort: words between blanks, without one where any letter may follow."""
    found: dict[str, set[str]] = {sort: set() for sort in SOURCES}
    for path in sorted(HERE.glob(f"*/{FILE}")):
        for sort, written in word_lines(path):
            found[sort].update(spelt for one in written for spelt in _spelt(one))
    return {sort: frozenset(found[sort]) for sort in SOURCES}


def _spelt(written: str) -> Iterator[str]:
    """A phrase of the file in each of the ways in which its words are spelt."""
    words = [word for word in written.strip("*").split("_") if word]
    for spelling in product(*(sorted(spellings(word)) for word in words)):
        spaced = _spaced(" ".join(spelling))
        yield spaced[written.startswith("*") : len(spaced) - written.endswith("*")]


def _spaced(folded: str) -> str:
    """The words between single blanks; apostrophes and hyphens part them as blanks do."""
    return " ".join(("", *_WORD.findall(folded), ""))
