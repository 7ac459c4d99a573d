"""The programs that build a book's sites: versions, settings, and how long they are kept up."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from types import MappingProxyType

from kithbook.airlock.site_settings import PLUGIN, site_settings
from kithbook.text.examined import Examined
from kithbook.text.installing import install_line
from kithbook.text.plain_yaml import read_yaml
from kithbook.text.words import listed

MAINTAINED_UNTIL = date(2027, 5, 5)
"""The last day of Material for MkDocs, as its authors have announced."""
_PROGRAMS = ("kithbook", "mkdocs", "mkdocs-material")
_THEME = "mkdocs-material"
_STAND_IN = MappingProxyType({"mkdocs": "properdocs", "mkdocs-material": "mkdocs-materialx"})
"""What builds the sites as well where the first is not there."""
_OTHERS = (*_STAND_IN.values(), "zensical")
_WITHOUT_PLUGINS = (
    "builds pages without Kithbook's plugins and says nothing of it: its public page would be bare "
    "words"
)


def installed() -> Mapping[str, str]:
    """The versions of what is installed here, by name."""
    found = {}
    for name in (*_PROGRAMS, *_OTHERS):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def versions(there: Mapping[str, str]) -> Iterator[Examined]:
    """What runs here, and whether it is what this version was made for."""
    wanted = _wanted()
    odd = tuple(_odd_versions(there, wanted))
    yield from odd
    if not odd:
        python = ".".join(map(str, sys.version_info[:3]))
        used = [name if name in there else _STAND_IN[name] for name in _PROGRAMS]
        named = [f"{name} {there[name]}" for name in used]
        yield Examined("versions", "ok", f"{listed((f'Python {python}', *named), 'and')}.")


def _odd_versions(there: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Examined]:
    for name in _PROGRAMS:
        version, range_ = there.get(name), wanted.get(name, "")
        if version is None and _STAND_IN.get(name) in there:
            continue
        if version is None:
            said = f"{name} is not installed, so no site can be built."
        elif not _fits(version, range_):
            said = f"{name} is {version}, and this version of kith was made for {range_}."
        else:
            continue
        yield Examined("versions", "error", said, install_line(f"{name}{range_}"))


def _wanted() -> Mapping[str, str]:
    """The versions that kith asks for, by name: `>=1.6.1,<2`."""
    try:
        lines = metadata.requires("kithbook") or ()
    except metadata.PackageNotFoundError:
        return {}
    found = (re.match(r"([\w.-]+)\s*([<>=!~][^;]*)?", line) for line in lines)
    return {one[1].lower(): (one[2] or "").strip() for one in found if one}


def _fits(version: str, wanted: str) -> bool:
    """Whether a version is in a range of `>=` and `<`; of any other word nothing is said."""
    number = _numbers(version)
    for part in filter(None, wanted.split(",")):
        if part.startswith(">=") and number < _numbers(part[2:]):
            return False
        if part.startswith("<") and not part.startswith("<=") and number >= _numbers(part[1:]):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version.strip())
    return tuple(map(int, found[0].split("."))) if found else ()


def sites(root: Path, there: Mapping[str, str], today: date) -> Iterator[Examined]:
    """Whether both sites have their settings, and whether their theme is still kept up."""
    found = tuple(_without_settings(root))
    yield from found
    yield from _other_generators(root, there)
    if _THEME not in there and _STAND_IN[_THEME] in there:
        yield from (
            ()
            if found
            else (
                Examined(
                    "sites", "ok", "Both sites have their settings, and the theme is MaterialX."
                ),
            )
        )
    elif today > MAINTAINED_UNTIL:
        yield Examined(
            "sites",
            "warning",
            f"Material {there.get(_THEME, '')}, in which the private site is set, has not been "
            f"maintained since {MAINTAINED_UNTIL}.",
            "Look in the changes of a newer kith for what takes its place; the book needs none.",
        )
    elif not found:
        until = f"the theme is maintained until {MAINTAINED_UNTIL}"
        yield Examined("sites", "ok", f"Both sites have their settings; {until}.")


def _other_generators(root: Path, there: Mapping[str, str]) -> Iterator[Examined]:
    """A generator that is at hand, or set up for this book, and drops the plugins."""
    settings = next((one for one in ("zensical.toml", "hugo.toml") if (root / one).is_file()), "")
    if not settings and "zensical" not in there:
        return
    seen = (
        f"{settings} is in the book" if settings else f"Zensical {there['zensical']} is installed"
    )
    name = "Hugo" if settings == "hugo.toml" else "Zensical"
    then = "Give it finished pages: kith stage DIR --for " + name.lower()
    yield Examined("sites", "warning", f"{seen}. {name} {_WITHOUT_PLUGINS}.", then)


def _without_settings(root: Path) -> Iterator[Examined]:
    for name, settings, plugin in (
        ("mkdocs.yml", site_settings(root), PLUGIN),
        ("mkdocs.private.yml", _settings(root / "mkdocs.private.yml"), "kithbook-private"),
    ):
        if not settings:
            said = f"{name} is not there, or cannot be read, so its site cannot be built."
        elif not _uses(settings.get("plugins"), plugin):
            said = f"{name} does not name the plugin {plugin}, so its site would be an empty one."
        else:
            continue
        then = f"Compare {name} with that of a new book: kith init DIR"
        yield Examined("sites", "warning", said, then)


def _settings(path: Path) -> Mapping[str, object]:
    try:
        return read_yaml(path)
    except (OSError, UnicodeError, ValueError):
        return {}


def _uses(plugins: object, plugin: str) -> bool:
    """Whether a plugin is named, alone or with options, in a list or in a mapping."""
    listed_ = plugins if isinstance(plugins, list) else [plugins]
    return any(one == plugin or (isinstance(one, Mapping) and plugin in one) for one in listed_)
