"""Ties as people write them in one text, `sister of Bo` or `Bo (brother)`: the tie to write."""

from __future__ import annotations

import re

from kithbook.book import other_keys
from kithbook.text.name_links import bare_name
from kithbook.text.source import Keys, Scalar
from kithbook.text.words import fold

_NAME = r"(?P<name>[^\W\d_][^,:;()\n]{0,60}?)"
_OF = re.compile(rf"(?P<kind>[\w -]{{2,40}}?)\s+(?:of|to|von|de)\s+{_NAME}", re.IGNORECASE)
_WAYS = (
    re.compile(rf"{_NAME}\s*[(,\u2013\u2014-]\s*(?P<kind>[^\W\d_][\w '-]{{1,40}}?)\)?"),
    re.compile(rf"(?P<kind>[^\W\d_][\w '-]{{1,40}}?)\s*:\s*{_NAME}"),
)
_WHOSE = re.compile(rf"{_NAME}['\u2019]s?\s+(?P<kind>[^\W\d_][\w -]{{1,40}})")
# What each of two is to the other, so that it does not matter who is meant.
_MUTUAL = frozenset((
    "friend", "colleague", "cousin", "spouse", "partner", "neighbour", "neighbor", "sibling",
    "twin", "flatmate", "roommate", "classmate", "schoolmate",
))  # fmt: skip
_OPEN = "\u2026"


def tie_hint(text: str) -> str:
    """The tie to write for a text that names somebody and what they are; empty where it does not.

    Who says `sister of Bo` tells what the person is to Bo, and not what Bo is to them.
    """
    for way in _WAYS:
        found = way.fullmatch(text)
        if found and (is_tie(found["kind"]) or _in_small_letters(found)):
            return f"Write {_tie(found['name'], found['kind'])}"
    found = _OF.fullmatch(text) or _WHOSE.fullmatch(text)
    if found is None or not (is_tie(found["kind"]) or " of " in text):
        return ""
    if fold(found["kind"]).split()[-1:] and fold(found["kind"]).split()[-1] in _MUTUAL:
        return f"Write {_tie(found['name'], found['kind'])}"
    said = bare_name(found["name"])
    return f"Write {_tie(said, _OPEN)}, with what {said} is to them"


def _in_small_letters(found: re.Match[str]) -> bool:
    """Whether a word in brackets behind a name is none that a place or a firm is called by."""
    return found.group().endswith(")") and found["kind"][:1].islower() and "(" in found.group()


def ties_of_keys(node: Keys) -> str:
    """The ties to write for keys that are kinds of tie, as in `ties: {sister: Bo Chen}`."""
    pairs = [
        _tie(value.text, name.text)
        for name, value in node.pairs
        if isinstance(value, Scalar) and is_tie(name.text)
    ]
    return f"Write ties: [{', '.join(pairs)}]" if pairs else ""


def is_tie(word: str) -> bool:
    """Whether a word, or the last of several, is what somebody is to somebody."""
    last = fold(word).split()[-1:]
    known = any(
        other_keys.ours("a person", one).startswith("ties.") for one in (word, *last) if one
    )
    return known or bool(set(last) & _MUTUAL)


def _tie(name: str, kind: str) -> str:
    return f"{{to: {bare_name(name)}, kind: {kind}}}"
