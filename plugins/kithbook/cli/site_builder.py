"""MkDocs as the builder of sites: how it is started, and what it says in words of ours."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.actions.building import BuildReport, SiteName
from kithbook.airlock.private_places import places_read
from kithbook.cli.generators import require_generator, theme_instead
from kithbook.cli.screen import note
from kithbook.public.config_file import site_dir_of, stands_against
from kithbook.text.refusal import Declined
from kithbook.text.words import counted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


_PLAIN_PLUGINS = frozenset(("kithbook-private", "search", "material/search"))
_PLAIN_EXTENSION = re.compile(
    "toc|tables|fenced_code|abbr|admonition|attr_list|def_list|footnotes|md_in_html|sane_lists"
    "|pymdownx[.](?:betterem|caret|details|keys|mark|superfences|tasklist|tilde)"
)
_ASKS = re.compile(
    rb"!ENV|!relative|!!python|^INHERIT:(?!\s*mkdocs\.yml\s)|^\s*book:\s*[^.\s]|^\s*book:\s*\.[^\s]",
    re.MULTILINE,
)
"""What in settings leads to other files, or to the environment."""


@dataclass(frozen=True, slots=True)
class MkDocsSite:
    """A site as MkDocs has read its settings."""

    config: MkDocsConfig
    site: SiteName
    place: Path

    def build(self, folder: Path) -> BuildReport:
        """Builds it into a folder, which is emptied for it; what was told of it."""
        return build_into(self.config, folder, self.site, self.place)

    def made_of(self) -> tuple[Path, ...] | None:
        """The files of a private site; None where plugins, hooks or variables may bring more."""
        config = self.config
        root = Path(config.config_file_path or "").resolve().parent
        settings = sorted(root.glob("*.y*ml"))
        own = [config.docs_dir, *filter(None, [config.theme.custom_dir])]
        is_plain = (
            not config.hooks
            and _PLAIN_PLUGINS.issuperset(config.plugins)
            and all(map(_PLAIN_EXTENSION.fullmatch, config.markdown_extensions))
            and not any(_ASKS.search(one.read_bytes()) for one in settings)
        )
        return (*places_read(root), *settings, *map(Path, own)) if is_plain else None


class MkDocsBuilder:
    """Builds sites with MkDocs, and tells of its warnings as they come."""

    def reasons_against(self, config_file: Path) -> tuple[str, ...]:
        """Why the settings of a public site may not even be loaded."""
        return stands_against(config_file)

    def told_place(self, config_file: Path) -> str:
        """The folder of a site as its settings plainly say it."""
        return site_dir_of(config_file)

    def read(self, config_file: Path, site: SiteName, *, strict: bool) -> MkDocsSite:
        """Reads the settings of a site; raises Declined."""
        quiet_theme()
        require_generator()
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        with progress():
            try:
                more = theme_instead(config_file)
                config = load_config(str(config_file), strict=strict, **more)
            except (MkDocsException, click.ClickException) as fault:
                raise Declined(why(fault, site, "built")) from None
        return MkDocsSite(config, site, Path(config.site_dir))


def build_into(config: MkDocsConfig, folder: Path, site: SiteName, place: Path) -> BuildReport:
    """Builds a site that will stand in a place into another folder; raises Declined."""
    from mkdocs.commands.build import build as build_with_mkdocs
    from mkdocs.exceptions import MkDocsException

    from kithbook.public.tripwire import PrivateTouched

    config.site_dir = str(folder)
    with progress() as shown:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                _tell_destination(config, place)
                build_with_mkdocs(config)
            finally:
                config.plugins.on_shutdown()
                _tell_destination(config, None)
        except (MkDocsException, click.ClickException, PrivateTouched) as fault:
            raise Declined(why(fault, site, "built")) from None
    return BuildReport(tuple(shown.told), shown.count)


def _tell_destination(config: MkDocsConfig, place: Path | None) -> None:
    """Tells our plugins, which MkDocs keeps from one build to the next, where the site will be."""
    for plugin in config.plugins.values():
        if hasattr(plugin, "destination"):
            plugin.destination = place


def quiet_theme() -> None:
    """Keeps the theme's advertisement out of the output; to be called before MkDocs is imported."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def why(fault: Exception, site: SiteName, done: str) -> str:
    """Why a site was not made, in our words."""
    reason = str(fault).strip().rstrip("!.")
    strict = re.fullmatch(r"Aborted with (\d+) warnings? in strict mode", reason)
    if strict:
        return (
            f"The {site} site has {counted(int(strict[1]), 'warning')}, and --strict allows none."
        )
    if not reason or reason.startswith("Aborted"):
        return f"The {site} site was not {done}; the lines above say why."
    return f"The {site} site was not {done}: {reason}."


class _Progress(logging.Handler):
    """Passes on what the owner can act on: warnings, errors, and while serving the time."""

    def __init__(self, *, serving: bool) -> None:
        super().__init__(logging.INFO)
        self.count, self.told = 0, list[str]()
        self._serving = serving

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one remark, or drops it."""
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.count += 1
            self._tell(message)
        elif getattr(record, "remark", False):
            self._tell(message.partition(": ")[2])
        elif self._serving and (built := re.search(r"built in ([\d.]+) seconds", message)):
            note(f"Built in {float(built[1]):.1f} s.")

    def _tell(self, words: str) -> None:
        self.told.append(words)
        note(words)


@contextmanager
def progress(*, serving: bool = False) -> Iterator[_Progress]:
    """Shows what MkDocs has to say for a while, and counts its warnings."""
    handler = _Progress(serving=serving)
    logger = logging.getLogger("mkdocs")
    before, spreads = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = spreads
