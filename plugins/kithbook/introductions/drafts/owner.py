"""The owner's name, from the one place where the owner's public facts stand: `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kithbook.introductions.drafts.plain import MOST_OF_A_NAME, one_line
from kithbook.text.plain_yaml import read_yaml

FILE = "mkdocs.yml"
_PLUGIN = "kithbook-public"


def owner_name(root: Path) -> str:
    """The name under `owner` in a book's mkdocs.yml; empty where it does not stand there."""
    try:
        plugins = read_yaml(root / FILE).get("plugins")
    except (OSError, UnicodeError, ValueError):
        return ""
    for options in _options(plugins):
        owner = options.get("owner")
        name = owner.get("name") if isinstance(owner, Mapping) else None
        if isinstance(name, str):
            return one_line(name, MOST_OF_A_NAME)
    return ""


def _options(plugins: object) -> Iterator[Mapping[object, object]]:
    """What is set for our plugin, which may stand in a list or under a name."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for one in listed:
        options = one.get(_PLUGIN) if isinstance(one, Mapping) else None
        if isinstance(options, Mapping):
            yield options
