"""Records of the book taken apart and put together again, whichever kind of value they are."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Location

_T = TypeVar("_T")
_WITHOUT_TEXTS = (PartialDate, Span, Location)
"""Records in which nobody writes: days, spans and places."""


def parts_held(value: object) -> dict[str, Any] | None:
    """The parts of a record by their names; None for a value that is no record of texts."""
    if isinstance(value, (type, *_WITHOUT_TEXTS)):
        return None
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    names = getattr(value, "_fields", None)
    if isinstance(value, tuple) and names:
        return dict(zip(names, value, strict=True))
    return None


def remade(record: _T, **parts: object) -> _T:
    """The record with other parts."""
    if isinstance(record, tuple):
        made: _T = record._replace(**parts)  # type: ignore[attr-defined]
        return made
    return replace(record, **parts)  # type: ignore[type-var]


def is_plain_row(value: object) -> bool:
    """Whether a value is a row of values, and no record that is a tuple too."""
    return isinstance(value, tuple) and not hasattr(value, "_fields")
