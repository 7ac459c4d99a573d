"""The words of entries: the kind that stands at a place, names in a row, and what joins them."""

from __future__ import annotations

import re

from kithbook.book.model import Settings
from kithbook.text.name_links import ONE_LINK

NAMES = rf"{ONE_LINK}(?:\s*(?:,|&|(?:and|und|et)\b)(?:\s*and\b)?\s*{ONE_LINK})*"
_WITH = {"with": "w/ mit avec bei chez con med com", "to": "an à", "from": "von de"}
_ENGLISH = {word: english for english, words in _WITH.items() for word in words.split()}
JOINTS = rf"(?:{'|'.join((*_WITH, *_ENGLISH))})\s+"
_KIND = re.compile(r"[*_]{0,3}#?(?P<two>(?P<one>[^\W\d_][\w'\u2019-]*)(?:[ ](?P<next>[^\W\d_]+))?)")
_PICTURE = re.compile(
    r"(?P<whole>(?P<sign>[^\w\s:.,;()\[\]{}\u2010-\u2027\u2190-\u21ff])\ufe0f?)\s*"
)
BOX = re.compile(r"\[(?P<box>[ xX])\]\s+")
BETWEEN = re.compile(r"\s*[&+]\s*|\s+(?:and|und|et)\s+")
OWED_TO_ME = re.compile(
    r"(?:\S+\s+){0,4}?(?:owes?\s+(?:me|us)|schuldet\s+(?:mir|uns)|(?:me|nous)\s+doit)\b",
    re.IGNORECASE,
)
"""Words by which the other one owes the owner, which is no promise of theirs."""


def kind_at(text: str, at: int, settings: Settings) -> tuple[str | None, int]:
    """The kind of entry that the words at a place stand for, and where they end."""
    found = _KIND.match(text, at)
    if found is None:
        return _drawn(text, at, settings)
    if found["next"] and (kind := settings.kind_of(found["two"])):
        return kind, found.end("two")
    return settings.kind_of(found["one"]), found.end("one")


def _drawn(text: str, at: int, settings: Settings) -> tuple[str | None, int]:
    """The kind that a small picture stands for, or the word behind it."""
    found = None if text[at : at + 1].isascii() else _PICTURE.match(text, at)
    if found is None:
        return None, at
    kind, end = kind_at(text, past, settings) if (past := found.end()) < len(text) else (None, at)
    return (kind, end) if kind else (settings.kind_of(found["sign"]), found.end("whole"))


def in_english(joint: str) -> str:
    """The word between a kind and its names as the format writes it: `with` for `mit` or `w/`."""
    return _ENGLISH.get(joint, joint)


def unbarred(text: str) -> str:
    """A text of a table without the backslash that a bar in it has there."""
    return text.replace("\\|", "|")
