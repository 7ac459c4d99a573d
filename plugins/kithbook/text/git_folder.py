"""Whether a repository keeps to its own place: one that somebody sent could lead elsewhere.

Its folder could be another's, or be made of links to other places; it could borrow the objects of
another, or take settings from a file of the owner's. Git would follow, and read or write there.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kithbook.text.nodes import lies_within, real

_WATCHED = ("info", "logs", "objects", "refs", "reftable")
_OWN_TO_LINK = frozenset({"hooks"})  # run on a commit alone, and then they are the owner's
_INCLUDES = r"^include(if\..*)?\.path$"
_OF_FILES = r"^(core\.(excludesfile|attributesfile)|commit\.template)$"
_BEYOND_PATHS = ("%(", ":(")  # what git replaces, or takes off, before it reads the rest as a path
_SETTINGS = ("config", "config.worktree")
Settings = Callable[[Path, str], list[str]]


def repository_place(start: Path) -> Path | None:
    """The nearest folder from here upward that has a repository."""
    return next((one for one in (start, *start.parents) if os.path.lexists(one / ".git")), None)


def leads_elsewhere(place: Path, settings: Settings) -> str:
    """What of the repository at a place is not there itself, as a sentence; empty for nothing.

    `settings` gives the values of a file's keys that match a pattern, without what it includes.
    """
    entry = place / ".git"
    folder = _named_in(entry) if entry.is_file() else real(entry)
    if folder != real(place) / ".git" and not _points_back(folder, place, settings):
        return _is_elsewhere(place, folder)
    shared = _shared(folder)
    if shared is None or (shared / "objects/info/alternates").exists():
        return f"{entry} borrows from another repository, which kith does not follow"
    for each in dict.fromkeys((folder, shared)):
        if odd := next(_odd(each), None):
            return (
                f"{odd} is a link that leaves the repository, or a pipe, and kith does not open it"
            )
    homes = (place, folder, shared)
    files = [each / name for each in dict.fromkeys((folder, shared)) for name in _SETTINGS]
    for file, named in _outside(files, homes, settings):
        return (
            f"{file} names the file {named}, which lies outside, and kith does "
            "not follow. Put what it says into the repository, or name it in ~/.gitconfig"
        )
    return ""


def _shared(folder: Path) -> Path | None:
    """What a repository shares with its worktrees; None where that is not the one it hangs on."""
    told = folder / "commondir"
    if not told.exists():
        return folder
    above = folder.parent.parent
    is_worktree = folder.parent.name == "worktrees" and told.is_file()
    return above if is_worktree and _named_in(told) == above else None


def _outside(
    files: Iterable[Path], homes: tuple[Path, ...], settings: Settings
) -> Iterator[tuple[Path, str]]:
    """Each name of a file elsewhere, or of no file, in settings and in those that they include."""
    waiting, known = list(files), set[Path]()
    while waiting:
        file = waiting.pop()
        if file in known:
            continue
        known.add(file)
        included = settings(file, _INCLUDES)
        for named in included:
            if not _stays(named, (file.parent,), homes):
                yield file, named
                return
        for named in settings(file, _OF_FILES):
            if not _stays(named, homes, homes):
                yield file, named
        waiting += [real(file.parent / named) for named in included]


def _stays(named: str, bases: Iterable[Path], homes: Iterable[Path]) -> bool:
    """Whether a name, from wherever it counts, is of a file at home, or of none."""
    if named.startswith(("~", *_BEYOND_PATHS)):
        return any(lies_within(Path(one), home) for one in _of_home(named) for home in homes)
    places = [real(base / named) for base in bases]
    return all(
        any(lies_within(one, home) for home in homes) and (one.is_file() or not one.exists())
        for one in places
    )


def _of_home(named: str) -> Iterator[str]:
    expanded = os.path.expanduser(named)  # noqa: PTH111 - Path raises where there is no such user
    if expanded != named:
        yield expanded


def _named_in(file: Path) -> Path:
    """The folder that a file `.git` names (gitrepository-layout(5))."""
    with file.open("rb") as opened:
        named = opened.read(4096).decode("utf-8", "surrogateescape")
    if "\0" in named:
        raise OSError(errno.EINVAL, "it names no folder", str(file))
    return real(file.parent / named.removeprefix("gitdir:").strip())


def _points_back(folder: Path, place: Path, settings: Settings) -> bool:
    """Whether a repository elsewhere says itself that it belongs to this place.

    A linked worktree does in its file `gitdir`, a submodule in `core.worktree`.
    """
    back = folder / "gitdir"
    if back.is_file() and folder.parent.name == "worktrees":
        return _named_in(back) == real(place / ".git")
    own = settings(folder / "config", r"^core\.worktree$")
    return bool(own) and real(folder / own[-1]) == real(place)


def _is_elsewhere(place: Path, folder: Path) -> str:
    return (
        f"{place / '.git'} points to the repository {folder}, which does not say that it belongs "
        f"here. If it is yours: git -C {place} config core.worktree {place}"
    )


def _odd(folder: Path) -> Iterator[Path]:
    """Links that leave a repository, and what is neither a file nor a folder."""
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        try:
            inside = os.scandir(here)
        except OSError:
            continue
        with inside:
            for entry in inside:
                if entry.is_dir(follow_symlinks=False):
                    if here != str(folder) or entry.name in _WATCHED:
                        waiting.append(entry.path)
                elif not (entry.is_file(follow_symlinks=False) or _is_fine(entry, folder)):
                    yield Path(entry.path)


def _is_fine(entry: os.DirEntry[str], folder: Path) -> bool:
    if not entry.is_symlink():
        return False
    path = Path(entry.path)
    stays = lies_within(path, folder) and (path.is_file() or path.is_dir() or not path.exists())
    return stays or entry.name in _OWN_TO_LINK
