"""`kith undo`: takes back the last writing command, as a commit of its own."""

from __future__ import annotations

import click

from kithbook.cli.history import last_written
from kithbook.cli.screen import mistake, say
from kithbook.cli.whereabouts import Whereabouts
from kithbook.text import git


@click.command()
@click.option("--apply", "apply_it", is_flag=True, help="Do it; otherwise only show what changes.")
@click.pass_obj
def undo(place: Whereabouts, apply_it: bool) -> None:
    """Take back the last command that wrote, where `commit: true` keeps them.

    It is a git commit that reverts another, so nothing is lost, and the next undo takes back
    the command before.
    """
    root = place.root()
    if git.found(root).state != "ready":
        mistake("This book is not in a git repository, so there is nothing to take back from.")
    last = last_written(root)
    if last is None:
        mistake("No command is on record. With commit: true in kithbook.yml, each one is.")
    if not apply_it:
        say(git.ask(root, "show", "--format=", "-R", last.commit).text)
        say(f'\nThis takes back "{last.subject}". To do it: kith undo --apply')
        return
    if not git.act(root, "revert", "--no-edit", last.commit).done:
        git.act(root, "revert", "--abort")
        mistake(
            f'"{last.subject}" cannot be taken back by itself: later changes touch the same '
            f"lines, or files are not committed. See: git show {last.commit[:10]}"
        )
    say(f'"{last.subject}" is taken back.')
