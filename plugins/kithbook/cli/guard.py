"""`kith guard`: the hook that keeps private folders from being pushed where they should not be."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.cli.push_guard import put, repositories
from kithbook.cli.screen import mistake, note, say
from kithbook.cli.whereabouts import Whereabouts

_MISSING = (
    "No push guard is in {where}, so git push would give the private folders to any remote. "
    "Put it there with: kith guard"
)


@click.command()
@click.pass_obj
def guard(place: Whereabouts) -> None:
    """Put the push guard into the git repository of this book, or renew it.

    It refuses to push the private folders, and pages of the private site, to a remote that is not
    listed as `private_remotes` in kithbook.yml. A clone begins without one. Hooks of yours stay,
    and run after it.
    """
    root = place.folder()
    found = False
    for at in repositories(root):
        found = True
        made, remarks = put(at)
        for path in made:
            say(path)
        for remark in remarks:
            note(remark)
    if not found:
        mistake("This book is in no git repository. Make one with: git init")
    for at in repositories(root):
        if not at.guarded:
            raise click.ClickException(
                f"git looks for hooks in {at.hooks}, where no guard could be put. "
                "Look at core.hooksPath in: git config --show-origin --get-all core.hooksPath"
            )
    note(
        "The push guard is in place. Remotes that may have the private folders stand under "
        "private_remotes in kithbook.yml."
    )


def remind(root: Path) -> None:
    """Says in one line when a book that could be pushed has no guard."""
    for at in repositories(root):
        if at.has_remote and not at.guarded:
            note(_MISSING.format(where=f"{at.top.name}/.git"))
