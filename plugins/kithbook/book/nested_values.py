"""Values that other programs keep in keys of their own, `birthday: {month: 3, day: 14}`, as ours.

A label such as `home` or `work` says nothing here; what stands behind it is the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.foreign_words import OF_A_PERSON
from kithbook.book.other_keys import ours
from kithbook.book.written_days import month_named
from kithbook.text.source import Items, Keys, Node, Scalar
from kithbook.text.words import fold

_DAYS = ("born", "died", "met.on", "snooze")
_JOINED = {"name": " ", "org": ", ", "role": ", ", "place": ", ", "reach.address": ", "}
_PARTS = {
    "year": "year y jahr annee", "month": "month m monat mois", "day": "day d tag jour",
}  # fmt: skip
_PART = {word: part for part, words in _PARTS.items() for word in words.split()}
_VALUE = frozenset(
    [
        "value",
        "number",
        "address",
        "email",
        "mail",
        "url",
        "link",
        "handle",
        "user",
        "username",
        "account",
        "id",
        "nummer",
        "adresse",
        "wert",
    ]
)
_LABEL = frozenset(
    [
        "label",
        "type",
        "kind",
        "name",
        "service",
        "platform",
        "network",
        "site",
        "typ",
        "art",
        "dienst",
        "plattform",
    ]
)
_CONTAINERS = frozenset(
    [
        "socials",
        "social",
        "social_media",
        "social_profiles",
        "social_links",
        "profiles",
        "accounts",
        "contact",
        "contacts",
        "contact_info",
        "contact_information",
        "contact_details",
        "links",
        "online",
        "online_profiles",
        "channels",
        "handles",
        "kontakt",
        "kontaktdaten",
        "kontakte",
        "coordonnees",
        "reach_me",
        "reachable",
        "communication",
    ]
)
_LOOKS = {
    "reach.phone": re.compile(r"(?:\D*\d){5}"),
    "reach.email": re.compile(r"@"),
    "reach.web": re.compile(r"\."),
}
_KEY = re.compile(r"[^\W\d_][\w-]*")
_DEEPEST = 3


def without_keys(value: Node, path: str) -> Node:
    """A value of keys as the text or the list of texts that our key at a path takes.

    As it is where it has no keys, or where they are not those that such a value has.
    """
    if not has_keys(value):
        return value
    if path in _DAYS:
        return _day(value) if isinstance(value, Keys) else value
    if path in _JOINED:
        texts = _texts(value) if isinstance(value, Keys) else []
        whole = _JOINED[path].join(one.text.strip() for one in texts)
        return Scalar(whole, value.start, value.end, plain=False) if texts else value
    if path.startswith("reach."):
        return _listed(value, path)
    return value


def is_nested(key: str, value: Node) -> bool:
    """Whether a value under a key of ours has keys where it takes a text."""
    if isinstance(value, Scalar):
        return False
    if key in ("reach", "met") and isinstance(value, Keys):
        return any(not isinstance(one, Scalar) and has_keys(one) for _, one in value.pairs)
    return (key in _DAYS or key in _JOINED) and has_keys(value)


def slipped_below(value: Node) -> bool:
    """Whether keys stand below one of ours that are ours themselves, and not parts of its value."""
    if not isinstance(value, Keys) or value.flow:
        return False
    return all(name.text in OF_A_PERSON and name.text != "name" for name, _ in value.pairs)


def own_without_keys(key: str, value: Node) -> Node:
    """The same of a value under a key of ours; in `reach` and `met` of each that stands there."""
    if key not in ("reach", "met") or not isinstance(value, Keys):
        return value if key in _JOINED and slipped_below(value) else without_keys(value, key)
    pairs = tuple((name, without_keys(one, f"{key}.{name.text}")) for name, one in value.pairs)
    return value._replace(pairs=pairs)


def is_container(word: str) -> bool:
    """Whether a key of another program holds keys that say how to reach somebody."""
    return "_".join(re.findall(r"[^\W_]+", fold(word))) in _CONTAINERS


def ways_within(value: Node) -> tuple[tuple[Scalar, Node, str], ...]:
    """What stands in such a key: each name and value, and the path of our key for it.

    None where one of them is no way to reach somebody.
    """
    found: list[tuple[Scalar, Node, str]] = []
    for name, one in _named_in(value):
        path = ours("a person", name.text)
        if not path.startswith("reach.") and (inner := ours("reach", name.text)):
            path = f"reach.{inner}"
        path = path or (f"reach.{fold(name.text)}" if _KEY.fullmatch(name.text) else "")
        said = without_keys(one, path)
        if not path.startswith("reach.") or has_keys(said):
            return ()
        found.append((name, said, path))
    return tuple(found)


def has_keys(value: Node) -> bool:
    """Whether a value is made of keys, or a list of such."""
    inner = value.nodes if isinstance(value, Items) else (value,)
    return any(isinstance(one, Keys) for one in inner)


def _day(value: Keys) -> Node:
    """The day that keys for its parts say, in the order of the calendar."""
    said = {
        part: one.text.strip()
        for name, one in value.pairs
        if (part := _PART.get(fold(name.text))) and isinstance(one, Scalar) and not one.empty
    }
    named = month_named(said.get("month", ""))
    month = f"{named:02}" if named else said.get("month", "").zfill(2)
    if len(said) < len([one for _, one in value.pairs if not _is_empty(one)]) or not said:
        return value
    parts = [said["year"]] if "year" in said else ["-"]
    parts += [month] if "month" in said else []
    parts += [said["day"].zfill(2)] if "day" in said and "month" in said else []
    return Scalar("-".join(parts), value.start, value.end, plain=False)


def _listed(value: Node, path: str) -> Node:
    """The values behind labels as a list; as it is where none of them looks like one."""
    looks = _LOOKS.get(path, re.compile(r"\S"))
    nodes = value.nodes if isinstance(value, Items) else (value,)
    found = [
        text
        for one in nodes
        for text in (_values(one) if isinstance(one, Keys) else (one,))
        if isinstance(text, Scalar) and looks.search(text.text)
    ]
    return Items(tuple(found), value.start, value.end, flow=False) if found else value


def _values(keys: Keys) -> list[Scalar]:
    """What stands behind the labels: under a key for the value, else every text."""
    own = [one for name, one in keys.pairs if fold(name.text) in _VALUE and isinstance(one, Scalar)]
    return own or [
        one for name, one in keys.pairs if isinstance(one, Scalar) and fold(name.text) not in _LABEL
    ]


def _texts(value: Node, depth: int = 0) -> list[Scalar]:
    inner = [one for _, one in value.pairs] if isinstance(value, Keys) else [value]
    if isinstance(value, Items):
        inner = list(value.nodes)
    if depth > _DEEPEST:
        return []
    return [
        text
        for one in inner
        for text in ([one] if isinstance(one, Scalar) else _texts(one, depth + 1))
        if not text.empty
    ]


def _named_in(value: Node) -> Iterator[tuple[Scalar, Node]]:
    """The names and values of keys, or of a list of them; `{type: web, url: …}` is one."""
    for keys in value.nodes if isinstance(value, Items) else (value,):
        if not isinstance(keys, Keys):
            continue
        labels = [one for name, one in keys.pairs if fold(name.text) in _LABEL]
        texts = _values(keys)
        if len(labels) == 1 and isinstance(labels[0], Scalar) and len(texts) == 1:
            yield labels[0], texts[0]
        else:
            yield from ((name, one) for name, one in keys.pairs if not _is_empty(one))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty
