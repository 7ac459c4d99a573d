"""`kith build`: both sites, or one of them."""

from __future__ import annotations

import click

from kithbook.actions.building import SiteName, build_site, require_publishable
from kithbook.actions.kept_build import still_built
from kithbook.actions.site_scan import check_aside
from kithbook.cli.check_public import tell_of
from kithbook.cli.chosen_book import ChosenBook, settings_of, the_day
from kithbook.cli.screen import note, say
from kithbook.cli.site_builder import MkDocsBuilder


@click.command()
@click.option(
    "--only",
    type=click.Choice(["private", "public"]),
    help="Build this site alone; otherwise both.",
)
@click.option(
    "--strict/--no-strict",
    default=False,
    show_default=True,
    help="Exit with 1 when there was a warning.",
)
@click.pass_obj
def build(book: ChosenBook, only: SiteName | None, strict: bool) -> int:
    """Build the private and the public site into build/.

    Nothing is built while the airlock, content/disclosed.yml, holds what people have not agreed
    to; it is all that the public site may show of people. Each site is built aside; the public
    one is searched for anything private, and takes its place only where nothing is found. The
    private one is left as it is where nothing changed since it was built.
    """
    builder = MkDocsBuilder()
    if only == "private":
        root = book.root()
    else:
        root, network, day = book.read()
        require_publishable(builder, root, network, day, strict=False, tell=note)
    sites: tuple[SiteName, ...] = (only,) if only else ("private", "public")
    for site in sites:
        kept = still_built(root) if site == "private" else None
        if kept and not (strict and kept.warnings):
            for words in kept.told:
                note(words)
            say(kept.summary(root))
            continue
        with build_site(builder, root, site, strict=strict, tell=note) as made:
            say(made.summary)
            if site == "public":
                found = check_aside(made, the_day(settings_of(root), None))
                tell_of(found)
                # An open question is a warning.
                if not found.clean or (strict and found.report.questions):
                    return 1
            made.settle()
    return 0
