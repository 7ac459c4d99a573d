"""What lies under a name on the disk: a file of the book, or something that is not to be opened."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class Oddity(NamedTuple):
    """Why something is not read or written: the code of the finding, and what is so."""

    code: str
    message: str


def real(path: Path) -> Path:
    """Where a path ends; a circle of links goes no further than itself."""
    return Path(os.path.realpath(path))


def lies_within(path: Path, root: Path) -> bool:
    """Whether a path goes to a place in a folder, also through links."""
    return real(path).is_relative_to(real(root))


def oddity(root: Path, path: Path, *, folder: bool = False) -> Oddity | None:
    """What keeps something in the book from being read as a file, or as a folder; else None.

    Nothing is opened, so a pipe without a writer keeps nobody waiting.
    """
    name = path.name
    if _has_link(root, path) and not lies_within(path, root):
        return Oddity("outside-book", f"{name} is a link that leaves the book")
    try:
        mode = path.stat().st_mode
    except OSError as fault:
        return Oddity("unreadable-file", _unreachable(path, fault))
    if stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode):
        return None
    kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "a file")
    wanted = "a folder" if folder else "a file"
    return Oddity("unreadable-file", f"{name} is {kind}, and {wanted} belongs here")


def content_of(root: Path, path: Path, most: int) -> bytes | None:
    """The bytes of a file of the book, one more than `most` of a larger one; None for no file.

    Raises OSError for what is no file of the book, without opening it.
    """
    if not os.path.lexists(path):
        return None
    if odd := oddity(root, path):
        raise OSError(errno.EINVAL, odd.message, str(path))
    with path.open("rb") as file:
        return file.read(most + 1)


def _unreachable(path: Path, fault: OSError) -> str:
    if not path.is_symlink():
        return f"{path.name}: {fault.strerror}"
    if isinstance(fault, FileNotFoundError):
        return f"{path.name} is a link to nowhere"
    return f"{path.name} is a link that goes round in a circle ({fault.strerror})"


def is_own_folder(root: Path, folder: Path) -> bool:
    """Whether there is a folder of the book to look into."""
    return folder.is_dir() and lies_within(folder, root)


def _has_link(root: Path, path: Path) -> bool:
    """Whether any step from the book to the path is a link.

    Each file of a book is asked for it, so the steps are texts: paths as objects cost far more.
    """
    top, step, last = str(root), str(path), ""
    while step not in (top, last):
        if os.path.islink(step):  # noqa: PTH114
            return True
        step, last = os.path.dirname(step), step  # noqa: PTH120
    return False
