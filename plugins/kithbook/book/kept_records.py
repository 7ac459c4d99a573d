"""Records as JSON and back: what is kept of them holds every value and every place.

A record is a list of its fields in their order, so both ways follow from the types alone.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kithbook.book.model import Mention
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location

Back = Callable[[Any], Any]
"""From what JSON gives to a value."""


def as_text(value: object) -> str:
    """A record, or a tuple of records, in one line."""
    return _TO_JSON.encode(value)


def names_of_fields(kind: type) -> tuple[str, ...]:
    """The fields of a record in their order."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return names


def values_of(record: object, names: tuple[str, ...]) -> tuple[object, ...]:
    """Some fields of a record."""
    return _getter(names)(record)


@cache
def backs_of(kind: type, names: tuple[str, ...]) -> tuple[Back | None, ...]:
    """How to read some fields of a record back."""
    hints = _hints(kind)
    return tuple(back(hints[name]) for name in names)


@cache
def back(hint: object) -> Back | None:
    """How values of a type are read back; None for those that JSON gives as they were."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal or hint in _PLAIN:
        return None
    if origin in (Union, types.UnionType):
        return _perhaps(back(next(one for one in inner if one is not types.NoneType)))
    if origin is not None:
        return _of_several(origin, inner)
    return _OWN.get(hint) or _record(hint)


def back_of_record(hint: object) -> Back:
    """How a record, or a tuple of records, is read back."""
    found = back(hint)
    assert found is not None, hint  # noqa: S101 - only plain values are as JSON gives them
    return found


def _of_several(origin: Any, inner: tuple[Any, ...]) -> Back:  # noqa: ANN401 - types of types
    if origin is tuple and inner == (Mention, ...):
        return _as_before(_each(back(Mention)))
    if origin is tuple:
        return _each(back(inner[0])) if inner[1:] == (...,) else _all([*map(back, inner)], tuple)
    if issubclass(origin, Mapping):
        pairs = _each(_all([back(inner[0]), back(inner[1])], tuple))
        return lambda found: dict(pairs(found))
    each = _each(back(inner[0]))
    return lambda found: frozenset(each(found))


def _record(kind: Any) -> Back:  # noqa: ANN401 - a dataclass or a named tuple
    whole = backs_of(kind, names_of_fields(kind))
    named = getattr(kind, "_make", None)
    return _all(whole, named or (lambda found: kind(*found)))


def _perhaps(inner: Back | None) -> Back | None:
    return inner and (lambda found: None if found is None else inner(found))


def _each(inner: Back | None) -> Back:
    if inner is None:
        return tuple
    return lambda found: tuple([inner(one) for one in found]) if found else ()


def _as_before(read: Back) -> Back:
    """The value of the last time where the same is read again: most entries are of one person."""
    last: tuple[object, object] = ([], ())

    def again(found: object) -> object:
        nonlocal last
        if not found:
            return ()
        known, value = last
        if found != known:
            value = read(found)
            last = (found, value)
        return value

    return again


def _all(inner: Sequence[Back | None], make: Back) -> Back:
    if not any(inner):
        return make

    def read(found: list[Any]) -> Any:  # noqa: ANN401 - whatever is made
        both = zip(inner, found, strict=True)
        return make([each(one) if each else one for each, one in both])

    return read


def _location(found: list[Any]) -> Location:
    # Each file has many places, and one path.
    return Location(sys.intern(found[0]), found[1], found[2])


day_of = lru_cache(maxsize=50_000)(PartialDate)
"""A day, of which each is one value: many entries are of the same."""
_PLAIN = (str, int, float, bool)
_OWN: Mapping[object, Back] = {
    date: date.fromisoformat,
    Location: _location,
    PartialDate: lambda found: day_of(*found),
}


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


@cache
def _getter(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    get: Any = attrgetter(*names)
    return get if len(names) > 1 else lambda record: (get(record),)


def _listed(value: object) -> object:
    """What JSON does not know as a list; called for what is no tuple, text or number."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    if isinstance(value, Mapping):
        return list(value.items())
    kind: type = type(value)
    return values_of(value, _names(kind))


_TO_JSON = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_listed
)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass
    return names_of_fields(kind)
