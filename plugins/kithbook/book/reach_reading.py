"""The ways to reach somebody, made of what stands under `reach`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kithbook.book.reach import Reach, WrittenReach
from kithbook.book.reading import Reading
from kithbook.book.record_values import Values
from kithbook.text.addresses import bare_address, several_addresses
from kithbook.text.source import Items, Scalar
from kithbook.text.telephone import several_numbers
from kithbook.text.words import unquoted

_REACH_FIELDS = ("email", "phone", "linkedin", "web", "mastodon", "signal", "address", "prefer")


def read_reach(values: Values | None, reading: Reading) -> Reach:
    """The ways that stand under `reach`, several in one text apart."""
    if values is None:
        return Reach()
    return Reach(
        emails=tuple(bare_address(one) for one in _each(values, "email", several_addresses)),
        phones=tuple(_each(values, "phone", several_numbers)),
        linkedin=values.text("linkedin"),
        web=values.text("web"),
        mastodon=values.text("mastodon"),
        signal=values.text("signal"),
        address=values.text("address"),
        prefer=values.text("prefer"),
        others=tuple(_others(values, reading)),
        written=tuple(_written(values, reading)),
    )


def _each(values: Values, key: str, several: Callable[[str], list[str]]) -> Iterator[str]:
    """The values of a list, each text that holds several of them apart."""
    for text in values.many(key, str):
        yield from several(text) or (text,)


def _others(values: Values, reading: Reading) -> Iterator[WrittenReach]:
    at = reading.source.location
    for key in values:
        if key not in _REACH_FIELDS:
            for text in values.many(key, str):
                yield WrittenReach(key, text, at(values.offset(key)))


def _written(values: Values, reading: Reading) -> Iterator[WrittenReach]:
    for key in ("email", "phone", "web"):
        node = values.node(key)
        for item in node.nodes if isinstance(node, Items) else (node,):
            if isinstance(item, Scalar) and not item.empty:
                text = unquoted(" ".join(item.text.split()))
                yield WrittenReach(key, text, reading.source.location(item.start))
