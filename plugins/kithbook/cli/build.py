"""`kith build`: both sites, or one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import click

from kithbook.cli.building import Site, config_of, progress, quiet_theme, why
from kithbook.cli.check_public import guard
from kithbook.cli.screen import counted, note, say
from kithbook.cli.whereabouts import Whereabouts, settings_of, the_day


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
    help="End with 1 when there was a warning.",
)
@click.pass_obj
def build(place: Whereabouts, only: Site | None, strict: bool) -> int:
    """Build the private and the public site into build/.

    The public site is then searched for anything private, and deleted where something is found.
    """
    root = place.root()
    sites: tuple[Site, ...] = (only,) if only else ("private", "public")
    built = {site: build_site(root, site, strict=strict) for site in sites}
    if "public" not in built:
        return 0
    return guard(root, built["public"], the_day(settings_of(root), None))


def build_site(root: Path, site: Site, *, strict: bool, tell: Callable[[str], None] = say) -> Path:
    """Builds one site and tells of it; raises ClickException where it cannot be built."""
    config_file = config_of(root, site)
    note(f"Building the {site} site …")
    began = monotonic()
    quiet_theme()
    from mkdocs.commands.build import build as build_with_mkdocs
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from kithbook.public.tripwire import PrivateTouched

    with progress() as shown:
        try:
            config = load_config(str(config_file), strict=strict)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build_with_mkdocs(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, click.ClickException, PrivateTouched) as fault:
            raise click.ClickException(why(fault, site, "built")) from None
    target = Path(config.site_dir)
    pages = sum(1 for _ in target.rglob("*.html"))
    where = target.relative_to(root) if target.is_relative_to(root) else target
    warned = f", {counted(shown.count, 'warning')}" if shown.count else ""
    tell(f"{where}: {counted(pages, 'page')} in {monotonic() - began:.1f} s{warned}")
    return target
