"""When the public site is not built: where something private could come into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.public.tripwire import private_places

THEME = "kithbook"
_PRIVATE_PLUGIN = "kithbook-private"
_READERS = {"snippets": "pymdownx.snippets", "macros": "macros"}


@dataclass(frozen=True, slots=True)
class Situation:
    """What is about to be built, and with what; all paths are absolute and real."""

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


def refusals(at: Situation) -> tuple[str, ...]:
    """Everything that stands against building, each with what to do instead."""
    return (*_guests(at), *_places(at))


def _guests(at: Situation) -> Iterator[str]:
    if at.theme != THEME:
        yield (
            f'The theme is "{at.theme}". The public page brings its own: write '
            f"`theme: {{name: {THEME}}}` in mkdocs.yml, and another in mkdocs.private.yml."
        )
    if _PRIVATE_PLUGIN in at.plugins:
        yield (
            f"{_PRIVATE_PLUGIN} stands beside kithbook-public. It belongs into "
            "mkdocs.private.yml alone."
        )
    for word, name in _READERS.items():
        if word not in at.allow and name in (*at.plugins, *at.extensions):
            yield _unless(name, word)
    if at.has_hooks and "hooks" not in at.allow:
        yield _unless("hooks", "hooks")


def _unless(name: str, word: str) -> str:
    return (
        f"{name} can read any file of the book into a public page. Take it out, or write "
        f"`allow: [{word}]` for the kithbook-public plugin if you mean it."
    )


def _places(at: Situation) -> Iterator[str]:
    looked_at = (
        ("docs_dir", at.docs_dir),
        ("site_dir", at.site_dir),
        ("custom_dir", at.custom_dir),
        ("airlock", at.airlock),
    )
    for private in private_places(at.book):
        for name, place in looked_at:
            if place and (_within(place, private) or _within(private, place)):
                yield f"{name} touches {private.relative_to(at.book)}, which is private."


def _within(inner: Path, outer: Path) -> bool:
    return inner == outer or outer in inner.parents
