"""Which write of a command was the last one, and whether git can take it back by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kithbook.actions.committing import ALSO
from kithbook.actions.writes import Write, line_of, on_record, record, standing
from kithbook.book.edit import digest
from kithbook.text import git
from kithbook.text.git_state import TRAILER
from kithbook.text.words import full_stop

FORGET = "forget"
"""The command whose write nothing takes back."""
_FORGOT = (
    "The last write forgot somebody. That is not taken back, and neither is anything before it: "
    "git has what its history has."
)
_LOOK_BACK = 500
_RECORD = f"%H%x1f%at%x1f%s%x1f%(trailers:key={TRAILER},valueonly,separator=%x20)%x1f%b%x1e"
_REVERTS = re.compile(r"^This reverts commit ([0-9a-f]{7,64})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OwnCommit:
    """A commit that a command made: its hash, author time, subject, and what else is in it."""

    commit: str
    at: str
    subject: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _History:
    """The commands' commits of a branch that nothing reverts, newest first; and the others."""

    standing: tuple[OwnCommit, ...]
    reverted: tuple[str, ...]

    def is_reverted(self, commit: str) -> bool:
        return any(commit.startswith(one) for one in self.reverted)


def last_written(root: Path) -> OwnCommit | str | None:
    """The commit of the last write, or why it has none to take back; None where none is known."""
    history = _history(root)
    newest = next(iter(history.standing), None)
    writes = [one for one in on_record(root) if not history.is_reverted(one.commit or "none")]
    if not writes:
        return _alone(newest) if newest else None
    last = writes[-1]
    if last.command == FORGET or last not in standing(root, writes):
        return _not_there(root, writes)
    if not last.commit:
        known = {one.commit for one in writes}
        is_it = (
            newest and not last.why and newest.commit not in known and _is_of(root, newest, last)
        )
        return _alone(newest) if newest and is_it else _in_no_commit(root, last)
    if newest and _is_or_follows(root, newest, last, history):
        return _alone(newest)
    return (
        f'The last write, "{last.subject}", is in the commit {last.commit[:10]}, which is not in '
        "the history of what is checked out. So undo takes nothing back here. See: git branch "
        f"--contains {last.commit[:10]}"
    )


def _history(root: Path) -> _History:
    asked = ("log", f"-{_LOOK_BACK}", "--topo-order", f"--format={_RECORD}")
    standing: list[OwnCommit] = []
    reverted: list[str] = []
    for told in git.ask(root, *asked).text.split("\x1e"):
        if "\x1f" not in told:
            continue
        commit, at, subject, command, body = told.strip("\n").split("\x1f", 4)
        if any(commit.startswith(one) for one in reverted):
            continue
        if gone := _REVERTS.search(body):
            reverted.append(gone[1])
        elif command:
            also = (line for line in body.splitlines() if line.startswith(ALSO))
            standing.append(OwnCommit(commit, at, subject, tuple(map(_told, also))))
    return _History(tuple(standing), tuple(reverted))


def _told(line: str) -> str:
    return line.removeprefix(ALSO).strip()


def _is_or_follows(root: Path, newest: OwnCommit, last: Write, history: _History) -> bool:
    """Whether the newest commit is that of the last write, a copy of it, or one made after it."""
    if any(one.commit == last.commit for one in history.standing):
        return True
    is_copy = (newest.subject, newest.at) == (last.subject, last.made)
    branches = git.ask(root, "for-each-ref", "--contains", last.commit, "refs/heads")
    return is_copy and not branches.out and _is_alike(root, newest.commit, last)


def _is_alike(root: Path, copy: str, last: Write) -> bool:
    """Whether a copy changes what the commit changed: an amended one may hold the owner's work."""
    changes = [_changes(root, commit) for commit in (copy, last.commit)]
    if all(changes):
        return changes[0] == changes[1]
    words = ("diff-tree", "--no-commit-id", "--name-only", "--relative", "--root", "-r", "-z", copy)
    names = git.ask(root, *words).out.decode("utf-8", "surrogateescape").split("\0")
    return {name for name in names if name} == {one.path for one in last.files}


def _changes(root: Path, commit: str) -> str:
    """A digest of what a commit changes, wherever in the file that now stands; empty for none."""
    patch = git.ask(root, "diff-tree", "-p", "--root", commit)
    told = git.ask(root, "patch-id", "--stable", given=patch.out) if patch.done else patch
    return told.text.partition(" ")[0]


def _is_of(root: Path, made: OwnCommit, write: Write) -> bool:
    """Whether a commit is that of a write whose command was stopped before it put it on record."""
    return made.subject == write.subject and all(
        _digest_in(root, made.commit, one.path) == one.after for one in write.files
    )


def _digest_in(root: Path, commit: str, path: str) -> str | None:
    reply = git.ask(root, "cat-file", "blob", f"{commit}:./{path}")
    return digest(reply.out) if reply.done else None


def _not_there(root: Path, writes: list[Write]) -> str:
    """Why the last write is not taken back where nothing of it can be."""
    last = writes[-1]
    if last.command == FORGET:
        return _FORGOT
    record(root, writes[:-1])
    return (
        f'The last write, "{last.subject}", is not in the files any more, so nothing is taken '
        "back. The next undo goes on to the one before."
    )


def _alone(made: OwnCommit) -> OwnCommit | str:
    if made.subject.startswith(f"{FORGET}: "):
        return _FORGOT
    if not made.also:
        return made
    others = ", ".join(f'"{one}"' for one in made.also)
    return (
        f'The last write, "{made.subject}", is in one commit with {others}, so undo does not take '
        f"it back. To take back all of them: git revert {made.commit[:10]}"
    )


def _in_no_commit(root: Path, last: Write) -> str:
    one = last.files[0]
    line = line_of(root, one)
    where = f"It stands at {one.path}:{line}." if line else f"It is in {one.path}."
    where = where if one.after else f"It deleted {one.path}."
    why = f" ({full_stop(last.why).rstrip('.')})" if last.why else ""
    return (
        f'The last write, "{last.subject}", has no git commit of its own{why}, so undo takes '
        f"nothing back. {where} Once you have changed that by hand, undo goes on to the one before."
    )
