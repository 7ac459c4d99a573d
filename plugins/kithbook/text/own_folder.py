"""The folder `.kith/` in a book, for what the program keeps beside the text."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NAME = ".kith"


def own_folder(root: Path, *, make: bool = False) -> Path | None:
    """The folder, or None where it may not be used: a link that leads elsewhere, or a file.

    Raises OSError where it cannot be made.
    """
    folder = root / NAME
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return None
    if make and not folder.exists():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def own_file(root: Path, name: str, *, make: bool = False) -> Path | None:
    """A file in the folder, there or not yet; None where a link or something else has its name.

    Raises OSError where the folder cannot be made.
    """
    folder = own_folder(root, make=make)
    if folder is None:
        return None
    path = folder / name
    is_ours = not os.path.lexists(path) or (path.is_file() and not path.is_symlink())
    return path if is_ours else None


def clear_folder(root: Path, name: str) -> None:
    """Deletes the files of a folder in the folder but the hidden ones; raises nothing."""
    own = own_folder(root)
    folder = own / name if own else None
    if folder is None or folder.is_symlink() or not folder.is_dir():
        return
    with suppress(OSError):
        for one in folder.iterdir():
            if not one.name.startswith("."):
                one.unlink()


def start_of(root: Path, name: str, most: int) -> str:
    """The first bytes of a file in the folder as text; empty where there is none."""
    path = own_file(root, name)
    if path is None or not path.is_file():
        return ""
    with path.open("rb") as file:
        return os.fsdecode(file.read(most))


def keep(root: Path, name: str, text: str) -> Path | None:
    """Writes a file in the folder anew, and no other name of it; None where that may not be."""
    path = own_file(root, name, make=True)
    if path is not None:
        path.unlink(missing_ok=True)
        with path.open("xb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
    return path
