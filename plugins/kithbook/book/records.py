"""Lists, maps and records of values: keys with their types, read from YAML nodes.

A record is the one description of its keys: the parser, the findings, JSON Schema for editors
and the reference page all come from it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, overload

from kithbook.book.model import Phrase
from kithbook.book.reading import Reading
from kithbook.book.scalars import as_json
from kithbook.book.types import Date, FieldType, Json, Text, is_empty
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location
from kithbook.text.source import Items, Keys, Node, Scalar, Source, compose
from kithbook.text.words import did_you_mean

# What stands between ends of lines, doubled quotes, whole escapes and runs of spaces.
_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_AS_WRITTEN = re.compile(rf"''|{_ESCAPE}|((?:(?!''|\\|\s\s)[^\n\r\t])+)")

_NEARLY = 0.8

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one type; a single value counts as a list of one unless not `single`."""

    of: FieldType
    single: bool = True

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
            shown = f"[{node.text}]" if isinstance(node, Scalar) else "[a, b], or - lines"
            reading.report(node.start, "wrong-type", "A list was expected here", f"Write {shown}")
            return None
        values = (self.of.read(item, reading) for item in nodes if not is_empty(item))
        return tuple(value for value in values if value is not None)

    def json(self) -> Json:
        """An array, or the inner type alone when `single`."""
        many = {"type": "array", "items": self.of.json()}
        if not self.single:
            return many
        return {"if": {"type": "array"}, "then": many, "else": self.of.json()}


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
            reading.report(node.start, "wrong-type", "Keys with values were expected here")
            return None
        pairs = []
        for name, value in unique_pairs(node, reading):
            read_key = self.key.read(name, reading)
            read_value = self.of.read(value, reading)
            if read_key is not None and read_value is not None:
                pairs.append((read_key, read_value))
        return tuple(pairs)

    def json(self) -> Json:
        """An object."""
        return {"type": "object", "additionalProperties": self.of.json()}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its type, what it is for, and an example as it stands in a file."""

    key: str
    type: FieldType
    about: str
    example: str = ""
    required: bool = False

    def json(self) -> Json:
        """The key's type with what it is for, and the example as an editor reads it."""
        examples = {"examples": [as_json(self.written())]} if self.example else {}
        return {"description": self.about, **examples, **self.type.json()}

    def written(self) -> Node:
        """The node of the example, as if it stood in a file; raises ValueError when none does."""
        source = Source(f"the example of {self.key}", f"{self.key}: {self.example}")
        keys, problems = compose(source, 0, len(source.text))
        if keys is None or problems:
            raise ValueError(f"{source.path} cannot be read: {self.example}")
        return keys.pairs[0][1]


class Values(Mapping[str, object]):
    """The values read for the keys of a record, with the places of the keys that stood there."""

    def __init__(self, values: Mapping[str, object], nodes: Mapping[str, Node], start: int) -> None:
        """Takes what was read, the nodes it was read from, and where the record begins."""
        self._values, self._nodes, self.start = values, nodes, start

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def offset(self, key: str) -> int:
        """Where the value of a key begins in the file, or the record when the key is not there."""
        node = self._nodes.get(key)
        return node.start if node is not None else self.start

    def node(self, key: str) -> Node | None:
        """The node of a key as it stands in the file."""
        return self._nodes.get(key)

    def text(self, key: str) -> str:
        """A text, empty when there is none."""
        value = self._values.get(key)
        return value if isinstance(value, str) else ""

    @overload
    def one(self, key: str, kind: type[T]) -> T | None: ...
    @overload
    def one(self, key: str, kind: type[T], default: T) -> T: ...
    def one(self, key: str, kind: type[T], default: T | None = None) -> T | None:
        """A value of a kind, or the default."""
        value = self._values.get(key)
        return value if isinstance(value, kind) else default

    def many(self, key: str, kind: type[T]) -> tuple[T, ...]:
        """A list of values of a kind, empty when there is none."""
        value = self._values.get(key)
        items = value if isinstance(value, tuple) else ()
        return tuple(item for item in items if isinstance(item, kind))

    def pairs(self, key: str, left: type[T], kind: type[K]) -> tuple[tuple[T, K], ...]:
        """The pairs of a map with keys and values of two kinds."""
        found = self.many(key, tuple)
        return tuple(
            (name, value)
            for name, value in found
            if isinstance(name, left) and isinstance(value, kind)
        )


