"""Records of a book with a word of its own in every text, found by walking their fields."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeVar

from kithbook.book.kept_records import names_of_fields
from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Location

T = TypeVar("T")
DAY = PartialDate(2026, 11, 1)
_WORD = re.compile(r"canary\d+kept")
_PLAIN: Mapping[object, object] = {
    int: 3,
    bool: True,
    date: date(2026, 11, 1),
    PartialDate: DAY,
    Span: Span(2, "weeks"),
    Location: Location("people/x.md"),
}


def hints_of(kind: type) -> Mapping[str, object]:
    """The fields of a record with their types."""
    hints = _hints(typing.cast("Hashable", kind))
    return {name: hints[name] for name in names_of_fields(kind)}


@cache
def _hints(kind: Hashable) -> Mapping[str, object]:
    return typing.get_type_hints(kind)


class Canaries:
    """Makes records; `planted` maps each word to the field that it stands in."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def of(self, kind: type[T], **known: object) -> T:
        """A record whose text fields hold words that stand nowhere else, but for those known."""
        unknown = {name: hint for name, hint in hints_of(kind).items() if name not in known}
        values = {
            name: self._value(hint, f"{kind.__name__}.{name}") for name, hint in unknown.items()
        }
        return kind(**values, **known)

    def word(self, where: str) -> str:
        """A word that stands nowhere else."""
        word = f"canary{len(self.planted):04}kept"
        self.planted[word] = where
        return word

    def _value(self, hint: object, where: str) -> object:
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if hint in _PLAIN:
            return _PLAIN[hint]
        if hint is str:
            return self.word(where)
        if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, tuple)):
            return self.of(hint)
        if origin is Literal:
            return args[0]
        if origin in (typing.Union, types.UnionType):
            return self._value(next(one for one in args if one is not type(None)), where)
        if origin is tuple:
            inner = (args[0], args[0]) if args[-1] is Ellipsis else args
            return tuple(self._value(one, where) for one in inner)
        raise TypeError(f"{where} has a type that no canary is known for: {hint}")

    def heard_in(self, text: str) -> Iterator[str]:
        """The fields whose words stand in a text."""
        yield from (self.planted[word] for word in _WORD.findall(text.casefold()))


def text_fields(kind: type) -> Iterator[str]:
    """The fields of a record that hold text themselves."""
    for name, hint in hints_of(kind).items():
        if str in _kinds_in(hint):
            yield name


def _kinds_in(hint: object) -> Iterator[object]:
    args = () if typing.get_origin(hint) is Literal else typing.get_args(hint)
    yield from (kind for one in args for kind in _kinds_in(one))
    if not args:
        yield hint
