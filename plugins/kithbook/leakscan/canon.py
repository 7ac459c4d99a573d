"""Text as the scan compares it: a row of plain words, whatever stands between and around them.

Case, accents, stroked letters, invisible characters, punctuation and line breaks all vanish, so
that `Ada  Byrne`, `ada-byrne` and `ADA%20BYRNE` are the same two words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kithbook.text.words import PLAIN

_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_FOREIGN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9]*+[^\x00-\x7f][^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]*"
)
# Soft hyphen, joiners, direction marks, fillers, selectors, tags, the stroke that stretches Arabic
# words, and the frames around digits: nobody sees them in a name.
_UNSEEN = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0x640, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810),
     *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0x20DD, 0x20E5),
     0x3164, 0xFEFF, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC),
     *range(0xE0000, 0xE1000))
)  # fmt: skip
_STROKES = str.maketrans(
    {**PLAIN,
     **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))}
)  # fmt: skip
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
# Scripts that put no space between words are compared letter by letter.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
                       "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])")  # fmt: skip


def words(text: str) -> list[str]:
    """The plain words of a text, in order."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(_FOREIGN.sub(lambda run: _folded(run[0]), text).lower())


@lru_cache(maxsize=1 << 16)
def _folded(run: str) -> str:
    """A run of letters that are not all ASCII, as plain ones."""
    plain = run.translate(_UNSEEN).casefold().translate(_STROKES)
    plain = unicodedata.normalize("NFKD", plain)
    kept = "".join([_figure(letter) for letter in plain if not unicodedata.combining(letter)])
    return _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", kept).casefold())


def _figure(letter: str) -> str:
    """A digit of any script as ours."""
    return str(int(letter)) if letter.isdecimal() else letter


def row(found: Iterable[str]) -> str:
    """Words as one text in which whole words can be looked for: ` ada byrne `."""
    return f" {' '.join(found)} "


def spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a name is commonly spelt: without accents, and with ue for ü."""
    plain = tuple(words(name))
    if name.isascii():
        return (plain,)
    spelt = tuple(words(unicodedata.normalize("NFC", name).translate(_SPELT_OUT)))
    return tuple(dict.fromkeys((plain, spelt)))


_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad]\s[\s>]*(?=[^\W\d_])")
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad")


def unbroken(text: str) -> str:
    """A text with the words whole that the end of a line parts.

    By a hyphen; or by folding, in a vCard or calendar (RFC 6350, 3.2).
    """
    if "BEGIN:V" in text[:2000]:
        text = _FOLDED_LINE.sub("", text)
    return _BROKEN.sub("", text) if any(sign in text for sign in _HYPHENS) else text