@dataclass(frozen=True, slots=True)
class Record:
    """A set of known keys; unknown ones are reported and kept, `x_` keys are the owner's own.

    Without `own_keys` these are unknown as well. With `others` any key may stand, read as that,
    but for one that is nearly a known one. `alone` says for which key a single text stands, where
    it matches a pattern.
    """

    name: str
    fields: tuple[Key, ...]
    switches: tuple[str, ...] = ()
    own_keys: bool = True
    others: FieldType | None = None
    alone: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """The keys it takes."""
        return "keys " + ", ".join(f"`{field.key}`" for field in self.fields)

    def read(self, node: Node, reading: Reading) -> Values | None:
        """The values of all keys that could be read."""
        if isinstance(node, Keys):
            return self.read_keys(node, reading)
        text = node.text.strip() if isinstance(node, Scalar) else ""
        meant = next((key for key, shape in self.alone if re.fullmatch(shape, text)), "")
        if text and meant:
            return self._read_alone(meant, node, reading)
        keys = ", ".join(field.key for field in self.fields[:3])
        message = f"Keys ({keys} …) with values were expected here"
        hint = f"Write it with its key, such as {{{self.fields[1].key}: {text}}}" if text else ""
        reading.report(node.start, "wrong-type", message, hint)
        return None

    def _read_alone(self, key: str, node: Node, reading: Reading) -> Values:
        """What a single text says, as if it stood under its key."""
        field = next(field for field in self.fields if field.key == key)
        value = field.type.read(node, reading)
        values = {} if value is None else {key: value}
        self._report_missing(node, {key: node}, values, reading)
        return Values(values, {key: node}, node.start)

    def read_keys(self, node: Keys, reading: Reading) -> Values:
        """The values of all keys of a mapping that could be read."""
        known = {field.key: field for field in self.fields}
        values: dict[str, object] = {}
        nodes: dict[str, Node] = {}
        for name, value in unique_pairs(node, reading):
            field = known.get(name.text) or self._other(name.text, known)
            if field is None:
                self._report_unknown(name, value, reading, known)
                continue
            nodes[name.text] = value
            if not is_empty(value) and (got := field.type.read(value, reading)) is not None:
                values[name.text] = got
        self._report_missing(node, nodes, values, reading)
        return Values(values, nodes, node.start)

    def _other(self, word: str, known: Mapping[str, Key]) -> Key | None:
        own = not word.startswith("x_") and word.isidentifier()
        if self.others is None or not own or difflib.get_close_matches(word, known, cutoff=_NEARLY):
            return None
        return Key(word, self.others, "")

    def _report_missing(
        self, node: Node, nodes: Mapping[str, Node], values: Mapping[str, object], reading: Reading
    ) -> None:
        for field in self.fields:
            if field.required and field.key not in values:
                at = nodes[field.key].start if field.key in nodes else node.start
                if field.key not in nodes or is_empty(nodes[field.key]):
                    reading.report(
                        at,
                        "missing-key",
                        f'"{field.key}" is needed and not there',
                        f"Add {field.key}: {field.example}".rstrip(),
                    )

    def _report_unknown(
        self, name: Scalar, value: Node, reading: Reading, known: Mapping[str, Key]
    ) -> None:
        if name.text.startswith("x_") and self.own_keys:
            return
        if is_empty(value) and " " in name.text:
            reading.report(
                name.start,
                "unknown-key",
                f'"{name.text}" was cut off from the text before it by a comma',
                "Put that whole text in quotes",
            )
            return
        if name.text.lower() in self.switches:
            reading.report(
                name.start,
                "no-such-switch",
                f'"{name.text}" switches nothing: everything in people/ is private',
                "Delete the key; only consent lets a public text out",
            )
            return
        if name.text == "<<":
            reading.report(name.start, "yaml-anchor", "YAML merge keys are not used in a book")
            return
        reading.report(
            name.start,
            "unknown-key",
            f'"{name.text}" is not a key of {self.name}; it is kept and not read',
            self._inside(name.text) or did_you_mean(name.text, known) or self._elsewhere(name.text),
        )

    def _elsewhere(self, word: str) -> str:
        if self.own_keys:
            return f"Begin it with x_ to make it your own: x_{word}"
        return "Keep what you want to remember of it in the notes; no key of your own stands here"

    def _inside(self, word: str) -> str:
        """Where a key belongs that stands one level too high, such as `email` for `reach`."""
        for outer in self.fields:
            inner = outer.type.fields if isinstance(outer.type, Record) else ()
            near = did_you_mean(word, (field.key for field in inner)) if len(word) > 2 else ""
            if near:
                key = near.split('"')[1]
                return f"Did you mean {outer.key}: {{{key}: …}}?"
        return ""

    def json(self) -> Json:
        """An object with a property a key."""
        schema: dict[str, object] = {
            "title": self.name,
            "type": "object",
            "properties": {field.key: field.json() for field in self.fields},
            **({"patternProperties": {"^x_": {}}} if self.own_keys else {}),
            "additionalProperties": self.others.json() if self.others else False,
        }
        if required := [field.key for field in self.fields if field.required]:
            schema["required"] = required
        if not self.alone:
            return schema
        known = {field.key: field for field in self.fields}
        single = [known[key].type.json() for key, _ in self.alone]
        return {"if": {"type": "object"}, "then": schema, "else": {"anyOf": single}}


@dataclass(frozen=True, slots=True)
class PhraseType:
    """Something a person needs, offers, knows or likes: a text, or keys."""

    words: str = "text, or keys `what`, `since`, `until`"

    def read(self, node: Node, reading: Reading) -> Phrase | None:
        """The phrase with its place."""
        if isinstance(node, Scalar):
            return phrase_of(node, reading.source)
        values = PHRASE.read(node, reading)
        what = values.node("what") if values else None
        if values is None or not isinstance(what, Scalar) or not values.text("what"):
            return None
        since, until = values.one("since", PartialDate), values.one("until", PartialDate)
        return phrase_of(what, reading.source, since, until)

    def json(self) -> Json:
        """A scalar or an object."""
        return {"anyOf": [{"type": ["string", "number"]}, PHRASE.json()]}


PHRASE = Record(
    "this item",
    (
        Key("what", Text(), "What it is, in one line.", "a fractional CFO", required=True),
        Key("since", Date(), "Since when.", "2026-09-01"),
        Key("until", Date(), "Until when it holds.", "2027-03"),
    ),
)


def phrase_of(
    node: Node | None,
    source: Source,
    since: PartialDate | None = None,
    until: PartialDate | None = None,
) -> Phrase | None:
    """A text with its place, and with its pieces where the file has it in other words."""
    text = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
    if not isinstance(node, Scalar) or not text:
        return None
    raw = source.text[node.start : node.end]
    same = text in (raw, raw[1:-1])
    pieces = () if same else tuple(_pieces(raw, node.start, text, source))
    return Phrase(text, source.location(node.start), since, until, pieces)


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
