"""`kith stage`: both sites as plain finished files, for another generator or any host."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.actions.building import BuiltAside, SiteName
from kithbook.actions.staging import GENERATORS, SITES, Generator, StagedSite, Staging
from kithbook.cli.check_public import tell_of
from kithbook.cli.chosen_book import ChosenBook, today_option
from kithbook.cli.screen import note, say
from kithbook.cli.site_builder import MkDocsBuilder
from kithbook.text.words import counted


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "generator",
    type=click.Choice(GENERATORS),
    default="plain",
    show_default=True,
    help="With the few lines that this generator needs.",
)
@click.option("--only", type=click.Choice(SITES), help="Stage this site alone; otherwise both.")
@today_option
@click.pass_obj
def stage(
    book: ChosenBook, folder: Path, generator: Generator, only: SiteName | None, today: str | None
) -> int:
    """Write both sites as plain finished files into DIR/public and DIR/private.

    \b
    kith stage ../stage
    kith stage ../stage --only public --for hugo

    Each is built as kith build builds it, with the same refusals, and the public one is searched
    for anything private. DIR lies outside of the book, or in its build/. DIR/private is private
    wherever it lies: never publish it.
    """
    root, network, day = book.read(today)
    staging = Staging(root, network, day, folder, generator)
    sites = (only,) if only else SITES
    staging.require_fit(sites)
    for site in sites:
        made = staging.stage(site, MkDocsBuilder(), note, _built, tell_of)
        if made is None:
            return 1
        _tell(made, folder)
    return 0


def _built(made: BuiltAside) -> None:
    say(made.summary)


def _tell(made: StagedSite, folder: Path) -> None:
    say(f"{folder / made.site}: {counted(made.files, 'file')}. {made.next}")
    if made.site == "private":
        note(f"{folder / made.site} is private wherever it lies: never publish it.")
