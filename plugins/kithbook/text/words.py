"""Words compared the way a reader would, without case, accents, strokes and width; put together."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from kithbook.text.normal_forms import normal

PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe",
    "þ": "th", "ŋ": "n", "ĸ": "k",
}  # fmt: skip
"""Letters that Unicode does not take apart, as keyboards without them write them."""
_ALIKE = str.maketrans(
    PLAIN | dict.fromkeys("\u2018\u2019\u201b\u02b9\u02bb\u02bc\u2032", "'") | {"\u2010": "-"}
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def fold(text: str) -> str:
    """The text without case, accents, strokes and doubled spaces, for comparing, never showing."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = normal("NFKD", text.casefold().replace("\u00b4", "'"))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().translate(_ALIKE).split())


def spelt_out(text: str) -> str:
    """The text folded with ue for ü, as people write it who have no ü; empty where it has none."""
    if text.isascii():
        return ""
    small = unicodedata.normalize("NFC", text.lower())
    spelt = small.translate(_SPELT_OUT)
    return fold(spelt) if spelt != small else ""


def letter_spellings(letter: str) -> frozenset[str]:
    """A letter in both of Unicode's forms, without its accent, and with ue for ü; in its case."""
    written = {letter, *(unicodedata.normalize(form, letter) for form in ("NFC", "NFD"))}
    plain = {fold(letter), spelt_out(letter)} - {""} if letter.isalpha() else set[str]()
    if letter.isupper():
        plain = {way for one in plain for way in (one.upper(), one.capitalize())}
    return frozenset(written | plain)


def run_together(name: str) -> str:
    """A name folded without its apostrophes, `oneil` for O'Neil; empty where it has none."""
    if name.isascii() and "'" not in name:
        return ""
    plain = fold(name)
    joined = _APOSTROPHE.sub("", plain)
    return joined if joined != plain else ""


def spellings(name: str) -> frozenset[str]:
    """A name folded, in each way in which it is commonly spelt."""
    return frozenset(filter(None, (fold(name), spelt_out(name))))


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


def unquoted(text: str) -> str:
    """A text without the typographic quotation marks that stand around the whole of it."""
    pairs = {
        "\u201c": "\u201d",
        "\u201e": "\u201c\u201d",
        "\u2018": "\u2019",
        "\u201a": "\u2018\u2019",
    }
    inner = text[1:-1]
    if len(text) < 3 or text[-1] not in pairs.get(text[0], "") or text[0] in inner:
        return text
    return inner.strip()
