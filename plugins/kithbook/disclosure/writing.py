"""The airlock as a file: how it is written, and what a new one would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

import yaml

from kithbook.book.edit import Edit, digest
from kithbook.book.network import Network
from kithbook.disclosure.projection import project
from kithbook.public.airlock import FILE, AirlockFault, DisclosedItem, parse_airlock

_HEADER = """\
# The airlock: all that the public site may show of people, word for word.
# Written by `kith disclose --apply` from the consents in people/. Change a person's file, not this.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What writing the airlock anew would do; `edit` is None where nothing would change."""

    items: tuple[DisclosedItem, ...]
    added: tuple[DisclosedItem, ...]
    removed: tuple[DisclosedItem, ...]
    diff: str
    edit: Edit | None


def plan(root: Path, network: Network, today: date) -> Change:
    """What `kith disclose` would write on a day, beside what the file holds."""
    items = project(network, today)
    raw = current(root)
    content = render(items).encode()
    before = _items_of(raw)
    if raw == content or (raw is None and not items):
        return Change(items, (), (), "", None)
    return Change(
        items,
        added=tuple(item for item in items if item not in before),
        removed=tuple(item for item in before if item not in items),
        diff=_diff(raw, content),
        edit=Edit(FILE, digest(raw) if raw is not None else None, content),
    )


def current(root: Path) -> bytes | None:
    """The airlock as it is on the disk."""
    path = root / FILE
    return path.read_bytes() if path.exists() else None


def render(items: Iterable[DisclosedItem]) -> str:
    """The text of an airlock; the same items always give the same text."""
    book = {"version": 1, "disclosed": [_keys(item) for item in items]}
    body = yaml.safe_dump(book, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{_HEADER}{body}"


def _keys(item: DisclosedItem) -> Mapping[str, object]:
    keys: dict[str, object] = {"kind": item.kind, "text": item.text}
    optional = {
        "name": item.name,
        "link": item.link,
        "consent": item.consent,
        "until": item.until,
    }
    return keys | {key: value for key, value in optional.items() if value}


def _items_of(raw: bytes | None) -> tuple[DisclosedItem, ...]:
    try:
        return parse_airlock(raw) if raw is not None else ()
    except AirlockFault:
        return ()


def _diff(raw: bytes | None, content: bytes) -> str:
    before = (raw or b"").decode("utf-8", "replace").splitlines()
    after = content.decode().splitlines()
    lines = unified_diff(before, after, FILE if raw is not None else "/dev/null", FILE, lineterm="")
    return "\n".join(lines)
