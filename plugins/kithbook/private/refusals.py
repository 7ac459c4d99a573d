"""When the private site is not built: it could be published, or delete what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.settings import FILE as SETTINGS
from kithbook.text.built import overlaps
from kithbook.text.hosts import host_in

_SHOWN = ("docs", "content/public")  # what hosts take a site from, and what the public one is of


@dataclass(frozen=True, slots=True)
class PrivateBuild:
    """What is about to be built, from where and to where; all paths are absolute.

    `published` is what strangers may read: the public site's sources, and where it is published.
    """

    command: str
    dirty: bool
    environment: Mapping[str, str]
    allow_ci: bool
    book: Path
    docs_dir: Path
    site_dir: Path
    public_site_dir: Path | None
    directory_urls: bool = True
    published: tuple[Path, ...] = ()


def refusal(at: PrivateBuild) -> str:
    """Why nothing will be built, with what to do instead; empty when nothing stands against it."""
    return next(_reasons(at), "")


def watched(book: Path) -> tuple[Path, ...]:
    """What of a book makes the site anew when it changes; some of it may come later."""
    names = (*PRIVATE_FOLDERS, SETTINGS, "templates", "content/public", "content/disclosed.yml")
    return tuple(book / name for name in names)


def _reasons(at: PrivateBuild) -> Iterator[str]:
    if at.command == "gh-deploy":
        yield "The private site is never published. `mkdocs gh-deploy` belongs to mkdocs.yml alone."
    if at.dirty:
        yield "A --dirty build would leave pages of people who are gone. Build without it."
    host = host_in(at.environment)
    if host and at.command == "build" and not at.allow_ci:
        yield (
            f"{host} is set, so this looks like a machine that publishes what it builds. "
            "Build the public site with mkdocs.yml there; for a test of your own, "
            "set `allow_ci: true` for the kithbook-private plugin."
        )
    if not at.directory_urls:
        yield "People link to one another by folder. Leave `use_directory_urls` on."
    yield from _places(at)


def _places(at: PrivateBuild) -> Iterator[str]:
    public = at.public_site_dir
    if public and overlaps(public, at.site_dir):
        yield (
            f"site_dir ({at.site_dir.name}) is or touches the public site's folder. "
            "Give the private site one of its own, such as build/private."
        )
    for name in PRIVATE_FOLDERS:
        folder = at.book / name
        if overlaps(folder, at.site_dir):
            yield f"site_dir would hold or replace {name}/ of the book. Use build/private."
        if overlaps(at.docs_dir, folder):
            yield (
                f"docs_dir must lie apart from {name}/: a build without Kithbook would "
                "show it as it is. Use content/private."
            )
    for place in (*at.published, *(at.book / name for name in _SHOWN)):
        if overlaps(_plain(at.site_dir), _plain(place)):
            yield (
                f"site_dir is or touches {place.name}/, which is or may be published. "
                "Give the private site a folder of its own, such as build/private."
            )


def _plain(path: Path) -> Path:
    """A path as a file system sees it that knows no case."""
    return Path(str(path).casefold())
