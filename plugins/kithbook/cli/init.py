"""`kith init`: a new, empty book."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from kithbook.actions.new_book import CI_HOSTS, new_book
from kithbook.cli.screen import note, say

_CI_NEXT = (
    "The workflow builds from a checkout without people. The whole book still goes to the host "
    "when you push it; whether it may is told in docs/publishing.md."
)


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--git", "with_git", is_flag=True, help="Make it a git repository too.")
@click.option(
    "--ci",
    "host",
    type=click.Choice(CI_HOSTS),
    help="Add a workflow that publishes the public site from this host.",
)
def init(folder: Path, with_git: bool, host: str | None) -> None:
    """Make a new, empty book in DIR.

    Without DIR it is made here. Nothing that is there already is changed.
    """
    book = new_book(folder, with_git=with_git, host=host)
    for remark in book.remarks:
        note(remark)
    for path in book.made:
        say(path)
    if not book.made:
        say(f"{folder} is a book already; nothing was changed.")
        return
    if host:
        note(_CI_NEXT)
    there = folder.resolve() == Path.cwd().resolve()
    go = "" if there else f"cd {shlex.quote(str(folder))} && "
    say(f"\nNext: {go}kith new 'Ada Byrne'")
