"""Where a book is served from: a folder inside it that nobody else reads."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kithbook.text import built

_OURS = ("find/book.json", "assets/kithbook/kithbook.css")


class NoPlace(Exception):
    """There is nowhere in the book to serve from; carries what to do."""


@contextmanager
def served_folder(book: Path) -> Iterator[Path]:
    """An empty folder inside the book, gone afterwards; a killed one is gone at the next start."""
    if not (book / built.BUILD).resolve().is_relative_to(book.resolve()):
        raise NoPlace(
            f"{built.BUILD}/ is a link out of the book, and what is served is private. "
            f"Make {built.BUILD}/ a folder of the book."
        )
    with built.aside(book) as folder:
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        yield folder


def sweep(temporary: Path | None = None) -> int:
    """Removes private sites that earlier releases left in the temporary folder; says how many."""
    found = _inside(temporary or Path(tempfile.gettempdir()))
    left = [one for one in found if one.name.startswith("mkdocs_") and _is_ours(one)]
    for one in left:
        shutil.rmtree(one, ignore_errors=True)
    return sum(not one.exists() for one in left)


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if not one.is_symlink() and one.is_dir())
    except OSError:
        return []


def _is_ours(folder: Path) -> bool:
    """Whether a temporary folder is our own and holds a private site."""
    own = not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
    return own and all((folder / name).is_file() for name in _OURS)
