"""The commands that take somebody out of a history of git, and what is to be said of it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.actions.forgotten_history import HistoryHolds
from kithbook.book.traces import Traces
from kithbook.text import git, git_state
from kithbook.text.nodes import lies_within, real
from kithbook.text.refusal import refuse
from kithbook.text.words import counted

_MOST_LINES = 40
_MOST_NAMED = 12
_FIRST = "#!/bin/sh\n# By kith forget: takes somebody out of the history of git."
_CLEAN = 'test -z "$(git status --porcelain)" || { echo "Commit first." >&2; exit 1; }'


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """What stands around a history: remotes, stashes, other worktrees, refs that name them."""

    remotes: tuple[str, ...] = ()
    stashes: int = 0
    worktrees: int = 0
    refs: tuple[str, ...] = ()


def place_of(root: Path, traces: Traces) -> HistoryPlace:
    """What stands around the history of a book."""
    refs = git.ask(root, "for-each-ref", "--format=%(refname)").lines
    trees = git.ask(root, "worktree", "list", "--porcelain").lines
    return HistoryPlace(
        tuple(git.ask(root, "remote").lines),
        len(git.ask(root, "stash", "list", "--format=%gd").lines),
        sum(line.startswith("worktree ") for line in trees) - 1,
        tuple(one for one in refs if traces.holds(one)),
    )


def no_history(root: Path) -> str:
    """Why no history can be looked at, as a sentence; empty where there is one."""
    found = git.found(root)
    if found.state == "ready":
        return ""
    if found.state == "no repository" or not git_state.may_be_in_one(root):
        return "The book is in no git repository, so there is no history that holds them."
    return f"What git's history holds was not looked at: {found.said}."


def commands(holds: HistoryHolds, place: HistoryPlace) -> tuple[str, ...]:
    """The commands, a line each; a trace of them lies in files outside of the book alone."""
    lines = ['cd "$(git rev-parse --show-toplevel)"']
    run = ["git filter-repo --force"]
    files: list[str] = []
    if holds.alone:
        paths = (f"--path {shlex.quote(one)}" for one in holds.alone)
        run.append(f"--invert-paths {' '.join(paths)}")
    rules = [one.line for one in holds.rules]
    if rules:
        lines += _file("words", rules)
        files.append("words")
        run.append('--replace-text "$words"')
    if said := [*rules, *(one.line for one in holds.subjects)]:
        if holds.subjects:
            lines += _file("said", said)
            files.append("said")
        run.append(f'--replace-message "${files[-1]}"')
    if holds.blobs:
        lines += _file("blobs", holds.blobs)
        files.append("blobs")
        run.append('--strip-blobs-with-ids "$blobs"')
    kept = "origin" if "origin" in place.remotes else ""
    lines += ['origin="$(git remote get-url origin)"'] if kept else []
    lines.append(" ".join(run))
    lines += ['git remote add origin "$origin"'] if kept else []
    named = " ".join(f'"${one}"' for one in files)
    lines += [f"rm {named}"] if named else []
    lines.append("git reflog expire --expire=now --all && git gc --quiet --prune=now")
    return tuple(lines)


def _file(name: str, rows: Iterable[str]) -> Iterator[str]:
    """A file outside of the book, made with a name that nobody else has."""
    yield f'{name}="$(mktemp)"'
    quoted = " \\\n  ".join(shlex.quote(one) for one in rows)
    yield f"printf '%s\\n' \\\n  {quoted} > \"${name}\""


def write_script(root: Path, target: Path, lines: Iterable[str]) -> None:
    """Writes the commands as a script that deletes itself, outside of the book.

    Only an earlier script of ours is replaced.
    """
    where, found = real(target), git.found(root)
    if lies_within(where, real(root)) or lies_within(where, real(found.top)):
        refuse(f"{target}: the script names them, so it has no place in the book. Name another.")
    if not where.parent.is_dir():
        refuse(f"{target}: there is no folder {target.parent}. Make it, or name another place.")
    start = (_FIRST, "set -eu", f"cd {shlex.quote(str(found.top))}", _CLEAN)
    text = "\n".join((*start, *lines, f"rm -- {shlex.quote(str(where))}", ""))
    _remove_ours(where)
    try:
        file = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o700)
    except FileExistsError:
        refuse(f"{target} is there already. Choose another name.")
    with os.fdopen(file, "w", encoding="utf-8") as out:
        out.write(text)


def _remove_ours(where: Path) -> None:
    """Takes away an earlier script, as of a run that only showed what goes."""
    if where.is_file() and not where.is_symlink():
        with where.open("rb") as there:
            is_ours = there.read(len(_FIRST)).decode("utf-8", "replace") == _FIRST
        if is_ours:
            where.unlink()


def told_of_history(
    holds: HistoryHolds, place: HistoryPlace, script: Path | None = None, *, whole: bool
) -> Iterator[str]:
    """What is to be said of it, in sentences; with `whole` the commands however long they are.

    Where they are in a `script`, it is named in their place.
    """
    looked = f"{counted(holds.versions, 'version')} in {counted(holds.commits, 'commit')}"
    if holds.is_empty:
        yield f"Git has nothing of them in its history: {looked} were looked at."
    else:
        yield from _told_of_commands(holds, place, looked, script, whole=whole)
    yield from _told_of_limits(holds)
    if not holds.is_empty or holds.signed:
        yield from _told_of_places(holds, place)


def _told_of_commands(
    holds: HistoryHolds, place: HistoryPlace, looked: str, script: Path | None, *, whole: bool
) -> Iterator[str]:
    parts = [
        counted(len(holds.alone), "file") + " of theirs" if holds.alone else "",
        counted(len(holds.blobs), "version") + " of theirs elsewhere" if holds.blobs else "",
        f"{counted(sum(holds.changed.values()), 'version')} of "
        f"{counted(len(holds.changed), 'other file')}" if holds.changed else "",
        counted(holds.messages, "message") + " of commits" if holds.messages else "",
    ]  # fmt: skip
    yield f"Git still has them in its history: {', '.join(filter(None, parts)) or 'see below'}."
    if holds.words:
        yield f"From there, how they were called and reached before: {_few(holds.words)}"
    if not (holds.rules or holds.alone or holds.blobs):
        return
    yield (
        "The history is yours, and kith does not write it. Commit what you changed, and give these "
        "commands (git-filter-repo is a program of its own, and sets all files to the last commit):"
    )
    lines = commands(holds, place)
    shown = [row for line in lines for row in line.split("\n")]
    if script:
        yield f"  sh {shlex.quote(str(script))}"
        yield "It names them, and deletes itself when it is through."
    elif len(shown) > _MOST_LINES and not whole:
        yield f"  These are {counted(len(shown), 'line')}. Have them as a script: --history FILE"
    else:
        yield from (f"  {row}" for row in shown)
    if holds.left:
        yield "No command reaches what these have of them, so look yourself:"
        yield from (f"  {path}" for path in holds.left)
    else:
        yield f"Tried on {looked}: they leave nothing of these names, addresses and numbers."


def _told_of_limits(holds: HistoryHolds) -> Iterator[str]:
    if holds.doubtful:
        words = (f"{word} ({times})" for word, times in sorted(holds.doubtful.items()))
        yield (
            "A single word may mean something else, so it stays, in so many versions of files: "
            f"{_few(words)}. See where: git log --all -S WORD. To take one out everywhere, add a "
            "line for it to the words: WORD==>somebody"
        )
    if holds.unseen:
        each = (f"{path} ({counted(n, 'version')})" for path, n in sorted(holds.unseen.items()))
        yield f"Too large or too old to be looked at here: {_few(each)}"
    if not holds.is_whole:
        yield (
            "This clone has only the newest part of the history. Get the rest first, and ask "
            "again: git fetch --unshallow"
        )


def _told_of_places(holds: HistoryHolds, place: HistoryPlace) -> Iterator[str]:
    if holds.signed:
        yield f"Commits were made by {_few(holds.signed)}: see git filter-repo --mailmap"
    if place.refs:
        yield f"Branches or tags are called after them, delete or rename: {_few(place.refs)}"
    if place.stashes:
        yield (
            f"{counted(place.stashes, 'stash', 'stashes')} may hold them. Look: git stash show -p. "
            "To drop all, before the commands: git stash clear"
        )
    if place.worktrees > 0:
        yield "The repository has other worktrees. Remove them first: git worktree list"
    for remote in place.remotes:
        yield f"Then: git push --force --all {remote} && git push --force --tags {remote}"
    if place.remotes:
        yield "A host may keep old commits for a while: ask it to drop them."
    yield "Other clones, backups and mails keep what they have. Make clones anew, do not pull."


def _few(words: Iterable[str]) -> str:
    each = list(words)
    more = f" and {len(each) - _MOST_NAMED} more" if len(each) > _MOST_NAMED else ""
    return ", ".join(each[:_MOST_NAMED]) + more
