"""What the next commit would hold: the files of git's index, byte for byte, with no filter run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kithbook.text import git
from kithbook.text.nodes import real
from kithbook.text.repository_history import contents, sizes_of

_ENTRY = re.compile(
    r"(?P<mode>[0-7]{6}) (?P<blob>[0-9a-f]{40,64}) (?P<stage>[0-3])\t(?P<path>.+)", re.DOTALL
)
_FILES = ("100644", "100755")


class StagedFile(NamedTuple):
    """A file as the next commit would have it, by its path below the folder that was asked."""

    path: str
    raw: bytes


class Unmerged(Exception):
    """A merge is not finished, so that there is no next commit; says which file."""


def staged_files(
    where: Path, git_folder: Path, wanted: Callable[[str], bool]
) -> Iterator[StagedFile]:
    """The files below a folder in the index of its repository; links and modules are no files.

    In a hook of git it is the index that this commit is made from. Raises Unmerged.
    """
    more = _index_of_a_hook(git_folder)
    out = git.ask(where, "ls-files", "--stage", "-z", more=more).out
    paths: dict[str, list[str]] = {}
    for line in out.decode("utf-8", "surrogateescape").split("\0"):
        found = _ENTRY.fullmatch(line)
        if found is None or not _is_within(found["path"]) or not wanted(found["path"]):
            continue
        if found["stage"] != "0":
            raise Unmerged(found["path"])
        if found["mode"] in _FILES:
            paths.setdefault(found["blob"], []).append(found["path"])
    for blob, raw in contents(where, sizes_of(where, paths)):
        for path in paths[blob]:
            yield StagedFile(path, raw)


def _is_within(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and ".git" not in parts


def _index_of_a_hook(git_folder: Path) -> Mapping[str, str] | None:
    """The index that git names to a hook of this repository, where it lies in its folder."""
    named = os.environ.get("GIT_INDEX_FILE")
    if not named:
        return None
    place = real(Path(named))
    return {"GIT_INDEX_FILE": str(place)} if place.is_relative_to(real(git_folder)) else None
