"""The settings of the public site, read as text before MkDocs reads them.

MkDocs imports hooks and runs the Python that tags of YAML name while it loads its settings, so
that whoever refuses them afterwards comes too late.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kithbook.airlock.private_places import private_places
from kithbook.airlock.site_settings import PLUGIN, options_of
from kithbook.public.admission import Guests, unwelcome

_DEPTH = 10


class _SettingsLoader(yaml.SafeLoader):
    """Reads plain values; what a tag would make is left out, and the tag is kept."""

    def __init__(self, stream: bytes) -> None:
        super().__init__(stream)
        self.tags: list[str] = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        node: yaml.Node | None = super().compose_node(parent, index)
        if node is not None:
            self.tags.append(node.tag)
        return node


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A value that only its tag could make."""

    tag: str


_SettingsLoader.add_multi_constructor("", lambda _loader, tag, _node: _Unknown(tag))


@dataclass(slots=True)
class _Read:
    """What a file and those it inherits from say; `doubts` are why that may not be all."""

    values: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    places: list[Path] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def stands_against(config_file: Path) -> tuple[str, ...]:
    """Why these settings are not even to be loaded; empty where nothing stands against it."""
    read = _read(config_file)
    private = private_places(config_file.parent.resolve())
    reasons = [
        f"INHERIT names {name}, which is private. Take it out."
        for place in read.places
        for name in (each.name for each in private if place == each or each in place.parents)
    ]
    plugins = read.values.get("plugins")
    if any(options.get("enabled") is False for options in options_of(plugins)):
        reasons.append(f"{PLUGIN} is switched off. Take out its line `enabled: false`.")
    guests = Guests(
        plugins=tuple(_names(plugins)),
        extensions=tuple(_names(read.values.get("markdown_extensions"))),
        has_hooks=bool(read.values.get("hooks")),
        tags=tuple(dict.fromkeys(read.tags)),
        allow=tuple(_allowed(plugins)),
    )
    return (*read.doubts, *reasons, *unwelcome(guests))


def site_dir_of(config_file: Path) -> str:
    """Where these settings put the site; empty where they do not say it plainly."""
    told = _read(config_file).values.get("site_dir")
    return told if isinstance(told, str) else ""


def _read(config_file: Path) -> _Read:
    """The file and those it inherits from; the nearest one's values count."""
    found = _Read()
    place: Path | None = config_file
    while place is not None:
        if len(found.places) == _DEPTH:
            found.doubts.append(f"INHERIT goes on for more than {_DEPTH} files.")
            break
        found.places.append(place.resolve())
        place = _read_one(place, found)
    return found


def _read_one(place: Path, found: _Read) -> Path | None:
    """Adds what one file says; the file that it inherits from, if any."""
    try:
        said, tags = _composed(place.read_bytes())
    except FileNotFoundError:
        return None  # MkDocs says so
    except (OSError, UnicodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        found.doubts.append(f"{place.name} cannot be read: {' '.join(str(error).split())}")
        return None
    found.tags.extend(tags)
    if not isinstance(said, Mapping):
        return None
    for key, value in said.items():
        known = found.values
        known[key] = _merged(value, known[key]) if key in known else value
    if "INHERIT" not in said:
        return None
    if isinstance(said["INHERIT"], str):
        # As MkDocs does it: ".." is taken off the name, and leads through no link.
        return Path(os.path.normpath(place.parent / said["INHERIT"]))
    found.doubts.append(f"INHERIT in {place.name} is no plain name of a file.")
    return None


@lru_cache(maxsize=8)
def _composed(raw: bytes) -> tuple[Any, tuple[str, ...]]:
    """What the bytes of a file say, and its tags; each is asked for several times a build."""
    loader = _SettingsLoader(raw)
    return loader.get_single_data(), tuple(loader.tags)


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
        for name in item if isinstance(item, Mapping) else (item,):
            yield name.tag if isinstance(name, _Unknown) else str(name)


def _allowed(plugins: object) -> Iterator[str]:
    for options in options_of(plugins):
        allow = options.get("allow")
        yield from map(str, allow if isinstance(allow, list) else ())
