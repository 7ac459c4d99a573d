"""Unicode's normal forms in time that grows with the text, whatever stands in it.

Putting combining marks in order takes the square of their number, and nothing written has more
than a few on one letter. Unicode's own limit for such streams is thirty
(https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format); `letter.js` keeps the same one.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

MOST_MARKS = 30
_SHORT = 500


def normal(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """The text in a normal form; of a pile of marks the first thirty."""
    if len(text) > _SHORT:
        text = without_piles(text)
    return unicodedata.normalize(form, text)


def without_piles(text: str) -> str:
    """The text with at most thirty marks on a letter."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
