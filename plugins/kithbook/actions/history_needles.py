"""A quick look whether a version of a file may hold anything of somebody, before it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.actions.former_words import FormerWords

_BETWEEN_DIGITS = bytes(range(128, 256)) + b" ()./-\t\r\n\0"
_PLAIN = re.compile(r"[a-z0-9@._-]+")
_LEAST = 2
_STRETCH = 120
"""How far apart the pieces of one word may stand, as in the cells of a row."""


@dataclass(frozen=True, slots=True)
class Needles:
    """Pieces of somebody's words, in small letters, those of one word together, and their numbers.

    What has no word with all its pieces holds nothing of theirs; what has one may all the same be
    of somebody else.
    """

    words: tuple[tuple[bytes, ...], ...]
    numbers: tuple[bytes, ...] = ()

    def in_version(self, raw: bytes) -> bool:
        """Whether a version may hold something of theirs, also where a letter is two bytes."""
        return self._in_bytes(raw) or (b"\0" in raw and self._in_bytes(raw.replace(b"\0", b"")))

    def in_text(self, text: str) -> bool:
        """Whether a text may."""
        return self._in_bytes(text.encode("utf-8", "replace"))

    def _in_bytes(self, raw: bytes) -> bool:
        low = raw.lower()
        if any(_near(low, *pieces) for pieces in self.words):
            return True
        digits = raw.translate(None, _BETWEEN_DIGITS) if self.numbers else b""
        return any(number in digits for number in self.numbers)


NOTHING = Needles(())


def _near(low: bytes, first: bytes, *others: bytes) -> bool:
    """Whether all pieces of a word stand within a short stretch."""
    at = low.find(first)
    if not others:
        return at >= 0
    while at >= 0:
        stretch = low[max(0, at - _STRETCH) : at + _STRETCH]
        if all(piece in stretch for piece in others):
            return True
        at = low.find(first, at + 1)
    return False


def needles_of(former: FormerWords, also: Iterable[str] = ()) -> Needles:
    """The pieces of all that tells of somebody; of single words only where a rule has them."""
    traces = former.traces
    numbers = (one[-10:] if len(one) > 10 else one.lstrip("0") for one in traces.numbers)
    words = (*traces.sure, *traces.ids, *former.linked, *also)
    return Needles(_of_words(words), tuple(one.encode() for one in numbers))


def single_needles(words: Iterable[str]) -> Needles:
    """The pieces of some single words."""
    return Needles(_of_words(words))


def _of_words(words: Iterable[str]) -> tuple[tuple[bytes, ...], ...]:
    return tuple(dict.fromkeys(way for word in words for way in _ways_to_write(word)))


def _ways_to_write(word: str) -> Iterator[tuple[bytes, ...]]:
    """The plain pieces of a word, which any writing of it has; else its letters."""
    pieces = tuple(sorted(_PLAIN.findall(_without_others(word)), key=len, reverse=True))
    if pieces and len(pieces[0]) >= _LEAST:
        yield tuple(one.encode() for one in pieces if len(one) >= _LEAST)
        return
    for form in ("NFC", "NFD"):
        for case in (word, word.lower(), word.upper()):
            yield (unicodedata.normalize(form, case).split(" ")[0].encode().lower(),)


def _without_others(word: str) -> str:
    """A word in small letters with a blank for each letter that may be several bytes."""
    plain = unicodedata.normalize("NFC", word.lower())
    return "".join(one if one.isascii() else " " for one in plain)
