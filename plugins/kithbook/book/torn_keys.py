"""The keys of a file that YAML cannot read whole, as far as each can be read by itself."""

from __future__ import annotations

from collections.abc import Mapping

from kithbook.book.records import Record
from kithbook.book.schema import INTRODUCTION, PERSON_FILE, REQUEST
from kithbook.book.settings_schema import SETTINGS
from kithbook.text.problems import Problem
from kithbook.text.source import Source
from kithbook.text.yaml_parts import Apart, YamlParts, compose_parts

_IN_PARTS = ("reach", "met")
"""Keys of a person that say nothing else where one of those inside them is lost."""


def keys_in_parts(source: Source, bounds: tuple[int, int], whole: tuple[Problem, ...]) -> YamlParts:
    """The keys between two places of a file that can be read; `whole` says why not together."""
    folder = source.path.partition("/")[0]
    return compose_parts(source, *bounds, whole, _APART.get(folder, _OF_SETTINGS))


def _apart(record: Record, inside: tuple[str, ...] = ()) -> Apart:
    keys = tuple(field.key for field in record.fields)
    return Apart(inside or keys, keys)


_OF_SETTINGS = _apart(SETTINGS)
_APART: Mapping[str, Apart] = {
    "people": _apart(PERSON_FILE, _IN_PARTS),
    "introductions": _apart(INTRODUCTION),
    "requests": _apart(REQUEST),
}
