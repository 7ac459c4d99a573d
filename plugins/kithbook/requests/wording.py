"""Strangers' text made fit to keep: visible, capped in length, and in one form to compare."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

MAX_FIELD = 20_000
"""Characters kept of one text; eleven of them still make a file that a book reads."""
MAX_LINE = 300
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000e0001\U0010fffe\U0010ffff]"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0020-\U000e007f]")
_MANY_BREAKS = re.compile(r"\n{3,}")
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


class Kept(NamedTuple):
    """A text as it is kept, and what had to be taken from it."""

    text: str
    cut: bool
    hidden: bool


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


def keep(text: str, most: int = MAX_FIELD) -> Kept:
    """A text of several lines without control characters and without turned writing."""
    cut = len(text) > most
    text = _LINE_END.sub("\n", text[:most])
    hidden = _TURNING.search(text) is not None
    text = _UNSEEN.sub("", _TURNING.sub("", _BLANK.sub(" ", text)))
    text = unicodedata.normalize("NFC", text)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return Kept(_MANY_BREAKS.sub("\n\n", lines).strip(), cut, hidden)


def keep_line(text: str, most: int = MAX_LINE) -> str:
    """A text as one line."""
    return " ".join(keep(text, most).text.split())


def plain(text: str) -> str:
    """A text as the form's checksum sees it: NFKC, every stretch of space as one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


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
