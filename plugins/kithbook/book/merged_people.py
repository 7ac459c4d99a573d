"""A person whose merge is not finished, as far as the file says who it is and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kithbook.book.merges import SourceVersions, as_read
from kithbook.book.names_in_files import names_in_merge
from kithbook.book.people import PersonSource, open_person
from kithbook.text.source import Items, Keys, Node, Scalar

_KEPT_BY_EITHER = ("died", "pause", "snooze", "assistants", "ask")
"""Keys by which somebody is left in peace; what one side says of these holds."""
_Pair = tuple[Scalar, Node]


def open_merged(found: SourceVersions) -> PersonSource | None:
    """What both sides have, by the names of either; what leaves them in peace stands in either."""
    opened = open_person(as_read(found))
    if not isinstance(opened, PersonSource):
        return None
    shown, *others = names_in_merge(found) or (opened.name,)
    at = opened.keys.start
    named = Items(tuple(Scalar(one, at, at, plain=False) for one in others), at, at, flow=True)
    kept = dict(_in_peace(found))
    pairs = (pair for pair in opened.keys.pairs if pair[0].text not in ("aliases", *kept))
    aliases = (Scalar("aliases", at, at, plain=True), named)
    keys = opened.keys._replace(pairs=(*pairs, *kept.values(), aliases))
    return replace(opened, name=shown, keys=keys, problems=(), torn=True, apart=found.apart)


def _in_peace(found: SourceVersions) -> Iterator[tuple[str, _Pair]]:
    """The keys of either side by which somebody is left in peace; the strictest comes last."""
    sides = [open_person(one) for one in (found.theirs, found.ours)]
    read = [(one.source.text, one.keys) for one in sides if isinstance(one, PersonSource)]
    for key in _KEPT_BY_EITHER:
        said = [(text, pair) for text, keys in read for pair in _under(keys, key)]
        strict = "no" if key == "assistants" else "never"
        said.sort(key=lambda one: strict in one[0][one[1][1].start : one[1][1].end])
        yield from ((key, pair) for _, pair in said)


def _under(keys: Keys, key: str) -> Iterator[_Pair]:
    return (pair for pair in keys.pairs if pair[0].text == key)
