"""`kith undo`: takes back the last writing command, as a commit of its own."""

from __future__ import annotations

import click

from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.screen import say


@click.command()
@click.option("--apply", "apply_it", is_flag=True, help="Do it; otherwise only show what changes.")
@click.pass_obj
def undo(book: ChosenBook, apply_it: bool) -> None:
    """Take back the last command that wrote, where `commit: true` makes commits.

    It is a git commit that reverts another, so nothing is lost, and the next undo takes back
    the command before. A write that is in no commit of its own is named and left, and so is
    everything before it.
    """
    from kithbook.actions.undo import undo as take_back

    subject, diff = take_back(book.root(), apply=apply_it)
    if apply_it:
        say(f'"{subject}" is taken back.')
        return
    say(diff)
    say(f'\nThis takes back "{subject}". To do it: kith undo --apply')
