"""Whether a repository keeps to its own place: one that somebody sent could lead elsewhere.

Its folder could be another's, or be made of links to other places; it could borrow the objects of
another, or take settings from a file of the owner's. Git would follow, and read or write there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kithbook.text.nodes import lies_within, real

_WATCHED = ("", "info", "logs", "refs", "objects", "objects/info", "objects/pack")
_DEEP = ("logs", "refs")
_OWN_TO_LINK = frozenset({"hooks"})  # run on a commit alone, and then they are the owner's
_OF_FILES = r"^(include(if\..*)?\.path|core\.(excludesfile|attributesfile)|commit\.template)$"
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
    if folder != real(place) / ".git":
        return "" if _points_back(folder, place, settings) else _is_elsewhere(place, folder)
    if (folder / "commondir").exists() or (folder / "objects/info/alternates").exists():
        return f"{entry} borrows from another repository, which kith does not follow"
    if odd := next(_odd(folder), None):
        return f"{odd} is a link that leaves the repository, or a pipe, and kith does not open it"
    for name in ("config", "config.worktree"):
        for named in settings(folder / name, _OF_FILES):
            if not lies_within(folder / Path(named).expanduser(), place):
                return (
                    f"{folder / name} names the file {named}, which lies outside, and kith does "
                    "not follow. Put what it says into the repository, or name it in ~/.gitconfig"
                )
    return ""


def _named_in(file: Path) -> Path:
    """The folder that a file `.git` names (gitrepository-layout(5))."""
    with file.open("rb") as opened:
        named = opened.read(4096).decode("utf-8", "surrogateescape")
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
    for name in _WATCHED:
        inner = folder / name
        for here, folders, files in os.walk(inner):
            for one in (*folders, *files):
                path = Path(here, one)
                leaves = path.is_symlink() and not lies_within(path, folder)
                if (leaves and one not in _OWN_TO_LINK) or path.is_fifo():
                    yield path
            if name not in _DEEP:
                break
