"""Which lines of a file each finding is about: its own, a key with its whole value, all below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kithbook.text.problems import Location, Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source

# What keeps a group of lines from being read; another finding at a group is about its first line.
_OF_A_GROUP = (
    "unknown-key", "other-key", "duplicate-key", "no-such-switch", "wrong-type", "yaml-anchor",
    "self-tie", "ambiguous-person", "unknown-person",
)  # fmt: skip


class _Stretch(NamedTuple):
    """A key with its value, or an item: where a finding on it stands, and where it goes."""

    places: tuple[Location, ...]
    start: int
    end: int
    group: bool


def codes_by_line(
    source: Source, told: Sequence[Problem], keys: Keys | None, also: Mapping[int, str]
) -> Mapping[int, tuple[str, ...]]:
    """The codes of findings by line; `also` are further lines that one of them is about."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    at: dict[Location, list[str]] = defaultdict(list)
    for line, code in (*((one.location.line, one.code) for one in told), *also.items()):
        found[line][code] = None
    for problem in told:
        at[problem.location].append(problem.code)
    for one in _stretches(source, keys) if keys and told else ():
        codes = [code for place in one.places for code in at.get(place, ())]
        codes = [code for code in codes if not one.group or code in _OF_A_GROUP]
        first, last = (source.location(offset).line for offset in (one.start, one.end))
        for line in range(first, last + 1):
            found[line].update(dict.fromkeys(codes))
    return {line: tuple(codes) for line, codes in found.items() if codes}


def codes_of_file(told: Sequence[Problem]) -> tuple[str, ...]:
    """The codes for which a file was not read."""
    errors = [one.code for one in told if one.severity == "error"]
    return tuple(dict.fromkeys(errors or [one.code for one in told]))


def _stretches(source: Source, node: Node) -> Iterator[_Stretch]:
    at = source.location
    for name, value in node.pairs if isinstance(node, Keys) else ():
        places = (at(name.start), at(value.start))
        yield _Stretch(places, name.start, _end(source, value), _is_group(value))
        yield from _stretches(source, value)
    for item in node.nodes if isinstance(node, Items) else ():
        yield _Stretch((at(item.start),), item.start, _end(source, item), _is_group(item))
        yield from _stretches(source, item)


def _is_group(node: Node) -> bool:
    return not isinstance(node, Scalar) and not node.flow


def _end(source: Source, node: Node) -> int:
    """The last character of a value, without the blank lines after it."""
    return node.start + max(0, len(source.text[node.start : node.end].rstrip()) - 1)
