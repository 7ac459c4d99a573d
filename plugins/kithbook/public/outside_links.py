"""Links that lead out of the public words: their target would be published in their place."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def leading_out(folder: Path, book: Path, private: Collection[Path]) -> Iterator[str]:
    """A sentence for each link in a folder that stands for a file elsewhere, symbolic or hard.

    A symbolic link to what is private is left to the tripwire, which nobody passes by.
    """
    real, closed = folder.resolve(), [Path(os.path.realpath(place)) for place in private]
    shared: dict[tuple[int, int], Path] = {}
    for path in _entries(folder):
        if path.is_symlink():
            target = Path(os.path.realpath(path))
            if not any(target.is_relative_to(place) for place in (real, *closed)):
                yield (
                    f"{_shown(path, book)} is a link to {target}, which is not in "
                    f"{_shown(folder, book)}. Copy the file if it may be public."
                )
        elif path.is_file() and path.stat().st_nlink > 1:
            shared[_identity(path)] = path
    if not shared:
        return
    for place in private:
        for path in (place, *_entries(place)):
            if path.is_file() and (ours := shared.get(_identity(path))):
                yield (
                    f"{_shown(ours, book)} is the same file as {_shown(path, book)}, which is "
                    "private. Copy what of it may be public."
                )


def _entries(folder: Path) -> Iterator[Path]:
    """Everything below a folder; a link is told and not followed."""
    for at, folders, names in os.walk(folder):
        for name in (*folders, *names):
            yield Path(at, name)


def _shown(path: Path, book: Path) -> str:
    return path.relative_to(book).as_posix() if path.is_relative_to(book) else str(path)


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino
