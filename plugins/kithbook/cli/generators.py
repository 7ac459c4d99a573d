"""The generator of sites that is installed, MkDocs or one that stands in for it, and its themes.

ProperDocs is MkDocs under another name, and lets what was written for MkDocs run once it is asked.
MaterialX goes on with Material under a name of its own. Whichever is there is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kithbook.text.installing import install_line
from kithbook.text.refusal import Declined
from kithbook.text.words import listed

STANDS_IN = "properdocs"
_FAMILY = ("material", "materialx")
"""Themes that take one another's settings and templates."""
_PACKAGES = {"material": "mkdocs-material", "materialx": "mkdocs-materialx"}


def require_generator() -> None:
    """Makes MkDocs there to import, by what stands in for it if need be; raises Declined."""
    if find_spec("mkdocs") is not None:
        return
    if find_spec(STANDS_IN) is None:
        raise Declined(
            "Neither MkDocs nor ProperDocs is installed, and one of the two builds the sites. "
            f"Install one: {install_line('mkdocs>=1.6.1,<2')}"
        )
    import_module(f"{STANDS_IN}.replacement")


def theme_instead(config_file: Path) -> dict[str, Any]:
    """What else to load settings with, where their theme is there under another name.

    Raises Declined where it is not there at all.
    """
    from mkdocs.utils import get_theme_names

    asked = _theme_of(config_file)
    name, known = str(asked.get("name") or ""), tuple(sorted(get_theme_names()))
    if not name or name in known:
        return {}
    other = next((one for one in _FAMILY if name in _FAMILY and one in known), "")
    if not other:
        raise Declined(
            f'{config_file.name} names the theme "{name}", which is not installed. Install it: '
            f"{install_line(_PACKAGES.get(name, name))}. Installed are {listed(known, 'and')}."
        )
    return {"theme": {**asked, "name": other}}


def _theme_of(config_file: Path) -> Mapping[str, Any]:
    """The theme as settings have it, those above them taken in; none where they cannot be read."""
    from mkdocs.utils.yaml import yaml_load

    try:
        with config_file.open("rb") as file:
            settings = yaml_load(file)
    except Exception:  # noqa: BLE001 - what is wrong with it is told where it is loaded
        return {}
    theme = settings.get("theme") if settings else None
    return theme if isinstance(theme, dict) else {"name": theme}
