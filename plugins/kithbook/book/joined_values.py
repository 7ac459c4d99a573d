"""Values of other programs put beside what stands under a key of ours, or made of several keys."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.book import other_keys
from kithbook.book.lists_and_maps import ListOf
from kithbook.book.records import Key, Record
from kithbook.text.source import Items, Keys, Node, Scalar
from kithbook.text.words import fold


def whole_name(foreign: Iterable[tuple[Scalar, Node]]) -> Scalar | None:
    """The name that stands in two keys, one for each part of it."""
    parts = {
        part: value
        for name, value in foreign
        if (part := other_keys.part_of_name(name.text)) and isinstance(value, Scalar)
    }
    given, family = parts.get("given"), parts.get("family")
    if not (given and family and given.text.strip() and family.text.strip()):
        return None
    whole = f"{given.text.strip()} {family.text.strip()}"
    return Scalar(whole, given.start, given.end, plain=False)


def key_inside(key: Key, inner: str) -> Key | None:
    """The key inside one of ours, also where it takes any; None where none stands there."""
    record = key.type if isinstance(key.type, Record) else None
    if record is None:
        return None
    known = next((field for field in record.fields if field.key == inner), None)
    return known or (Key(inner, record.others, "") if record.others else None)


def with_more(there: Node | None, key: Key, value: Node) -> Node | None:
    """A value beside what is there: a list takes it in, and one text is as good as its like."""
    if there is None:
        return value
    if isinstance(key.type, ListOf):
        old = there.nodes if isinstance(there, Items) else (there,)
        more = value.nodes if isinstance(value, Items) else (value,)
        known = {fold(one.text) for one in old if isinstance(one, Scalar)}
        fresh = (one for one in more if not isinstance(one, Scalar) or fold(one.text) not in known)
        return Items((*old, *fresh), there.start, there.end, flow=False)
    if isinstance(there, Scalar) and isinstance(value, Scalar):
        return there if fold(there.text) == fold(value.text) else None
    return None


def remembered(name: Scalar, value: Scalar) -> Keys:
    """A day that another program keeps under its name, as a day to remember."""
    what = name._replace(text=name.text.replace("_", " ").lower())
    pairs = ((name._replace(text="on"), value), (name._replace(text="what"), what))
    return Keys(pairs, value.start, value.end, flow=False)
