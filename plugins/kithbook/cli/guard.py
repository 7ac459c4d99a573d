"""`kith guard`: the hook that keeps private folders from being pushed where they should not be."""

from __future__ import annotations

import click

from kithbook.actions.push_guard import put_everywhere
from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.screen import note, say


@click.command()
@click.pass_obj
def guard(book: ChosenBook) -> None:
    """Put the push guard into the git repository of this book, or renew it.

    It refuses to push the private folders, and pages of the private site, to a remote that is not
    listed as `private_remotes` in kithbook.yml. A clone begins without one. Hooks of yours stay,
    and run after it.
    """
    done = put_everywhere(book.folder())
    for path in done.made:
        say(path)
    for remark in done.remarks:
        note(remark)
    if done.unguarded:
        raise click.ClickException(
            f"git looks for hooks in {done.unguarded}, where no guard could be put. "
            "Look at core.hooksPath in: git config --show-origin --get-all core.hooksPath"
        )
    note(
        "The push guard is in place. Remotes that may have the private folders stand under "
        "private_remotes in kithbook.yml."
    )
