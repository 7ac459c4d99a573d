"""Whether a name that somebody writes under may be that of a person who is known.

Two people may have one mailbox: its address alone says which two, the name which of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kithbook.text.words import spellings

_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = 2


def may_be(written: str, known: Iterable[str]) -> bool:
    """Whether one of some names may be meant by what a sender writes; nothing says nothing.

    A part is enough, in any order, with initials or titles: `A. Byrne`, `Byrne, Ada`, `Ada`.
    """
    said = _rows(written)
    return not any(said) or any(
        _fits(one, other) for each in known for one in said for other in _rows(each)
    )


def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name, in each way in which it is spelt."""
    plain = name.partition("@")[0] if " " not in name.strip() else name
    return tuple(tuple(_WORD.findall(spelt.replace("'", ""))) for spelt in spellings(plain))


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words of one are in the other; middle initials may differ."""
    if not one or not other:
        return False
    long = [tuple(word for word in row if len(word) > 1) for row in (one, other)]
    pairs = [(one, other), (other, one)]
    if all(len(row) >= _WHOLE for row in long):
        pairs += [(long[0], long[1]), (long[1], long[0])]
    return any(all(any(_same(a, b) for b in wide) for a in narrow) for narrow, wide in pairs)


def _same(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other
