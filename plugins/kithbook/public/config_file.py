"""The settings of the public site, read as text before MkDocs reads them.

MkDocs imports hooks and runs the Python that tags of YAML name while it loads its settings, so
that whoever refuses them afterwards comes too late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kithbook.public.guests import Guests, unwelcome
from kithbook.public.tripwire import private_places

_PLUGIN = "kithbook-public"
_DEPTH = 10


class _Loader(yaml.SafeLoader):
    """Reads plain values; what a tag would make is left out, and the tag is kept."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.tags: list[str] = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        node: yaml.Node | None = super().compose_node(parent, index)
        if node is not None:
            self.tags.append(node.tag)
        return node


_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def stands_against(config_file: Path) -> tuple[str, ...]:
    """Why these settings are not even to be loaded; empty where nothing stands against it."""
    values: dict[str, Any] = {}
    tags: list[str] = []
    reasons: list[str] = []
    for place in _chain(config_file, values, tags):
        reasons += (
            f"INHERIT names {private.name}, which is private. Take it out."
            for private in private_places(config_file.parent.resolve())
            if place == private or private in place.parents
        )
    guests = Guests(
        plugins=tuple(_names(values.get("plugins"))),
        extensions=tuple(_names(values.get("markdown_extensions"))),
        has_hooks=bool(values.get("hooks")),
        tags=tuple(dict.fromkeys(tags)),
        allow=tuple(_allowed(values.get("plugins"))),
    )
    return (*reasons, *unwelcome(guests))


def _chain(config_file: Path, values: dict[str, Any], tags: list[str]) -> Iterator[Path]:
    """The file and those it inherits from, as real paths; the nearest one's values count."""
    place = config_file
    for _ in range(_DEPTH):
        yield place.resolve()
        try:
            loader = _Loader(place.read_text(encoding="utf-8-sig"))
            read = loader.get_single_data()
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError):
            return  # MkDocs will say what is wrong with it
        tags.extend(loader.tags)
        if not isinstance(read, Mapping):
            return
        for key, value in read.items():
            values[key] = _merged(value, values[key]) if key in values else value
        parent = read.get("INHERIT")
        if not isinstance(parent, str):
            return
        place = place.parent / parent


def _merged(inherited: object, nearer: object) -> object:
    if not (isinstance(inherited, Mapping) and isinstance(nearer, Mapping)):
        return nearer
    both = {**inherited, **nearer}
    return {
        key: _merged(inherited[key], nearer[key]) if key in inherited and key in nearer else value
        for key, value in both.items()
    }


def _names(asked: object) -> Iterator[str]:
    """The names in a list or a mapping, whose items may be names with their options."""
    for item in asked if isinstance(asked, Iterable) and not isinstance(asked, str) else ():
        yield from map(str, item if isinstance(item, Mapping) else (item,))


def _allowed(plugins: object) -> Iterator[str]:
    for item in (plugins,) if isinstance(plugins, Mapping) else _items(plugins):
        options = item.get(_PLUGIN) if isinstance(item, Mapping) else None
        allow = options.get("allow") if isinstance(options, Mapping) else None
        yield from map(str, allow if isinstance(allow, list) else ())


def _items(asked: object) -> list[object]:
    return asked if isinstance(asked, list) else []
