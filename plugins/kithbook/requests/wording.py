"""Strangers' text made fit to keep: visible, capped in length, and in one form to compare."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from kithbook.text.kept import MAX_FIELD, keep, keep_line
from kithbook.text.normal_forms import without_piles

__all__ = ["MAX_FIELD", "checksum", "decode", "digest", "keep", "keep_line", "plain", "same"]

_SPACES = re.compile(
    "[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)  # what the form's script takes for space
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)


def decode(raw: bytes, charset: str = "") -> str:
    """Bytes as text: as declared, unless they are UTF-8 that declares too little."""
    charset = charset.lower()
    if charset in ("", "us-ascii", "ascii", "unknown-8bit", "iso-8859-1", "latin-1"):
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            charset = "windows-1252"
    try:
        text = raw.decode(charset, "replace")
    except (LookupError, ValueError):
        text = raw.decode("utf-8", "replace")
    return text


def plain(text: str) -> str:
    """A text as the form's checksum sees it: NFKC, every stretch of space as one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", without_piles(text))).strip()


def checksum(answers: Iterable[tuple[str, str]]) -> str:
    """The eight digits with which the form ends a note."""
    said = "\n".join(f"{name}={plain(text)}" for name, text in answers)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:8]


def same(text: str) -> str:
    """A text for telling copies: without case, typography and breaks."""
    return plain(text.translate(_ALIKE)).casefold().translate(_ALIKE).replace(" ", "")


def digest(texts: Iterable[str]) -> str:
    """Twelve digits that two copies of the same words share."""
    joined = "\n".join(same(text) for text in texts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:12]
