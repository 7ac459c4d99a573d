"""What else takes part in building the public site, and whether it may: plugins, extensions, hooks.

Whatever is not known here to read nothing but the page before it is refused, unless the owner
allows it by name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_PRIVATE_PLUGIN = "kithbook-private"
_PLUGINS = frozenset(("kithbook-public", "search", "material/search", "tags", "material/tags"))
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
