"""Lists, maps and records of values: keys with their types, read from YAML nodes.

A record is the one description of its keys: the parser, the findings, JSON Schema for editors
and the reference page all come from it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar, overload

from kithbook.book import other_keys
from kithbook.book.cut_lists import report_cut
from kithbook.book.reading import Reading
from kithbook.book.scalars import as_json
from kithbook.book.types import FieldType, Json, is_empty
from kithbook.text.source import Items, Keys, Node, Scalar, Source, compose
from kithbook.text.words import did_you_mean, fold

_NEARLY = 0.8
_FEW_LETTERS = 5

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one type; a single value counts as a list of one unless not `single`.

    Where `sentences`, an item may be so long that a comma in brackets cuts it.
    """

    of: FieldType
    single: bool = True
    sentences: bool = False

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

    def has(self, inner: str) -> bool:
        """Whether a key may stand inside this one; of none, this one itself."""
        fields = self.type.fields if isinstance(self.type, Record) else ()
        return not inner or any(field.key == inner for field in fields) or self.takes(inner, "x")

    def takes(self, inner: str, raw: str) -> bool:
        """Whether a text can be read as a value of this key, or of a key inside it."""
        if raw == "…":
            return False
        text = f"{self.key}: {{{inner}: {raw}}}" if inner else f"{self.key}: {raw}"
        source = Source("what is proposed", text)
        keys, problems = compose(source, 0, len(text))
        reading = Reading(source)
        got = keys and not problems and self.type.read(keys.pairs[0][1], reading)
        return got is not None and got is not False and not reading.problems

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
                there = {key.text for key, _ in node.pairs}
                self._report_unknown(name, value, reading, known, there)
                continue
            nodes[name.text] = value
            if not is_empty(value) and (got := field.type.read(value, reading)) is not None:
                values[name.text] = got
        self._report_missing(node, nodes, values, reading)
        return Values(values, nodes, node.start)

    def _other(self, word: str, known: Mapping[str, Key]) -> Key | None:
        foreign = other_keys.ours(self.name, word)
        own = not word.startswith("x_") and word.isidentifier() and not foreign
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
                    example = reading.examples.get(field.key, field.example)
                    message = f'"{field.key}" is needed and not there'
                    hint = f"Add {field.key}: {example}".rstrip()
                    reading.report(at, "missing-key", message, hint)

    def _report_unknown(
        self,
        name: Scalar,
        value: Node,
        reading: Reading,
        known: Mapping[str, Key],
        there: set[str],
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
            self._ours(name.text, value, reading, known, there)
            or self._inside(name.text)
            or _slip(name.text, known)
            or self._elsewhere(name.text),
        )

    def _ours(
        self, word: str, value: Node, reading: Reading, known: Mapping[str, Key], there: set[str]
    ) -> str:
        """What a key of another program is here; its value with it where that can be read."""
        path = other_keys.ours(self.name, word)
        outer, _, inner = path.partition(".")
        if fold(word) in known or not path:
            return ""
        if outer == "ties":
            return f"Write {other_keys.as_tie(inner, value)}"
        if outer in ("log", "notes") and outer not in known:
            return other_keys.BELOW[outer]
        if outer not in known or not known[outer].has(inner):
            return self._elsewhere(word)
        raw = other_keys.shown(value, reading.source.text[value.start : value.end], path)
        ways = (raw, f"[{raw}]") if raw != "…" else ()
        raw = next((way for way in ways if known[outer].takes(inner, way)), "…")
        if outer in there:
            said = f", as {inner}: {raw}" if inner else ", or take it out"
            return f"Put it into {outer}, which is there{said}"
        return f"Write {outer}: {{{inner}: {raw}}}" if inner else f"Write {outer}: {raw}"

    def _elsewhere(self, word: str) -> str:
        if self.own_keys:
            return f"Begin it with x_ to make it your own: x_{word.replace(' ', '_')}"
        return "Keep what you want to remember of it in the notes; no key of your own stands here"

    def _inside(self, word: str) -> str:
        """Where a key belongs that stands one level too high, such as `email` for `reach`."""
        for outer in self.fields:
            inner = outer.type.fields if isinstance(outer.type, Record) else ()
            near = _slip(word, (field.key for field in inner)) if len(word) > 2 else ""
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


def _slip(word: str, known: Iterable[str]) -> str:
    """The known word that was meant, where this is a slip of the pen and no other word."""
    near = did_you_mean(word, known)
    found = near.split('"')[1] if near else ""
    said = fold(word)
    if not found or sorted(said) == sorted(found) or said in found:
        return near
    few = len(said) > _FEW_LETTERS or _one_apart(said, found)
    return near if said[:1] == found[:1] and few else ""


def _one_apart(one: str, other: str) -> bool:
    """Whether a single letter is missing, too many, or another."""
    short, long = sorted((one, other), key=len)
    same = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(one, other, strict=False)))
    return long[same + 1 :] == short[same + (len(short) == len(long)) :]


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
