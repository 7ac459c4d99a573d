"""The folder `.kith/` in a book, for what the program keeps beside the text."""

from __future__ import annotations

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
