"""`kith undo`: takes back the last writing command, as a commit of its own."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.cli.last_write import Written, last_written
from kithbook.cli.screen import mistake, say
from kithbook.cli.whereabouts import Whereabouts
from kithbook.cli.writes import one_at_a_time
from kithbook.text import git, git_state
from kithbook.text.words import full_stop


@click.command()
@click.option("--apply", "apply_it", is_flag=True, help="Do it; otherwise only show what changes.")
@click.pass_obj
def undo(place: Whereabouts, apply_it: bool) -> None:
    """Take back the last command that wrote, where `commit: true` keeps them.

    It is a git commit that reverts another, so nothing is lost, and the next undo takes back
    the command before. A write that is in no commit of its own is named and left, and so is
    everything before it.
    """
    root = place.root()
    found = git.found(root)
    _require_repository(found)
    with one_at_a_time(root):
        last = last_written(root)
        if last is None:
            mistake("No command is on record. With commit: true in kithbook.yml, each one is.")
        if isinstance(last, str):
            mistake(last)
        _require_whole(root, last)
        _require_within(root, found, last)
        if apply_it:
            _require_quiet(root, found)
            _require_there(root, last)
            _revert(root, found, last)
    if apply_it:
        say(f'"{last.subject}" is taken back.')
        return
    say(git.ask(root, "show", "--format=", "-R", last.commit).text)
    say(f'\nThis takes back "{last.subject}". To do it: kith undo --apply')


def _require_repository(found: git.FoundRepository) -> None:
    if found.state == "no repository":
        mistake("This book is not in a git repository, so there is nothing to take back from.")
    if found.state != "ready":
        mistake(f"There is nothing to take back from. Git says: {full_stop(found.said)}")


def _require_whole(root: Path, last: Written) -> None:
    """Ends the command where what came before a commit is not here: all would seem to be new."""
    known = git.ask(root, "rev-list", "--parents", "-1", last.commit).text.split()[1:]
    if known != git_state.parents(root, last.commit):
        mistake(
            f'What came before "{last.subject}" is not in this clone, so undo takes nothing back. '
            "If it is a shallow one, fetch the rest: git fetch --unshallow"
        )


def _require_within(root: Path, found: git.FoundRepository, last: Written) -> None:
    """Ends the command where the commit holds more than files of this book."""
    words = ("diff-tree", "--no-commit-id", "--name-only", "--root", "-r", "-m", "-z", last.commit)
    top = found.top.resolve()
    for name in git.ask(root, *words).out.decode("utf-8", "surrogateescape").split("\0"):
        if name and not (top / name).is_relative_to(root.resolve()):
            mistake(
                f'The commit of "{last.subject}" also changes {name}, which lies outside the book, '
                f"so undo does not take it back. See: git show {last.commit[:10]}"
            )


def _require_quiet(root: Path, found: git.FoundRepository) -> None:
    """Ends the command where a commit would go astray, or take something of the owner's along."""
    under_way = git_state.under_way(found.folder)
    if under_way:
        mistake(f"{under_way} is under way here. Bring it to its end, then undo.")
    if git_state.branch(root) is None:
        mistake("You are on no branch, and what undo commits would belong to none: git switch -")
    staged = git_state.staged(root)
    if staged:
        mistake(
            f"{staged[0]} is staged, and git takes nothing back while something is. Commit it, or "
            f"take it from the stage: git restore --staged {staged[0]}"
        )


def _require_there(root: Path, last: Written) -> None:
    """Ends the command where the owner took a file away: git would bring it back with the rest."""
    words = ("diff-tree", "--no-commit-id", "--name-only", "--relative", "--root", "-r", "-z")
    names = git.ask(root, *words, last.commit).out.decode("utf-8", "surrogateescape").split("\0")
    held = git_state.uncommitted(root, [name for name in names if name]) or {}
    for name, state in held.items():
        if "D" in state:
            mistake(
                f"{name} is not there any more, and that is in no commit, so undo takes nothing "
                f"back. Commit that, or bring the file back: git restore {name}"
            )


def _revert(root: Path, found: git.FoundRepository, last: Written) -> None:
    reply = git.act(root, "revert", "--no-edit", last.commit)
    if reply.done:
        return
    if git_state.under_way(found.folder) or git_state.staged(root):
        _as_before(root, found)
    mistake(
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
