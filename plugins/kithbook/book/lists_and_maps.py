"""Lists of values, and maps with keys of the owner's choosing, read from YAML nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kithbook.book.cut_lists import report_cut, report_cut_key
from kithbook.book.keys_to_write import keys_in_items
from kithbook.book.meant_values import meant_days
from kithbook.book.reading import Reading
from kithbook.book.types import Date, FieldType, Json, OneOf, Text, is_empty
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_SET = re.compile(r"(\w+)\s*=\s*(\w+)")
_COMMAS = re.compile(r"\s*[,;]\s*")
_JOINT = re.compile(r"\s*[,&+/]\s*|\s+(?:and|und|et)\s+")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one type; a single value counts as a list of one unless not `single`.

    Where `sentences`, an item may be so long that a comma in brackets cuts it. Where `joined`, one
    text of two names, such as `Ada and Bo`, is read as these, and told.
    """

    of: FieldType
    single: bool = True
    sentences: bool = False
    joined: bool = False

    @property
    def words(self) -> str:
        """A list of the inner type."""
        return f"{self.of.words}, one or a list" if self.single else f"a list of {self.of.words}"

    def read(self, node: Node, reading: Reading) -> tuple[object, ...] | None:
        """The values that could be read; a bad one is reported and the others stay."""
        if isinstance(node, Items):
            nodes = node.nodes
        elif self.single:
            nodes = (node,)
        else:
            parts = _two_in(node) if self.joined and isinstance(node, Scalar) else ()
            texts = [part.text for part in parts] or [getattr(node, "text", "")]
            shown = f"[{', '.join(texts)}]" if any(texts) else "[a, b], or - lines"
            reading.report(node.start, "wrong-type", "A list was expected here", f"Write {shown}")
            if not parts:
                return None
            nodes = parts
        if self.sentences and isinstance(node, Items) and node.flow:
            report_cut(node, reading)
        values = (self.of.read(item, reading) for item in nodes if not is_empty(item))
        return tuple(value for value in values if value is not None)

    def json(self) -> Json:
        """An array, or the inner type alone when `single`."""
        many = {"type": "array", "items": self.of.json()}
        if not self.single:
            return many
        return {"if": {"type": "array"}, "then": many, "else": self.of.json()}


def _two_in(node: Scalar) -> tuple[Scalar, ...]:
    """The two texts of one that are joined by a word or a sign."""
    parts = [part.strip() for part in _JOINT.split(node.text)]
    if len(parts) != 2 or not all(parts):
        return ()
    return tuple(node._replace(text=part) for part in parts)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Keys of the owner's choosing, all with values of one type."""

    key: FieldType
    of: FieldType

    @property
    def words(self) -> str:
        """Keys and values."""
        return f"{self.key.words} → {self.of.words}"

    def read(self, node: Node, reading: Reading) -> tuple[tuple[object, object], ...] | None:
        """The pairs in the order of the file."""
        if not isinstance(node, Keys):
            hint = self._keys_for(node, reading.source)
            reading.report(node.start, "wrong-type", "Keys with values were expected here", hint)
            return None
        pairs = []
        for name, value in unique_pairs(node, reading):
            several, texts = isinstance(self.of, ListOf), isinstance(self.of, Text | ListOf)
            cut = texts and node.flow and is_empty(value)
            if cut and report_cut_key(node, name, reading, several=several):
                continue
            if is_empty(value) and not texts:
                message = f'"{name.text}" stands here without its value'
                hint = f"Write {name.text}: and behind it {self.of.words.replace('`', '')}"
                reading.report(name.start, "wrong-type", message, hint)
                continue
            read_key = self.key.read(name, reading)
            read_value = self.of.read(value, reading)
            if read_key is not None and read_value is not None:
                pairs.append((read_key, read_value))
        return tuple(pairs)

    def _keys_for(self, node: Node, source: Source) -> str:
        """What to write for a list of keys without values, or a value without its key."""
        nodes = node.nodes if isinstance(node, Items) else (node,)
        texts = [one.text for one in nodes if isinstance(one, Scalar) and not one.empty]
        if isinstance(self.of, OneOf) and texts and len(texts) == len(nodes):
            keys = [part for text in texts for part in _COMMAS.split(text.strip())]
            first, *others = self.of.options
            set_to = [one for key in keys if (one := _SET.fullmatch(key))]
            if len(set_to) == len(keys):
                return f"Write {{{', '.join(f'{one[1]}: {one[2]}' for one in set_to)}}}"
            said = ", ".join(f"{key}: {first}" for key in keys)
            return f"Write {{{said}}}, with {' or '.join(others)} where one is that"
        if isinstance(node, Scalar) and texts:
            days = meant_days(texts[0]) if isinstance(self.of, Date) else ()
            said = days[0] if len(days) == 1 else texts[0]
            return f"Write {{NAME: {said}}}, with whom or what it is of for NAME"
        shown = keys_in_items(node, source)
        return shown or "Write {key: value}, or key: value on indented lines below"

    def json(self) -> Json:
        """An object."""
        return {"type": "object", "additionalProperties": self.of.json()}


def unique_pairs(node: Keys, reading: Reading) -> Iterator[tuple[Scalar, Node]]:
    """The pairs of a mapping, each key once; a repeated one is reported and the first kept."""
    seen: dict[str, Scalar] = {}
    for name, value in node.pairs:
        if (first := seen.get(name.text)) is not None:
            line = reading.source.location(first.start).line
            reading.report(
                name.start,
                "duplicate-key",
                f'"{name.text}" stands here for the second time; the first is on line {line}',
                "Keep one of the two",
            )
            continue
        seen[name.text] = name
        yield name, value
