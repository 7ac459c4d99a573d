"""One git commit for each writing command where the settings ask for it, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kithbook.book.edit import Edit, apply
from kithbook.book.model import Settings
from kithbook.cli.screen import note
from kithbook.text import git

TRAILER = "Kith-Command"
_LOOK_BACK = 500
_RECORD = f"%H%x1f%s%x1f%(trailers:key={TRAILER},valueonly,separator=%x20)%x1f%b%x1e"
_REVERTS = "This reverts commit "


@dataclass(frozen=True, slots=True)
class Written:
    """A commit that a command made: its hash, its subject, and the command's name."""

    commit: str
    subject: str
    command: str


def write(edits: Iterable[Edit], root: Path, settings: Settings, command: str, what: str) -> None:
    """Applies edits, and makes them one commit where `commit: true` asks for it.

    A file with changes that the owner has not committed is never swept into the commit.
    """
    chosen = tuple(edits)
    with one_commit([edit.path for edit in chosen], root, settings, command, what):
        for edit in chosen:
            apply(edit, root)


@contextmanager
def one_commit(
    paths: list[str], root: Path, settings: Settings, command: str, what: str
) -> Iterator[None]:
    """Makes what is done to some files inside one commit, where the settings ask for it."""
    own = git.act(root, "status", "--porcelain", "--", *paths) if settings.commit else None
    yield
    if own is not None:
        _commit(root, paths, own, f"{command}: {what}\n\n{TRAILER}: {command}")


def _commit(root: Path, paths: list[str], own: git.Reply, message: str) -> None:
    if not own.done:
        note("It is written. It is no commit, since this book is not in a git repository.")
        return
    if own.out:
        note(f"It is written. {paths[0]} held changes of yours, so the commit is yours to make.")
        return
    added = git.act(root, "add", "--", *paths)
    made = git.act(root, "commit", "--quiet", "-m", message, "--", *paths)
    if not (added.done and made.done):
        note("It is written. git made no commit of it; see git status.")


def last_written(root: Path) -> Written | None:
    """The newest commit of a command that no later commit reverts."""
    answer = git.ask(root, "log", f"-{_LOOK_BACK}", f"--format={_RECORD}").text
    reverted: set[str] = set()
    for record in answer.split("\x1e"):
        if "\x1f" not in record:
            continue
        commit, subject, command, body = record.strip("\n").split("\x1f", 3)
        if _REVERTS in body:
            reverted.add(body.partition(_REVERTS)[2].split(".", 1)[0].strip())
        elif command and commit not in reverted:
            return Written(commit, subject, command)
    return None
