"""Takes back the last write of a command, as a commit of its own."""

from __future__ import annotations

from pathlib import Path

from kithbook.actions.last_write import OwnCommit, last_written
from kithbook.actions.writes import one_at_a_time
from kithbook.text import git, git_state
from kithbook.text.refusal import refuse
from kithbook.text.words import full_stop


def undo(root: Path, *, apply: bool) -> tuple[str, str]:
    """Takes the last write back, or only looks; its subject, and what changes by it as a diff."""
    found = git.found(root)
    _require_repository(found)
    with one_at_a_time(root):
        last = last_written(root)
        if last is None:
            refuse(
                "There is nothing to take back: no command has made a commit here. "
                "With commit: true in kithbook.yml, each that writes makes one."
            )
        if isinstance(last, str):
            refuse(last)
        _require_alone(root, found, last)
        if apply:
            _revert_quietly(root, found, last)
            return last.subject, ""
    return last.subject, git.ask(root, "show", "--format=", "-R", last.commit).text


def undo_commit(root: Path, made: OwnCommit) -> None:
    """Takes back a commit that a command made, whether or not it is the last."""
    found = git.found(root)
    _require_repository(found)
    with one_at_a_time(root):
        _require_alone(root, found, made)
        _revert_quietly(root, found, made)


def _require_alone(root: Path, found: git.FoundRepository, made: OwnCommit) -> None:
    _require_whole(root, made)
    _require_within(root, found, made)


def _revert_quietly(root: Path, found: git.FoundRepository, made: OwnCommit) -> None:
    _require_quiet(root, found)
    _require_there(root, made)
    _revert(root, found, made)


def _require_repository(found: git.FoundRepository) -> None:
    if found.state == "no repository":
        refuse("This book is not in a git repository, so there is nothing to take back from.")
    if found.state != "ready":
        refuse(f"There is nothing to take back from. Git says: {full_stop(found.said)}")


def _require_whole(root: Path, last: OwnCommit) -> None:
    """Refuses where what came before a commit is not here: all would seem to be new."""
    known = git.ask(root, "rev-list", "--parents", "-1", last.commit).text.split()[1:]
    if known != git_state.parents(root, last.commit):
        refuse(
            f'What came before "{last.subject}" is not in this clone, so undo takes nothing back. '
            "If it is a shallow one, fetch the rest: git fetch --unshallow"
        )


def _require_within(root: Path, found: git.FoundRepository, last: OwnCommit) -> None:
    """Refuses where the commit holds more than files of this book."""
    words = ("diff-tree", "--no-commit-id", "--name-only", "--root", "-r", "-m", "-z", last.commit)
    top = found.top.resolve()
    for name in git.ask(root, *words).out.decode("utf-8", "surrogateescape").split("\0"):
        if name and not (top / name).is_relative_to(root.resolve()):
            refuse(
                f'The commit of "{last.subject}" also changes {name}, which lies outside the book, '
                f"so undo does not take it back. See: git show {last.commit[:10]}"
            )


def _require_quiet(root: Path, found: git.FoundRepository) -> None:
    """Refuses where a commit would go astray, or take something of the owner's along."""
    under_way = git_state.under_way(found.folder)
    if under_way:
        refuse(f"{under_way} is under way here. Bring it to its end, then undo.")
    if git_state.branch(root) is None:
        refuse("You are on no branch, and what undo commits would belong to none: git switch -")
    staged = git_state.staged(root)
    if staged:
        refuse(
            f"{staged[0]} is staged, and git takes nothing back while something is. Commit it, or "
            f"take it from the stage: git restore --staged {staged[0]}"
        )


def _require_there(root: Path, last: OwnCommit) -> None:
    """Refuses where the owner took a file away: git would bring it back with the rest."""
    words = ("diff-tree", "--no-commit-id", "--name-only", "--relative", "--root", "-r", "-z")
    names = git.ask(root, *words, last.commit).out.decode("utf-8", "surrogateescape").split("\0")
    held = git_state.uncommitted(root, [name for name in names if name]) or {}
    for name, state in held.items():
        if "D" in state:
            refuse(
                f"{name} is not there any more, and that is in no commit, so undo takes nothing "
                f"back. Commit that, or bring the file back: git restore {name}"
            )


def _revert(root: Path, found: git.FoundRepository, last: OwnCommit) -> None:
    reply = git.act(root, "revert", "--no-edit", last.commit)
    if reply.done:
        return
    if git_state.under_way(found.folder) or git_state.staged(root):
        _as_before(root, found)
    refuse(
        f'"{last.subject}" cannot be taken back by itself: later changes touch the same lines, or '
        f"files are not committed. Git says: {full_stop(reply.said or reply.text)} See: git show "
        f"{last.commit[:10]}"
    )


def _as_before(root: Path, found: git.FoundRepository) -> None:
    """Takes back half a revert; what a hook did to its files meanwhile goes with it."""
    if git.act(root, "reset", "--quiet", "--merge").done:
        return
    paths = git_state.staged(root)
    git.act(found.top, "restore", "--source=HEAD", "--staged", "--worktree", "--", *paths)
    git.act(root, "revert", "--quit")
