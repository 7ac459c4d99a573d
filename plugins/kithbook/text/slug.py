"""Ids and file names made from what people are called: letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)
_TAKEN_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
_LONGEST = 60


def slug(name: str) -> str:
    """An id made from a name: its letters and digits in lower case, with hyphens between."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]|_", "-", unicodedata.normalize("NFC", kept.replace("'", "")))
    short = "-".join(part for part in words.split("-") if part)[:_LONGEST].strip("-")
    return f"{short}-1" if _TAKEN_BY_WINDOWS.fullmatch(short) or short == "readme" else short


def free_name(first: str, taken: Callable[[str], bool]) -> str:
    """A name for a file, with a number where it is taken."""
    numbered = (f"{first}-{number}" if number > 1 else first for number in range(1, 10_000))
    return next(one for one in numbered if not taken(one))
