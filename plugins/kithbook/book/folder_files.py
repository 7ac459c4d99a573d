"""Which files of people/ and journal/ are read, with the folders in them.

A file is told by its name alone. A leading `_`, a folder of templates and `people_except` in the
settings take out what is no person; links to folders are not followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from kithbook.text.nodes import is_own_folder
from kithbook.text.words import fold

_MARKDOWN, _YAML = (".md", ".markdown"), (".yml", ".yaml")
ENDINGS = {"people": (*_MARKDOWN, *_YAML), "journal": _MARKDOWN}
_TEMPLATES = ("templates", "template")
_LISTS = frozenset(("moc", "dashboard", "index"))
_LISTED = frozenset(("people", "persons", "contacts"))
_UNFINISHED = ("~", ".tmp")


class FolderFiles(NamedTuple):
    """What lies in a folder of the book and those below it, as sorted paths in the book.

    `apart` has the ending, and its name or place says that it is not meant; `others` are files of
    another ending, and links to folders. Folders in `closed` cannot be looked into.
    """

    read: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def files_of(root: Path, folder: str, excepted: Iterable[str] = ()) -> FolderFiles:
    """The files of people/ or journal/; `excepted` are names and patterns from the settings."""
    if not is_own_folder(root, root / folder):
        return FolderFiles()
    patterns = tuple(excepted)
    read: list[str] = []
    apart: list[str] = []
    others: list[str] = []
    closed: list[str] = []
    for path, linked in _below(str(root / folder), folder, closed):
        if linked or not path.lower().endswith(ENDINGS[folder]):
            others.append(path)
        elif id_of(path).lower() != "readme":
            (read if is_read(path, patterns) else apart).append(path)
    return FolderFiles(*(tuple(sorted(each)) for each in (read, apart, others, closed)))


def is_read(path: str, excepted: Iterable[str] = ()) -> bool:
    """Whether the book reads a file as what its folder holds, by its path in the book."""
    folder, *folders, name = path.split("/")
    if not path.lower().endswith(ENDINGS.get(folder, ())) or not name or name[0] in ".#~_":
        return False
    if id_of(path).lower() == "readme" or any(map(_is_apart, folders)) or _is_list(id_of(path)):
        return False
    return not any(_means(pattern, path) for pattern in excepted)


def is_person(path: str, excepted: Iterable[str] = ()) -> bool:
    """Whether a file is a person's, whatever stands in it."""
    return path.startswith("people/") and is_read(path, excepted)


def is_yaml(path: str) -> bool:
    """Whether a file holds keys alone, without notes below them."""
    return path.lower().endswith(_YAML)


def id_of(path: str) -> str:
    """The id of a file: its name without folders and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _below(folder: str, path: str, closed: list[str]) -> Iterator[tuple[str, bool]]:
    """Each file below a folder that is meant, and whether it is a link to a folder instead."""
    try:
        with os.scandir(folder) as found:
            inside = list(found)
    except OSError:
        closed.append(path)
        return
    for one in inside:
        name = one.name
        if one.is_dir(follow_symlinks=False):
            if name[0] != ".":
                yield from _below(one.path, f"{path}/{name}", closed)
        elif name[0] not in ".#~" and not name.endswith(_UNFINISHED):
            yield f"{path}/{name}", one.is_symlink() and os.path.isdir(one.path)  # noqa: PTH112


def _is_apart(folder: str) -> bool:
    """Whether a folder holds nobody: it is hidden, set apart by a `_`, or holds templates."""
    return folder[0] in "._" or folder.lower() in _TEMPLATES


def _is_list(stem: str) -> bool:
    """Whether a file is a list of notes by its name, such as `People MOC`."""
    words = set(fold(stem).replace("-", " ").split())
    return len(words) == 2 and len(words & _LISTS) == len(words & _LISTED) == 1


def _means(pattern: str, path: str) -> bool:
    """Whether a name or pattern of the settings means a file, or a folder that it lies in."""
    wanted = fold(pattern.strip().removeprefix("people/").strip("/"))
    steps = fold(path).split("/")[1:]
    if "/" in wanted:
        steps = ["/".join(steps[: depth + 1]) for depth in range(len(steps))]
    told = (*steps, steps[-1].rpartition(".")[0])
    return bool(wanted) and any(fnmatchcase(one, wanted) for one in told)
