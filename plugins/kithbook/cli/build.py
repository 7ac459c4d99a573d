"""`kith build`: both sites, or one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from kithbook.airlock.private_places import PRIVATE
from kithbook.cli.agreed import require_agreed
from kithbook.cli.building import CONFIGS, Site, config_of, progress, quiet_theme, why
from kithbook.cli.check_public import guard
from kithbook.cli.screen import note, say
from kithbook.cli.whereabouts import Whereabouts, settings_of, the_day
from kithbook.public.config_file import site_dir_of, stands_against
from kithbook.text.built import NotOurs, aside, clear, mark, overlaps, require_ours, settle
from kithbook.text.words import counted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kithbook.book.network import Network


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

    Nothing is built while the airlock holds what people have not agreed to. Each site is built
    aside; the public one is searched for anything private, and takes its place only where nothing
    is found.
    """
    from kithbook.book.load import load_book

    root = place.root()
    if only != "private":
        network = load_book(root)
        require_publishable(root, network, the_day(network.settings, None), strict=False)
    sites: tuple[Site, ...] = (only,) if only else ("private", "public")
    code = 0
    for site in sites:
        with build_site(root, site, strict=strict) as made:
            if site == "public":
                day = the_day(settings_of(root), None)
                code = guard(root, made.folder, day, strict=strict, shown=made.target)
            if not code:
                made.settle()
    return code


def require_publishable(root: Path, network: Network, day: date, *, strict: bool) -> None:
    """Ends the command unless people agree to the airlock; then no older site is left either."""
    try:
        require_agreed(root, network, day, strict=strict)
    except click.ClickException:
        with suppress(click.ClickException):
            target = Path(load_site(root, "public").site_dir)
            _require_ours(root, "public", target)
            clear(target)
        raise


@dataclass(frozen=True, slots=True)
class BuiltAside:
    """A built site in a passing folder, and the place that is its own."""

    root: Path
    site: Site
    folder: Path
    target: Path

    def settle(self) -> None:
        """Puts it there; without this it is gone at the end."""
        mark(self.folder, self.target, self.root, private=self.site == "private")
        settle(self.folder, self.target)


@contextmanager
def build_site(
    root: Path, site: Site, *, strict: bool, tell: Callable[[str], None] = say
) -> Iterator[BuiltAside]:
    """Builds one site aside and tells of it; raises ClickException where it cannot be built.

    What stood in its place is gone from the beginning, so that nothing old is taken for new.
    """
    config = load_site(root, site, strict=strict)
    target = Path(config.site_dir)
    _require_ours(root, site, target)
    with aside(root) as passing:
        clear(target)
        folder = passing / target.name
        note(f"Building the {site} site …")
        began = monotonic()
        warnings = build_into(config, folder, site, target)
        pages = sum(1 for _ in folder.rglob("*.html"))
        where = target.relative_to(root) if target.is_relative_to(root) else target
        warned = f", {counted(warnings, 'warning')}" if warnings else ""
        tell(f"{where}: {counted(pages, 'page')} in {monotonic() - began:.1f} s{warned}")
        yield BuiltAside(root, site, folder, target)


def load_site(root: Path, site: Site, *, strict: bool = False) -> MkDocsConfig:
    """The settings of a site as MkDocs reads them; raises ClickException."""
    config_file = config_of(root, site)
    if site == "public" and (reasons := stands_against(config_file)):
        _clear_refused(root, config_file)
        raise click.ClickException("\n".join(("The public site was not built.", *reasons)))
    quiet_theme()
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with progress():
        try:
            return load_config(str(config_file), strict=strict)
        except (MkDocsException, click.ClickException) as fault:
            raise click.ClickException(why(fault, site, "built")) from None


def _clear_refused(root: Path, config_file: Path) -> None:
    """Leaves no older public site where the settings may not even be loaded."""
    if told := site_dir_of(config_file):
        with suppress(click.ClickException):
            _require_ours(root, "public", root / told)
            clear(root / told)


def build_into(config: MkDocsConfig, folder: Path, site: Site, target: Path | None = None) -> int:
    """Builds a site into a folder, which is emptied for it; how many warnings there were.

    The last is where it will stand in the end, if that is elsewhere. Raises ClickException.
    """
    from mkdocs.commands.build import build as build_with_mkdocs
    from mkdocs.exceptions import MkDocsException

    from kithbook.public.tripwire import PrivateTouched

    config.site_dir = str(folder)
    with progress() as shown:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                _tell_destination(config, target or folder)
                build_with_mkdocs(config)
            finally:
                config.plugins.on_shutdown()
                _tell_destination(config, None)
        except (MkDocsException, click.ClickException, PrivateTouched) as fault:
            raise click.ClickException(why(fault, site, "built")) from None
    return shown.count


def _tell_destination(config: MkDocsConfig, place: Path | None) -> None:
    """Tells our plugins, which MkDocs keeps from one build to the next, where the site will be."""
    for plugin in config.plugins.values():
        if hasattr(plugin, "destination"):
            plugin.destination = place


def _require_ours(root: Path, site: Site, target: Path) -> None:
    """Ends the command unless a site may be put there, where everything is emptied for it."""
    try:
        require_ours(target, root, PRIVATE, private=site == "private")
    except NotOurs as reason:
        raise click.ClickException(str(reason)) from None
    other = other_site_dir(root, site)
    if other and overlaps(target.resolve(), other):
        raise click.ClickException(
            f"The {site} site was not built, and nothing was deleted: site_dir is or touches the "
            f"other site's folder, {other}. Write site_dir: build/{site} in {CONFIGS[site]}."
        )


def other_site_dir(root: Path, site: Site) -> Path | None:
    """Where the other site is built, as far as its settings say so plainly."""
    told = site_dir_of(root / CONFIGS["public" if site == "private" else "private"])
    return (root / told).resolve() if told else None
