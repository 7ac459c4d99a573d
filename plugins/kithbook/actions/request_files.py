"""Requests filed as they come in, and deleted when they have been kept long enough."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kithbook.actions.committing import one_commit
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.writes import Touched, Write
from kithbook.airlock.private_places import private_places
from kithbook.book.edit import digest
from kithbook.book.model import Settings
from kithbook.requests.filing import Plan
from kithbook.requests.purge import delete
from kithbook.text.git_state import kept
from kithbook.text.words import counted

_GIT_KEEPS = {
    "whole": "",
    "earlier": "Git keeps an earlier version of {}, not the one on disk.",
    "no": "{} is in no commit, so nothing keeps it.",
}


def file_requests(plan: Plan) -> Edits:
    """The files of what came in."""
    return Edits(plan.edits, "request import", counted(len(plan.edits), "file"))


def own_file(root: Path, path: Path) -> str:
    """The place of a file that is the book's own already; empty for one that comes in."""
    real, book = path.resolve(), root.resolve()
    own = any(real.is_relative_to(place) for place in private_places(book))
    return real.relative_to(book).as_posix() if own else ""


def purge_requests(
    paths: Iterable[str], root: Path, settings: Settings, tell: Tell = silent
) -> None:
    """Deletes some requests, as they are now."""
    before = {path: digest((root / path).read_bytes()) for path in paths}
    files = tuple(Touched(path, was, None) for path, was in before.items())
    write = Write("request purge", counted(len(files), "file"), files)
    with one_commit(write, root, settings, tell):
        for path, was in before.items():
            delete(root, path, was)


def what_git_keeps(root: Path, paths: Iterable[str]) -> list[str]:
    """A remark for each file that is not in the history as it is on disk."""
    return [said for path in paths if (said := _GIT_KEEPS[kept(root, path)].format(path))]
