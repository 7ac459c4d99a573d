"""Ids and file names made from what people are called: letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kithbook.text.words import fold

_TAKEN_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
_LONGEST = 60


def slug(name: str) -> str:
    """An id made from a name: its letters and digits in lower case, with hyphens between."""
    words = re.sub(r"[^\w]|_", "-", unicodedata.normalize("NFC", fold(name).replace("'", "")))
    short = "-".join(part for part in words.split("-") if part)[:_LONGEST].strip("-")
    return f"{short}-1" if _TAKEN_BY_WINDOWS.fullmatch(short) or short == "readme" else short


def free_name(first: str, taken: Callable[[str], bool]) -> str:
    """A name for a file, with a number where it is taken."""
    numbered = (f"{first}-{number}" if number > 1 else first for number in range(1, 10_000))
    return next(one for one in numbered if not taken(one))
