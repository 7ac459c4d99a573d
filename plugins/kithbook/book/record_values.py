"""The values that were read for the keys of a record, with their places in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

from kithbook.language.small_words import as_written
from kithbook.text.source import Node, Scalar
from kithbook.text.words import fold

T = TypeVar("T")
K = TypeVar("K")
_SHORT = 12


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

    @property
    def there(self) -> tuple[str, ...]:
        """The keys that stand in the file, also those whose value cannot be read."""
        return tuple(self._nodes)

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

    def once(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A key with its list, each text once however large its letters are; else nothing."""
        first = {fold(text): text for text in reversed(self.many(key, str))}
        texts = tuple(text for text in self.many(key, str) if first[fold(text)] is text)
        return {key: tuple(dict.fromkeys(texts))} if key in self._values else {}

    def pairs(self, key: str, left: type[T], kind: type[K]) -> tuple[tuple[T, K], ...]:
        """The pairs of a map with keys and values of two kinds."""
        found = self.many(key, tuple)
        return tuple(
            (name, value)
            for name, value in found
            if isinstance(name, left) and isinstance(value, kind)
        )


def says_nothing(node: Node) -> bool:
    """Whether a word such as `None` or `n/a` stands where a value could."""
    if not (isinstance(node, Scalar) and 0 < len(node.text) < _SHORT and node.plain):
        return False
    word = node.text.lower()
    return word != "null" and word in as_written("nobody")
