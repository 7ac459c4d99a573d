"""Words compared the way a reader would, without case, accents and width, and put together."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from kithbook.text.normal_forms import normal


def fold(text: str) -> str:
    """The text without case, accents and doubled spaces, for comparing and never for showing."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = normal("NFKD", text.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split())


def one_form(text: str) -> str:
    """The text as it is compared word for word: single spaces, accents in one form."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "x"?` for the nearest known word, or an empty text when none is near."""
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    near = difflib.get_close_matches(fold(word), list(by_fold), n=1, cutoff=0.72)
    return f'Did you mean "{by_fold[near[0]]}"?' if near else ""


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words as a sentence lists them: `a, b or c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def full_stop(text: str) -> str:
    """The text as a sentence that has its end."""
    return text if text.endswith((".", "?")) else f"{text}."


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 person`, `34 people`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
