"""What of a book is private, by its place: what the public site never reads nor is put into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PRIVATE_FOLDERS = ("people", "journal", "introductions", "requests", "rosters")
OWN_FOLDERS = (*PRIVATE_FOLDERS, "templates", "content/private")
"""The folders whose words are the owner's own: scanned, guarded, and known from git."""
PRIVATE = (
    *OWN_FOLDERS,
    "kithbook.yml",
    "mkdocs.private.yml",
    ".kith",
    ".git",
)
_PRIVATE_SITE = "build/private"
_SIGNS = ("kithbook.yml", "people")  # of which a book has one at least


def private_places(book: Path) -> tuple[Path, ...]:
    """The folders and files of a book that the public site never reads, the private site too."""
    return tuple(book / name for name in (*PRIVATE, _PRIVATE_SITE))


def places_read(book: Path) -> tuple[Path, ...]:
    """The folders and files of a book that its private site is made of, there or not."""
    return tuple(book / name for name in (*PRIVATE_FOLDERS, "templates", "content", "kithbook.yml"))


def books_around(places: Iterable[Path]) -> tuple[Path, ...]:
    """Every folder at or around these that looks like a book, whatever it is built from."""
    folders = dict.fromkeys(folder for place in places for folder in (place, *place.parents))
    return tuple(one for one in folders if any((one / name).exists() for name in _SIGNS))


def git_places(book: Path) -> Iterator[Path]:
    """Where git keeps what it knows of a book: also above it, and where `.git` is only a file."""
    for folder in (book, *book.parents):
        place = folder / ".git"
        if not place.exists():
            continue
        yield place
        if place.is_file():
            _, _, named = place.read_text(errors="replace").partition("gitdir:")
            inner = folder / named.strip()
            yield inner
            with suppress(OSError):
                yield inner / (inner / "commondir").read_text(errors="replace").strip()
