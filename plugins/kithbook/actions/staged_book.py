"""The book as the next commit would hold it, laid out for a while beside what kith keeps.

It lies within the book, in `.kith/`, since it is as private, and goes when it was looked at.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.text import git
from kithbook.text.git_index import Unmerged, staged_files
from kithbook.text.locks import locked
from kithbook.text.own_folder import own_folder
from kithbook.text.refusal import refuse

_PLACE = "staged"
_READ = (*OWN_FOLDERS, "content", "kithbook.yml", "mkdocs.yml", "mkdocs.private.yml")
_LOCKED = b"\0GITCRYPT\0"


@dataclass(frozen=True, slots=True)
class StagedBook:
    """Where the book lies as it is staged; `locked` are files that are encrypted there.

    Of those it holds what the folder of the book has.
    """

    root: Path
    locked: tuple[str, ...]


@contextmanager
def staged_book(root: Path) -> Iterator[StagedBook]:
    """Lays the staged book out and takes it away again; raises Declined where nothing is staged."""
    own = own_folder(root, make=True)
    if own is None:
        refuse(".kith is not a folder of its own, so the staged book could not be laid out there.")
    place = own / _PLACE
    with locked(own):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        try:
            yield StagedBook(place, tuple(_laid_out(root, place)))
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _laid_out(root: Path, place: Path) -> Iterator[str]:
    """Writes every staged file that is read of a book; gives the paths that are encrypted."""
    found = [(name, git.found(root / name)) for name in ("", *_own_repositories(root))]
    if all(one.state != "ready" for _, one in found):
        refuse(f"Nothing is staged here. Git says: {found[0][1].said}")
    for name, one in found:
        if one.state == "ready":
            ahead = f"{name}/" if name else ""
            yield from _copied(root, place, ahead, one.folder)


def _own_repositories(root: Path) -> Iterator[str]:
    """The private folders that are repositories of their own."""
    return (name for name in OWN_FOLDERS if (root / name / ".git").exists())


def _copied(root: Path, place: Path, ahead: str, git_folder: Path) -> Iterator[str]:
    wanted = partial(_is_read, ahead)
    try:
        for one in staged_files(root / ahead, git_folder, wanted):
            path = f"{ahead}{one.path}"
            encrypted = one.raw.startswith(_LOCKED)
            if encrypted:
                yield path
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(_plain(root / path) if encrypted else one.raw)
    except Unmerged as merge:
        refuse(f"{ahead}{merge}: a merge is not finished. Settle it, then add the file.")


def _is_read(ahead: str, path: str) -> bool:
    path = f"{ahead}{path}"
    return any(path == one or path.startswith(f"{one}/") for one in _READ)


def _plain(path: Path) -> bytes:
    """What the folder has of a file that is encrypted in the index; nothing where it has none."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""
