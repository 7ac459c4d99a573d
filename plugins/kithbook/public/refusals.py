"""When the public site is not built: where something private could come into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.airlock.private_places import private_places
from kithbook.public.guests import Guests, unwelcome

THEME = "kithbook"


@dataclass(frozen=True, slots=True)
class Situation:
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


def refusals(at: Situation) -> tuple[str, ...]:
    """Everything that stands against building, each with what to do instead."""
    guests = Guests(at.plugins, at.extensions, at.has_hooks, allow=at.allow)
    return (*_ways(at), *unwelcome(guests), *_places(at), *at.links)


def _ways(at: Situation) -> Iterator[str]:
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


def _places(at: Situation) -> Iterator[str]:
    looked_at = (
        ("docs_dir", at.docs_dir),
        ("site_dir", at.site_dir),
        ("custom_dir", at.custom_dir),
        ("airlock", at.airlock),
    )
    for home in dict.fromkeys((at.book, *at.around)):
        for private in private_places(home):
            for name, place in looked_at:
                if place and (_within(place, private) or _within(private, place)):
                    yield f"{name} touches {private.relative_to(home)}, which is private."


def _within(inner: Path, outer: Path) -> bool:
    return inner == outer or outer in inner.parents
