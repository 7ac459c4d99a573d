"""Phrases: what a person needs, offers, knows or likes, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.book.cut_lists import report_cut_key
from kithbook.book.model import Phrase
from kithbook.book.reading import Reading
from kithbook.book.records import Key, Record
from kithbook.book.types import Date, Json, Text, is_empty
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.yaml_slips import quotes

# What stands between ends of lines, doubled quotes, whole escapes and runs of spaces.
_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_AS_WRITTEN = re.compile(rf"''|{_ESCAPE}|((?:(?!''|\\|\s\s)[^\n\r\t])+)")


@dataclass(frozen=True, slots=True)
class PhraseType:
    """Something a person needs, offers, knows or likes: a text, or keys."""

    words: str = "text, or keys `what`, `since`, `until`, `request`"

    def read(self, node: Node, reading: Reading) -> Phrase | None:
        """The phrase with its place."""
        if isinstance(node, Scalar):
            return phrase_of(node, reading.source)
        if said := _with_colon(node, reading.source):
            message = f'The colon with a space makes a key of "{said.partition(":")[0]}"'
            reading.report(node.start, "wrong-type", message, f"Write - {quotes(said)}")
            return None
        if isinstance(node, Keys) and node.flow and all(is_empty(one) for _, one in node.pairs):
            for name, _ in node.pairs:
                report_cut_key(node, name, reading)
            return None
        values = PHRASE.read(node, reading)
        what = values.node("what") if values else None
        if values is None or not isinstance(what, Scalar) or not values.text("what"):
            return None
        since, until = values.one("since", PartialDate), values.one("until", PartialDate)
        return phrase_of(what, reading.source, since, until, values.text("request"))

    def json(self) -> Json:
        """A scalar or an object."""
        return {"anyOf": [{"type": ["string", "number"]}, PHRASE.json()]}


def _with_colon(node: Node, source: Source) -> str:
    """The text of one line that a colon within makes a key of several words; else nothing."""
    if not isinstance(node, Keys) or node.flow or len(node.pairs) != 1:
        return ""
    name, value = node.pairs[0]
    said = source.text[node.start : value.end].strip()
    good = name.plain and " " in name.text and isinstance(value, Scalar) and "\n" not in said
    return said if good and name.text[:1] not in "\"'" else ""


PHRASE = Record(
    "this item",
    (
        Key("what", Text(), "What it is, in one line.", "a fractional CFO", required=True),
        Key("since", Date(), "Since when.", "2026-09-01"),
        Key("until", Date(), "Until when it holds.", "2027-03"),
        Key("request", Text(), "The request whose words these are.", "2026-11-21-zoe-muller"),
    ),
)


def phrase_of(
    node: Node | None,
    source: Source,
    since: PartialDate | None = None,
    until: PartialDate | None = None,
    request: str = "",
) -> Phrase | None:
    """A text with its place, and with its pieces where the file has it in other words."""
    text = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
    if not isinstance(node, Scalar) or not text:
        return None
    raw = source.text[node.start : node.end]
    same = text in (raw, raw[1:-1])
    pieces = () if same else tuple(_pieces(raw, node.start, text, source))
    return Phrase(text, source.location(node.start), since, until, pieces, request)


def phrases_of(
    nodes: Iterable[tuple[str, Node | None]], source: Source
) -> tuple[tuple[str, Phrase], ...]:
    """The texts under some keys with their places; a list gives several."""
    return tuple(
        (key, phrase)
        for key, node in nodes
        for each in (node.nodes if isinstance(node, Items) else (node,))
        if (phrase := phrase_of(each, source))
    )


def _pieces(raw: str, start: int, text: str, source: Source) -> Iterator[tuple[str, Location]]:
    for found in _AS_WRITTEN.finditer(raw):
        piece = (found[1] or "").strip("'\" ")
        if piece in text and any(letter.isalnum() for letter in piece):
            yield piece, source.location(start + found.start() + found[0].index(piece))
