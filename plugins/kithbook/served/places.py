"""Where a book is served from: a folder inside it that nobody else reads, and a port of its own."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import randbelow, token_hex
from typing import IO

if sys.platform != "win32":  # there an open file cannot be taken away
    import fcntl

BUILT = "build"
_NAME = re.compile(r"served-[0-9a-f]{8}")
_MARK = ".kithbook-served"
_OURS = ("find/book.json", "assets/kithbook/kithbook.css")
_PORTS = range(20_000, 30_000)
_KEPT = Path(".kith", "port")


class NoPlace(Exception):
    """There is nowhere in the book to serve from; carries what to do."""


@contextmanager
def served_folder(book: Path) -> Iterator[Path]:
    """An empty folder inside the book, gone afterwards; a killed one is gone at the next start."""
    base = book / BUILT
    if not base.resolve().is_relative_to(book.resolve()):
        raise NoPlace(
            f"{BUILT}/ leads out of the book, and what is served is private. "
            f"Make {BUILT}/ a folder of the book."
        )
    base.mkdir(parents=True, exist_ok=True)
    folder, mark = _marked(base)
    try:
        yield folder
    finally:
        mark.close()
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # there is more in it
            base.rmdir()


def sweep(book: Path, temporary: Path | None = None) -> int:
    """Removes what killed servers left, also where earlier releases left it; says how many."""
    left = [one for one in _inside(book / BUILT) if _NAME.fullmatch(one.name) and _is_left(one)]
    elsewhere = temporary or Path(tempfile.gettempdir())
    left += [one for one in _inside(elsewhere) if one.name.startswith("mkdocs_") and _is_ours(one)]
    for one in left:
        shutil.rmtree(one, ignore_errors=True)
    return sum(not one.exists() for one in left)


def port_of(book: Path) -> int:
    """The port of a book, drawn once: what browsers kept of other sites is not on it."""
    kept = book / _KEPT
    try:
        port = int(kept.read_text(encoding="ascii"))
    except (OSError, ValueError):
        port = 0
    if port in _PORTS:
        return port
    port = _PORTS[randbelow(len(_PORTS))]
    with suppress(OSError):
        if not kept.parent.is_dir():
            kept.parent.mkdir()
            (kept.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        kept.write_text(f"{port}\n", encoding="ascii")
    return port


def _marked(base: Path) -> tuple[Path, IO[bytes]]:
    """A new folder and its mark, held for as long as the folder is in use."""
    while True:
        folder = base / f"served-{token_hex(4)}"
        folder.mkdir(mode=0o700)
        # Somebody who sweeps may take the folder for a left one before the mark is held.
        with suppress(FileNotFoundError):
            mark = (folder / _MARK).open("xb")
            if _hold(mark) and (folder / _MARK).exists():
                (folder / ".gitignore").write_text("*\n", encoding="utf-8")
                return folder, mark
            mark.close()


def _hold(mark: IO[bytes]) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if not one.is_symlink() and one.is_dir())
    except OSError:
        return []


def _is_left(folder: Path) -> bool:
    """Whether nobody serves from a folder of ours any more."""
    try:
        with (folder / _MARK).open("r+b") as mark:
            return _hold(mark)
    except FileNotFoundError:
        return not _holds_anything(folder)
    except OSError:
        return False


def _holds_anything(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return True


def _is_ours(folder: Path) -> bool:
    """Whether a temporary folder is our own and holds a private site."""
    own = not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
    return own and all((folder / name).is_file() for name in _OURS)
