"""Lists written as one text: split where that is certain, else told with the list to write.

A need or an offer is a sentence, in which commas and semicolons may stand, and is left as it is.
"""

from __future__ import annotations

import re

from kithbook.book.reading import Reading
from kithbook.book.scalars import scalar_texts
from kithbook.text.source import Items, Keys, Scalar
from kithbook.text.words import fold

_BETWEEN = {
    "languages": re.compile(
        r"\s*[,;/&\n]\s*|\s+(?:and|und|et)\s+|(?<=^[a-z]{2})\s+(?=[a-z]{2}\b)|(?<=\s[a-z]{2})\s+(?=[a-z]{2}\b)"
    ),
    "aliases": re.compile(r"\s*[;\n]\s*"),
    "interests": re.compile(r"\s*[;\n]\s*"),
    "knows": re.compile(r"\s*[;\n]\s*"),
}
_FEW_WORDS = 2
_ANY = re.compile(r"\s*[,;\n]\s*")


def is_several(key: str, text: str) -> bool:
    """Whether a text under a key is beyond doubt a list of short values."""
    return bool(split_in(key, text)[1:])


def split_in(key: str, text: str) -> list[str]:
    """The values of a text; the text alone where it may be one."""
    between = _BETWEEN.get(key)
    if between is None or (key == "aliases" and "," in text):
        return [text]
    return [part for part in between.split(text.strip()) if part]


def report_one_text(keys: Keys, name: str, reading: Reading) -> None:
    """Tells of other names that stand as one, unless it is the name with its surname first."""
    _report_likings(keys, reading)
    node = keys.get("aliases")
    joined = isinstance(node, Items) and node.nodes and node.nodes[0].start == node.start
    if joined and isinstance(node, Items):
        node = node.nodes[0]  # the text beside which another key's names were put
    if not isinstance(node, Scalar) or "," not in node.text:
        return
    parts = [part.strip("'\"") for part in _ANY.split(node.text.strip()) if part]
    turned = len(parts) == 2 and set(fold(" ".join(parts)).split()) <= set(fold(name).split())
    if len(parts) > 1 and not turned:
        whole = " ".join(node.text.split())
        shown, one = (", ".join(map(_in_list, texts)) for texts in (parts, [whole]))
        message = f"This is one name to the book, {whole}, and may be {len(parts)}"
        hint = f"Write aliases: [{shown}], or aliases: [{one}] if it is one"
        reading.report(node.start, "one-text", message, hint)


def _report_likings(keys: Keys, reading: Reading) -> None:
    """Tells of likings that stand as one text, where each is a word or two."""
    for key in ("interests", "knows"):
        node = keys.get(key)
        if not isinstance(node, Scalar) or "," not in node.text or "\n" in node.text:
            continue
        parts = [part for part in _ANY.split(node.text.strip()) if part]
        if len(parts) > 1 and all(len(part.split()) <= _FEW_WORDS for part in parts):
            message = f"This is one to the book, {node.text.strip()}, and may be {len(parts)}"
            shown = ", ".join(map(_in_list, parts))
            reading.report(node.start, "one-text", message, f"Write {key}: [{shown}]")


def _in_list(text: str) -> str:
    return next(scalar_texts(text, flow=True))
