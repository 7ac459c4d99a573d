"""The settings of the public site, `mkdocs.yml`, as everybody but MkDocs looks them up: as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kithbook.text.plain_yaml import read_yaml

FILE = "mkdocs.yml"
PLUGIN = "kithbook-public"
_MOST_PARENTS = 5


def site_settings(root: Path) -> Mapping[str, object]:
    """The settings of a book's public site, those that they inherit too; empty where unreadable."""
    return _read(root, root / FILE, _MOST_PARENTS)


def page_options(settings: Mapping[str, object]) -> Mapping[str, object]:
    """What these settings say of our page; empty where they say nothing."""
    return next(options_of(settings.get("plugins")), {})


def options_of(plugins: object) -> Iterator[Mapping[str, object]]:
    """What is set for our plugin, which may stand in a list or under its name."""
    for one in plugins if isinstance(plugins, list) else [plugins]:
        options = one.get(PLUGIN) if isinstance(one, Mapping) else None
        if isinstance(options, Mapping):
            yield options


def owner_facts(page: Mapping[str, object]) -> Mapping[str, object]:
    """The owner's public facts in the options of the page."""
    owner = page.get("owner")
    return owner if isinstance(owner, Mapping) else {}


def _read(root: Path, path: Path, most: int) -> Mapping[str, object]:
    try:
        settings = read_yaml(path)
    except (OSError, UnicodeError, ValueError):
        return {}
    parent = settings.get("INHERIT")
    if not isinstance(parent, str) or not most:
        return settings
    above = (path.parent / parent).resolve()
    inside = above.is_relative_to(root.resolve())
    return {**(_read(root, above, most - 1) if inside else {}), **settings}
