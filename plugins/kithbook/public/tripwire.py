"""The tripwire: while the public site is built, nothing private may be opened or listed.

An audit hook sees every file that this process opens, whoever asks: snippets, hooks, other
plugins, symbolic links, a wrong docs_dir. It cannot be taken out again, so it does next to nothing
unless armed. Programs started by the build and hard links escape it; the leak scan is for those.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

PRIVATE = (
    "people",
    "journal",
    "introductions",
    "requests",
    "rosters",
    "content/private",
    "kithbook.yml",
    "mkdocs.private.yml",
    ".kith",
)
_EVENTS = frozenset(
    ("open", "os.listdir", "os.scandir", "os.link", "os.symlink", "os.rename",
     "shutil.copyfile", "shutil.copytree", "shutil.move")
)  # fmt: skip


class PrivateTouched(RuntimeError):
    """The public build reached for something private.

    No OSError, which os.walk would swallow, and then an empty site would be published.
    """


class _Wire:
    """What is watched, and what was touched since it was armed."""

    def __init__(self) -> None:
        self.places: tuple[str, ...] = ()
        self.touched: list[str] = []
        self.installed = False


_wire = _Wire()


def private_places(book: Path) -> tuple[Path, ...]:
    """The folders and files of a book that the public site never reads."""
    return tuple(book / name for name in PRIVATE)


def arm(places: Iterable[Path]) -> None:
    """Raises PrivateTouched from now on wherever one of these is opened, listed or linked."""
    _wire.places = tuple(dict.fromkeys(_plain(os.path.realpath(place)) for place in places))
    _wire.touched = []
    if not _wire.installed:
        sys.addaudithook(_hear)
        _wire.installed = True


def disarm() -> tuple[str, ...]:
    """Lets everything be opened again; what was touched meanwhile, even if nobody listened."""
    _wire.places = ()
    touched, _wire.touched = tuple(_wire.touched), []
    return touched


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _wire.places or event not in _EVENTS:
        return
    both = event not in ("open", "os.listdir", "os.scandir")
    for named in arguments[: 1 + both]:
        path = _path(named)
        if path and _watched(path):
            _wire.touched.append(path)
            raise PrivateTouched(
                f"The public site reached for {path}, which is private, and was not built. "
                "Look for a snippet, a link or a hook that names it."
            )


def _path(named: object) -> str:
    """The path behind an argument of an event; empty where there is none."""
    if named is None:
        return os.curdir
    if isinstance(named, int):
        return _of_descriptor(named)
    if isinstance(named, bytes):
        return os.fsdecode(named)
    if isinstance(named, os.PathLike):
        return os.fsdecode(named)
    return named if isinstance(named, str) else ""


def _of_descriptor(number: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:
        return ""


def _watched(path: str) -> bool:
    try:
        real = _plain(os.path.realpath(path))
    except ValueError:  # a name that no file can have
        return False
    return any(real == place or real.startswith(place + os.sep) for place in _wire.places)


def _plain(path: str) -> str:
    """The path as a file system sees it that knows neither case nor composed accents."""
    return unicodedata.normalize("NFC", os.path.normcase(path)).casefold()
