"""How a repository stands, and one commit in it that takes some files and no others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kithbook.text import git

TRAILER = "Kith-Command"
"""Says in a commit which command made it."""
# What git leaves in its folder while something is under way (see git-status(1), wt-status.c).
_UNDER_WAY = (
    ("rebase-merge", "A rebase"),
    ("rebase-apply", "A rebase"),
    ("MERGE_HEAD", "A merge"),
    ("CHERRY_PICK_HEAD", "A cherry-pick"),
    ("REVERT_HEAD", "A revert"),
    ("sequencer", "A sequence of picks"),
    ("BISECT_LOG", "A bisect"),
)
_STATUS = (
    "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames",
    "--ignore-submodules=all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that was made, its author time and files; or what git had to say instead."""

    commit: str = ""
    at: str = ""
    files: tuple[str, ...] = ()
    said: str = ""


def may_be_in_one(folder: Path) -> bool:
    """Whether a repository could be found from here, without asking git."""
    return any((place / ".git").exists() for place in (folder, *folder.parents))


def under_way(git_folder: Path) -> str:
    """What is under way in a repository, as the beginning of a sentence; empty for nothing."""
    return next((said for name, said in _UNDER_WAY if (git_folder / name).exists()), "")


def branch(where: Path) -> str | None:
    """The branch that is checked out, or None where it is a commit."""
    reply = git.ask(where, "symbolic-ref", "--quiet", "--short", "HEAD")
    return reply.text if reply.done else None


def staged(root: Path) -> list[str]:
    """Files of the whole repository that are staged, from its top."""
    reply = git.ask(root, "diff-index", "--cached", "--name-only", "-z", "HEAD")
    return [name for name in reply.out.decode("utf-8", "replace").split("\0") if name]


def kept(root: Path, path: str) -> Literal["whole", "earlier", "no"]:
    """Whether the history has a file as it is on disk, has it otherwise, or has it not."""
    if git.found(root).state != "ready":
        return "no"
    if path not in differing(root, [path]):
        return "whole"
    return "earlier" if git.ask(root, "log", "-1", "--format=%H", "--", path).text else "no"


def differing(root: Path, paths: list[str]) -> dict[str, str]:
    """As `uncommitted`, but bytes for bytes: nothing is run, so what a filter keeps differs."""
    inside = [path for path in paths if (root / path).is_file()]
    listed = "".join(f"{path}\n" for path in inside).encode("utf-8", "surrogateescape")
    hashes = git.ask(root, "hash-object", "--no-filters", "--stdin-paths", given=listed).lines
    on_disk = dict(zip(inside, hashes, strict=False))
    states = {}
    for path in paths:
        last = _blob(root, f"HEAD:./{path}")
        staged_now, now = _blob(root, f":./{path}"), on_disk.get(path, "")
        if not last == staged_now == now:
            first = " " if last == staged_now else "M"
            states[path] = "??" if not (last or staged_now) else f"{first}M"
    return states


def _blob(root: Path, name: str) -> str:
    return git.ask(root, "rev-parse", "--verify", "--quiet", name).text


def parents(root: Path, commit: str) -> list[str]:
    """What a commit itself says it follows, also where that is not here or stands replaced."""
    raw = git.ask(root, "cat-file", "commit", commit, more={"GIT_NO_REPLACE_OBJECTS": "1"}).text
    head = raw.partition("\n\n")[0].splitlines()
    return [line.removeprefix("parent ") for line in head if line.startswith("parent ")]


def committed(root: Path, path: str) -> bytes | None:
    """What the last commit holds of a file."""
    reply = git.ask(root, "cat-file", "blob", f"HEAD:./{path}")
    return reply.out if reply.done else None


def uncommitted(root: Path, paths: list[str]) -> dict[str, str] | None:
    """Files that differ from their last commit, with git's two letters; None where git says no.

    It compares what is on disk, so filters of the owner may run: only for where a commit is due.
    """
    if not paths:  # git would take none for all
        return {}
    prefix = git.ask(root, "rev-parse", "--show-prefix")
    reply = git.act(root, *_STATUS, "--", *paths)
    if not (prefix.done and reply.done):
        return None
    rows = reply.out.decode("utf-8", "surrogateescape").split("\0")
    return {row[3:].removeprefix(prefix.text): row[:2] for row in rows if row}


def commit(root: Path, held: Mapping[str, str], message: str) -> Made:
    """Commits some files as they are on disk, and nothing else that is staged or changed.

    Where a hook changes one of them and says no, as formatters do, it is asked once more.
    """
    fresh = [path for path, state in held.items() if state == "??"]
    added = git.act(root, "add", "--intent-to-add", "--", *fresh) if fresh else None
    reply = added if added and not added.done else _commit(root, held, message)
    if not reply.done:
        _unstage(root, fresh)
        return Made(said=reply.said or reply.text or "nothing")
    asked = ("log", "-1", "--name-only", "--relative", "--format=%H %at")
    about, *files = [line for line in git.ask(root, *asked).lines if line] or [""]
    _unstage(root, {*held, *files})
    commit, _, at = about.partition(" ")
    return Made(commit, at, tuple(files))


def _commit(root: Path, held: Mapping[str, str], message: str) -> git.Reply:
    words = ("commit", "--quiet", "-m", message, "--", *held)
    before = [_content(root / path) for path in held]
    reply = git.act(root, *words)
    if not reply.done and before != [_content(root / path) for path in held]:
        reply = git.act(root, *words)
    return reply


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _unstage(root: Path, paths: Collection[str]) -> None:
    """Sets the index to the last commit: a hook that adds leaves another state there."""
    if paths:
        git.act(root, "reset", "--quiet", "--", *sorted(paths))
