"""What may take part in building the public site: plugins, extensions, hooks, and which folders.

Whatever is not known here to read nothing but the page before it is refused, unless the owner
allows it by name; so is a place where something private could come into the site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from kithbook.airlock.private_places import private_places
from kithbook.airlock.site_settings import PLUGIN
from kithbook.text.built import overlaps

THEME = "kithbook"
_PRIVATE_PLUGIN = "kithbook-private"
_PLUGINS = frozenset((PLUGIN, "search", "material/search", "tags", "material/tags"))
_PACKAGES = ("markdown", "pymdownx", "mkdocs", "kithbook", "material.extensions", "materialx.emoji")
_READERS = frozenset(("pymdownx.snippets", "pymdownx.b64"))
# Names under which Python-Markdown registers its own; any other name is a module's.
_BUILT_IN = frozenset(
    ("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
     "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
     "smarty", "tables", "toc", "wikilinks")
)  # fmt: skip
# What a tag may name without running it, and the makers that it may call: they touch no file.
_NAMED = re.compile(r"tag:yaml\.org,2002:python/name:(?P<name>[\w.]+)")
_CALLED = re.compile(r"tag:yaml\.org,2002:python/object/apply:(?P<name>[\w.]+)")
_NAMES = ("markdown.extensions", "pymdownx", "material.extensions", "materialx.emoji")
_MAKERS = ("pymdownx.slugs", "pymdownx.arithmatex", "pymdownx.superfences")
_HARMLESS_TAG = re.compile(r"tag:yaml\.org,2002:(?!python/)|!ENV$|!relative$")


@dataclass(frozen=True, slots=True)
class Guests:
    """All that takes part, by the names under which it is asked for or found; `tags` are YAML's."""

    plugins: Collection[str] = ()
    extensions: Collection[str] = ()
    has_hooks: bool = False
    tags: Collection[str] = ()
    allow: Collection[str] = ()


def unwelcome(guests: Guests) -> Iterator[str]:
    """A sentence for each that may not take part, with what to do instead."""
    if _PRIVATE_PLUGIN in guests.plugins:
        yield (
            f"{_PRIVATE_PLUGIN} stands beside kithbook-public. It belongs into "
            "mkdocs.private.yml alone."
        )
    strange = (name for name in guests.plugins if not _is_known_plugin(name))
    foreign = (name for name in guests.extensions if not _is_known_extension(name))
    for name in dict.fromkeys((*strange, *foreign)):
        if _words(name).isdisjoint(guests.allow):
            yield _unless(name, _word(name))
    if guests.has_hooks and "hooks" not in guests.allow:
        yield _unless("hooks", "hooks")
    for tag in guests.tags:
        if not is_harmless(tag) and "python" not in guests.allow:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            yield f"{shown} runs code while the settings are read, and {_unless('it', 'python')}"


def is_harmless(tag: str) -> bool:
    """Whether a tag of YAML names plain values, or what is known to make nothing but a page.

    Others are called while the settings are read, before anything watches what they do.
    """
    named, called = _NAMED.fullmatch(tag), _CALLED.fullmatch(tag)
    known = (named and _is_within(named["name"], _NAMES)) or (
        called and _is_within(called["name"], _MAKERS)
    )
    return bool(known) or _HARMLESS_TAG.match(tag) is not None


def _is_known_plugin(name: str) -> bool:
    return name.removeprefix("/") in (*_PLUGINS, _PRIVATE_PLUGIN)


def _is_known_extension(name: str) -> bool:
    module = name.partition(":")[0]
    return name in _BUILT_IN or (_is_within(module, _PACKAGES) and not _is_within(module, _READERS))


def _is_within(name: str, packages: Collection[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _word(name: str) -> str:
    """What to write to allow it: short for what is well known, the module for anything else."""
    module = re.sub(r"(:.*| #\d+)$", "", name)
    return module.removeprefix("pymdownx.") if _is_within(module, _READERS) else module


def _words(name: str) -> set[str]:
    return {name, _word(name), re.sub(r"(:.*| #\d+)$", "", name).rpartition(".")[2]}


def _unless(name: str, word: str) -> str:
    return (
        f"{name} can read any file of the book into a public page. Take it out, or write "
        f"`allow: [{word}]` for the kithbook-public plugin if you mean it."
    )


@dataclass(frozen=True, slots=True)
class PublicBuild:
    """What is about to be built, and with what; all paths are absolute and real.

    `links` say of files among the public ones that they are files elsewhere; `around` are further
    books that these places lie in.
    """

    book: Path
    docs_dir: Path
    site_dir: Path
    airlock: Path
    theme: str
    custom_dir: Path | None
    plugins: Collection[str]
    extensions: Collection[str]
    has_hooks: bool
    allow: Collection[str] = ()
    command: str = "build"
    links: Collection[str] = ()
    around: Collection[Path] = ()


def refusals(at: PublicBuild) -> tuple[str, ...]:
    """Everything that stands against building, each with what to do instead."""
    guests = Guests(at.plugins, at.extensions, at.has_hooks, allow=at.allow)
    return (*_ways(at), *unwelcome(guests), *_places(at), *at.links)


def _ways(at: PublicBuild) -> Iterator[str]:
    if at.command == "gh-deploy":
        yield (
            "`mkdocs gh-deploy` publishes what nobody has looked through for private words. "
            "Publish it with: kith publish --git origin"
        )
    if at.theme != THEME:
        yield (
            f'The theme is "{at.theme}". The public page brings its own: write '
            f"`theme: {{name: {THEME}}}` in mkdocs.yml, and another in mkdocs.private.yml."
        )


def _places(at: PublicBuild) -> Iterator[str]:
    looked_at = (
        ("docs_dir", at.docs_dir),
        ("site_dir", at.site_dir),
        ("custom_dir", at.custom_dir),
        ("airlock", at.airlock),
    )
    for home in dict.fromkeys((at.book, *at.around)):
        for private in private_places(home):
            for name, place in looked_at:
                if place and overlaps(place, private):
                    yield f"{name} touches {private.relative_to(home)}, which is private."


class _Register(Markdown):  # type: ignore[misc] # it brings no types
    """A converter that writes down the class of each extension that comes into it."""

    def __init__(self) -> None:
        self.met: list[type[Extension]] = []
        super().__init__()

    def registerExtensions(  # noqa: N802 - the name of what is overridden
        self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]
    ) -> Markdown:
        for named in extensions:
            made = self._made(named, configs)
            self.met.append(type(made))
            super().registerExtensions([made], configs)
        return self

    def _made(self, named: Extension | str, configs: Mapping[str, Any]) -> Extension:
        if isinstance(named, str):
            return self.build_extension(named, configs.get(named) or {})
        return named


def modules_of(extensions: Sequence[str], configs: Mapping[str, dict[str, Any]]) -> tuple[str, ...]:
    """The modules of all extensions that these names lead to, and of what those derive from."""
    register = _Register()
    register.registerExtensions(extensions, configs)
    met = (base for made in register.met for base in made.__mro__ if base is not object)
    return tuple(dict.fromkeys(base.__module__ for base in met))
