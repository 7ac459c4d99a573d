"""The tripwire: while the public site is built, nothing private may be opened or listed.

An audit hook sees every file that this process opens, whoever asks: snippets, hooks, other
plugins, symbolic links, a wrong docs_dir. It cannot be taken out again, so it does next to nothing
unless armed. It sees what is written, too, and programs that are started. Code that is no Python,
and programs that the owner allowed, escape it; the leak scan is for those.
"""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_EVENTS = frozenset(
    ("open", "os.listdir", "os.scandir", "os.link", "os.symlink", "os.rename",
     "shutil.copyfile", "shutil.copytree", "shutil.move", "sqlite3.connect")
)  # fmt: skip
# Which argument of an event is written to.
_WRITES = {
    "os.link": 1,
    "os.symlink": 1,
    "os.rename": 1,
    "os.mkdir": 0,
    "os.truncate": 0,
    "sqlite3.connect": 0,
}
_PROGRAMS = frozenset(
    ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
     "os.forkpty", "os.startfile")
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class PrivateTouched(RuntimeError):
    """The public build reached for something private.

    No OSError, which os.walk would swallow, and then an empty site would be published.
    """


class _Wire:
    """What is watched, and what was touched since it was armed."""

    def __init__(self) -> None:
        self.places: tuple[str, ...] = ()
        self.output: str = ""
        self.book: str = ""
        self.programs = True
        self.touched: list[str] = []
        self.installed = False


_wire = _Wire()


def arm(places: Iterable[Path]) -> None:
    """Raises PrivateTouched from now on wherever one of these is opened, listed or linked."""
    _wire.places = tuple(dict.fromkeys(_plain(os.path.realpath(place)) for place in places))
    _wire.touched = []
    if not _wire.installed:
        sys.addaudithook(_hear)
        _wire.installed = True


def confine(output: Path, book: Path, *, programs: bool) -> None:
    """While it is armed, lets nothing be written but the output and what passes.

    Passing are temporary files outside of the book, and compiled modules. Unless `programs`,
    none may be started either.
    """
    if _wire.places:
        _wire.output, _wire.book = (_plain(os.path.realpath(each)) for each in (output, book))
        _wire.programs = programs


def disarm() -> tuple[str, ...]:
    """Lets everything be opened again; what was touched meanwhile, even if nobody listened."""
    _wire.places, _wire.output, _wire.programs = (), "", True
    touched, _wire.touched = tuple(_wire.touched), []
    return touched


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _wire.places:
        return
    if _wire.output:
        _hear_writing(event, arguments)
    if event not in _EVENTS:
        return
    both = event not in ("open", "os.listdir", "os.scandir", "sqlite3.connect")
    for named in arguments[: 1 + both]:
        path = _path(named)
        if path and _watched(path):
            _wire.touched.append(path)
            raise PrivateTouched(
                f"The public site reached for {path}, which is private, and was not built. "
                "Look for a snippet, a link or a hook that names it."
            )


def _hear_writing(event: str, arguments: tuple[object, ...]) -> None:
    if event in _PROGRAMS and not _wire.programs:
        _wire.touched.append(event)
        raise PrivateTouched(
            "Something wanted to start a program while the public site was built, and nothing sees "
            "what a program reads. The site was not built. A plugin that has to, and that you "
            "trust, is allowed by its name, under `allow` of kithbook-public."
        )
    place = _WRITES.get(event)
    if event == "open" and _is_for_writing(arguments):
        place = 0
    path = "" if place is None else _path(arguments[place])
    if path and not _may_be_written(path, leads=event == "os.mkdir"):
        _wire.touched.append(path)
        raise PrivateTouched(
            f"Something wanted to write {path} while the public site was built. That is outside "
            "the site, so nobody would look through it, and the site was not built."
        )


def _is_for_writing(arguments: tuple[object, ...]) -> bool:
    _, mode, flags = (*arguments, None, None)[:3]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)


def _may_be_written(path: str, *, leads: bool) -> bool:
    """Whether it is the output or passing; `leads` that it may be a folder around the output."""
    try:
        real = _plain(os.path.realpath(path))
    except ValueError:
        return True
    if _is_in(real, _wire.output) or (leads and _is_in(_wire.output, real)):
        return True
    passing = (_plain(os.path.realpath(tempfile.gettempdir())), _plain(os.path.realpath("/dev")))
    compiled = f"{os.sep}__pycache__" in real
    return not _is_in(real, _wire.book) and (compiled or any(_is_in(real, at) for at in passing))


def _is_in(path: str, place: str) -> bool:
    return path == place or path.startswith(place + os.sep)


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
    return any(_is_in(real, place) for place in _wire.places)


def _plain(path: str) -> str:
    """The path as a file system sees it that knows neither case nor composed accents."""
    return unicodedata.normalize("NFC", os.path.normcase(path)).casefold()
