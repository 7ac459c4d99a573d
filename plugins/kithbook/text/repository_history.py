"""The history of a repository: which versions of which files it has, their bytes, its messages.

It is read once, from all branches and tags; nothing is fetched and nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kithbook.text import git

_RECORD = re.compile(
    r":+(?P<modes>(?:[0-7]{6} )+)(?P<ids>(?:[0-9a-f]{40,64} )+)(?P<letters>[A-Z]+)\d*"
)
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_MODULE = "160000"
_AT_ONCE = 48_000_000
"""How many bytes are asked of git at a time."""


class PathChange(NamedTuple):
    """One file in one commit: the version it has from then on, none where it was deleted.

    `was` is the path that it had before, where it was renamed; `fresh` one that was not there.
    """

    path: str
    blob: str
    was: str = ""
    fresh: bool = False


class CommitMessage(NamedTuple):
    """The words of a commit, and who made it: names and addresses."""

    commit: str
    people: str
    text: str


@dataclass(frozen=True)
class History:
    """All changes of a repository, the newest first, with paths from its top."""

    changes: tuple[PathChange, ...]
    messages: tuple[CommitMessage, ...]
    is_whole: bool

    def paths(self) -> Mapping[str, frozenset[str]]:
        """Every path that there ever was, with its versions."""
        found: dict[str, set[str]] = {}
        for one in self.changes:
            known = found.setdefault(one.path, set())
            if one.blob:
                known.add(one.blob)
        return {path: frozenset(blobs) for path, blobs in found.items()}


def read_history(root: Path) -> History:
    """The history of the repository that a folder lies in, without the bytes of its files."""
    shallow = git.ask(root, "rev-parse", "--is-shallow-repository").text == "true"
    return History(tuple(_changes(root)), tuple(_messages(root)), not shallow)


def contents(root: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """The bytes of versions, by what `sizes_of` says of them."""
    waiting: list[str] = []
    bytes_of_them = 0
    for blob, size in sizes.items():
        waiting.append(blob)
        bytes_of_them += size
        if bytes_of_them > _AT_ONCE:
            yield from _batch(root, waiting)
            waiting, bytes_of_them = [], 0
    yield from _batch(root, waiting)


def sizes_of(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """How many bytes each version has; one that is not here is left out."""
    asked = _lines(blobs)
    rows = git.ask(root, "cat-file", "--batch-check", given=asked).lines if asked else []
    parts = (row.split(" ") for row in rows)
    return {one[0]: int(one[2]) for one in parts if len(one) == 3 and one[1] == "blob"}


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{one}\n" for one in blobs).encode()


def _batch(root: Path, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
    if not blobs:
        return
    out = git.ask(root, "cat-file", "--batch", given=_lines(blobs)).out
    at = 0
    while at < len(out):
        head = out.index(b"\n", at)
        parts = out[at:head].decode().split(" ")
        size = int(parts[2]) if len(parts) == 3 else -1
        at = head + 1
        if size >= 0:
            yield parts[0], out[at : at + size]
            at += size + 1


def _changes(root: Path) -> Iterator[PathChange]:
    """What `git log --raw -z` tells, also of merges that differ from all that they join."""
    asked = ("log", "--all", "--topo-order", "--root", "-c", "--raw", "-z", "-M", "--no-abbrev")
    out = git.ask(root, *asked, "--format=%H").out.decode("utf-8", "surrogateescape")
    tokens = iter(out.split("\0"))
    for token in tokens:
        found = _RECORD.fullmatch(token.strip("\n"))
        if found is None:
            continue
        letters = found["letters"]
        path = next(tokens)
        was = path if letters[0] in "RC" and len(letters) == 1 else ""
        path = next(tokens) if was else path
        blob = found["ids"].split()[-1]
        kept = "" if not blob.strip("0") or found["modes"].split()[-1] == _MODULE else blob
        yield PathChange(path, kept, was if letters == "R" else "", letters == "A")


def _messages(root: Path) -> Iterator[CommitMessage]:
    form = "%H%x00%an <%ae>, %cn <%ce>%x00%B%x00%x00"
    out = git.ask(root, "log", "--all", f"--format={form}").out.decode("utf-8", "replace")
    for one in out.split("\0\0\n"):
        commit, _, rest = one.partition("\0")
        people, _, text = rest.partition("\0")
        if _COMMIT.fullmatch(commit):
            yield CommitMessage(commit, people, text)
