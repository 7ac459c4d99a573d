"""The log of a `.yml` file: a list of lines, or one text with a line for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kithbook.book.log_keys import line_of_keys, line_of_pair
from kithbook.book.log_lines import BULLET, ListItem, items
from kithbook.book.reading import Reading
from kithbook.book.scalars import quoted
from kithbook.book.types import Json, Text
from kithbook.book.written_days import read_day
from kithbook.text.open_fence import OpenFence
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_LETTER = re.compile(r"[^\r\n]")
_HINT = "Write them as - lines"


@dataclass(frozen=True, slots=True)
class LogLines:
    """Lines of a log; one that holds a colon and no quotes is keys to YAML, and a line here."""

    words: str = "lines, as a list or as one text"

    def read(self, node: Node, reading: Reading) -> tuple[str, ...] | None:
        """The lines; what is none is reported, and the others stay."""
        if isinstance(node, Keys):
            for pair in node.pairs:
                line = line_of_pair(pair)
                hint = f"Write - {quoted(line)}" if line else _HINT
                reading.report(pair[0].start, "wrong-type", "Lines were expected here", hint)
            return None
        nodes = node.nodes if isinstance(node, Items) else (node,)
        return tuple(text for one in nodes if (text := _line_in(one, reading)))

    def json(self) -> Json:
        """An array of texts, or a text."""
        line = Text().json()
        return {"if": {"type": "array"}, "then": {"type": "array", "items": line}, "else": line}


def _line_in(node: Node, reading: Reading) -> str:
    """The text of a line; keys that say what a line does are told with that line."""
    if raw := raw_line(node, reading.source):
        return raw
    if isinstance(node, Keys) and (said := line_of_keys(node)):
        message = "An entry is one line, and keys stand here"
        reading.report(node.start, "almost-entry", message, f"Write - {quoted(said)}")
        return ""
    return Text(long=True).read(node, reading) or ""


def raw_line(node: Node, source: Source) -> str:
    """The text of a line without quotes that YAML takes for a key with a value; else nothing."""
    if not isinstance(node, Keys) or len(node.pairs) != 1:
        return ""
    name, value = node.pairs[0]
    text = source.text[node.start : value.end].rstrip()
    good = name.plain and isinstance(value, Scalar) and not node.flow and "\n" not in text
    return text if good and (text[:1].isdigit() or read_day(text) is not None) else ""


def is_block(node: Node | None, source: Source) -> bool:
    """Whether a value is a text of several lines, begun by `|` or `>`."""
    return isinstance(node, Scalar) and not node.plain and source.text[node.start] in "|>"


def block_notes(source: Source, keys: Keys) -> tuple[Source, int | None]:
    """A file with its notes alone, each letter in its place, and where they begin.

    None where the notes are no text of several lines.
    """
    node = keys.get("notes")
    if not isinstance(node, Scalar) or not is_block(node, source):
        return source, None
    start = next((at for at, _ in _raw(node, source)), node.end)
    before = _LETTER.sub(" ", source.text[:start])
    return Source(source.path, before + source.text[start : node.end]), start


def block_lines(node: Node | None, source: Source) -> tuple[tuple[tuple[int, str], ...], int]:
    """The lines of a text of several lines without their indentation, and how deep that is."""
    if not isinstance(node, Scalar) or not is_block(node, source):
        return (), 0
    deep = block_indent(node, source) or 0
    return tuple(_block(node, source, deep)), deep


def log_lines(node: Node | None, source: Source) -> tuple[tuple[ListItem, ...], int | None]:
    """The lines of a log, and where a fence in it begins that is never closed."""
    if isinstance(node, Scalar) and is_block(node, source):
        fence = OpenFence()
        deep = block_indent(node, source) or 0
        lines = fence.outside(_block(node, source, deep))
        return tuple(items(lines, source.text, margin=deep)), fence.at
    nodes = node.nodes if isinstance(node, Items) else (node,) if node else ()
    return tuple(line for one in nodes if (line := line_of(one, source))), None


def line_of(node: Node, source: Source) -> ListItem | None:
    """A line in a list, with a dash of its own or without."""
    if raw := raw_line(node, source):
        return ListItem(node.start, raw, bullet=True)
    if not isinstance(node, Scalar) or node.empty:
        return None
    text = node.text.strip()
    dash = BULLET.match(text)
    at = dash.end() if dash else 0
    return ListItem(node.start + (not node.plain) + at, text[at:], bullet=True)


def block_indent(node: Scalar, source: Source) -> int | None:
    """How deep the lines of a text of several lines stand; None where it has none."""
    lines = [text for _, text in _raw(node, source) if text.strip()]
    return min((len(text) - len(text.lstrip(" ")) for text in lines), default=None)


def _block(node: Scalar, source: Source, deep: int) -> Iterator[tuple[int, str]]:
    for at, text in _raw(node, source):
        yield (at + deep, text[deep:]) if text.strip() else (at, "")


def _raw(node: Scalar, source: Source) -> Iterator[tuple[int, str]]:
    lines = Source(source.path, source.text[: node.end]).lines(node.start)
    next(lines, None)
    return lines
