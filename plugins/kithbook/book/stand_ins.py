"""What stands in the place of a file and is not it: a cloud's placeholder, an empty file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kithbook.book.folder_files import id_of
from kithbook.book.folder_names import FolderNames
from kithbook.book.model import UnreadPerson
from kithbook.text.problems import Location, Problem
from kithbook.text.source import read_source
from kithbook.text.words import fold

_SIGNS = (".icloud", ".nextcloud", ".owncloud", ".rsls")
_PLACEHOLDER = re.compile(
    r"\.(?P<apple>.+)\.icloud|(?P<virtual>.+)\.(?:nextcloud|owncloud|rsls)", re.IGNORECASE
)


def file_meant(path: str) -> str:
    """The file that a cloud's placeholder stands for, by its path; empty where it is none."""
    if not path.lower().endswith(_SIGNS):
        return ""
    folder, _, name = path.rpartition("/")
    found = _PLACEHOLDER.fullmatch(name)
    return f"{folder}/{found['apple'] or found['virtual']}" if found else ""


def placeholders_in(there: Iterable[FolderNames]) -> Mapping[str, str]:
    """The files that are not on this machine, each with the placeholder that stands for it."""
    found = {}
    for folder, names in there:
        for name in names:
            meant = file_meant(f"{folder}{name}")
            if meant and meant.rpartition("/")[2] not in names:
                found[meant] = f"{folder}{name}"
    return found


def not_here(placeholders: Mapping[str, str]) -> Iterator[Problem]:
    """A finding for each file of which only a placeholder is on this machine."""
    for path, placeholder in placeholders.items():
        name = placeholder.rpartition("/")[2]
        message = f"This file is not on this machine; only {name} stands for it"
        yield Problem(Location(path), "not-here", message, "Have it downloaded, then try again")


def away(placeholders: Mapping[str, str], taken: Iterable[str]) -> Iterator[UnreadPerson]:
    """The people whose files are not on this machine; of those with a file here, nobody."""
    ids = {fold(one) for one in taken}
    for path in placeholders:
        if path.startswith("people/") and fold(id_of(path)) not in ids:
            yield UnreadPerson(id_of(path), path, "Only a placeholder of it is on this machine")


def full_first(root: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The files of people in their order, an empty one behind those of the same id."""
    count = Counter(fold(id_of(path)) for path in paths)
    if len(count) == len(paths):
        return paths
    twice = (path for path in paths if count[fold(id_of(path))] > 1)
    empty = frozenset(path for path in twice if is_empty(root, path))
    return tuple(sorted(paths, key=lambda path: path in empty))


def is_empty(root: Path, path: str) -> bool:
    """Whether a file of the book holds nothing."""
    found = read_source(root, root / path)
    return isinstance(found, Problem) and found.code == "empty-file"
