"""`kith serve`: the private site on this machine alone, rebuilt while files change."""

from __future__ import annotations

import logging
import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

import click

from kithbook.actions.building import config_of
from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.generators import require_generator, theme_instead
from kithbook.cli.screen import mistake, note, say
from kithbook.cli.site_builder import progress, quiet_theme, why
from kithbook.served.access import HOST, Policed, own_hosts
from kithbook.served.current import CurrentSite
from kithbook.served.folders import NoPlace, served_folder, sweep
from kithbook.served.pages import respond
from kithbook.served.ports import NoPort, free_port
from kithbook.served.rebuilding import Rebuilding, Renewable, Renewing
from kithbook.served.server import serving
from kithbook.served.start_key import StartKey
from kithbook.served.watching import Changed
from kithbook.served.writing import HasForms, PageForms, Writing
from kithbook.text.words import counted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port to use; otherwise the one drawn for this book, or the next free one.",
)
@click.option("--open", "show", is_flag=True, help="Show the site in the browser.")
@click.option("--read-only", is_flag=True, help="Pages without forms: nothing is written.")
@click.pass_obj
def serve(book: ChosenBook, port: int | None, show: bool, read_only: bool) -> None:
    """Serve the private site on this machine.

    It listens on 127.0.0.1 alone and is made new when a file changes. Whoever comes by the
    address that is printed can write from the pages: it holds a key that no other start has.
    """
    root = book.root()
    config_file = config_of(root, "private")
    try:
        chosen = free_port(port, root)
    except NoPort as fault:
        mistake(str(fault))
    quiet_theme()
    require_generator()
    ended = Event()
    try:
        with _ending(ended):
            if left := sweep():
                note(f"Removed {counted(left, 'private site')} from the temporary folder.")
            with served_folder(root) as folder, progress(serving=True):
                asked = _Asking(chosen, show, read_only)
                _serve(config_file, folder, asked, ended)
    except NoPlace as fault:
        raise click.ClickException(str(fault)) from None
    except KeyboardInterrupt:
        if not ended.is_set():
            raise


@contextmanager
def _ending(ended: Event) -> Iterator[None]:
    """Ends for Ctrl-C, for a closed terminal and for a shut-down alike, and only once."""

    def end(_number: int, _frame: FrameType | None) -> None:
        if not ended.is_set():
            ended.set()
            raise KeyboardInterrupt

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {
        number: signal.getsignal(number) for number in (getattr(signal, one) for one in names)
    }
    for number, was in before.items():
        # Whoever starts it with nohup wants it to outlive the terminal.
        if was is not signal.SIG_IGN or number == signal.SIGINT:
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What was asked for: which port, whether the site is shown, whether nothing is written."""

    port: int
    show: bool
    read_only: bool


def _serve(config_file: Path, folder: Path, asked: _Asking, ended: Event) -> None:
    from mkdocs.exceptions import MkDocsException

    note("Building the private site …")
    building = _MkDocsBuilding(config_file)
    places = (config_file, config_file.with_name("mkdocs.yml"))
    again = Rebuilding(building, folder, places)
    try:
        current = CurrentSite(*again.build())
    except (MkDocsException, click.ClickException) as fault:
        raise click.ClickException(why(fault, "private", "served")) from None
    writing = None
    if building.forms and not asked.read_only:
        writing = Writing(StartKey(asked.port), building.forms)
    address = writing.key.address if writing else f"http://{HOST}:{asked.port}/"
    answer = partial(respond, current=current, hosts=own_hosts(asked.port), writing=writing)
    with serving(asked.port, answer, note):
        say(f"The private site is at {address} (this machine only). Ctrl-C ends it.")
        sys.stdout.flush()
        if asked.show:
            webbrowser.open(address)
        try:
            again.keep_current(current, ended, note)
        finally:
            current.close()


class _MkDocsBuilding(logging.Handler):
    """Builds the private site with MkDocs, and hears of its errors."""

    def __init__(self, config_file: Path) -> None:
        super().__init__(logging.ERROR)
        self._config_file, self._began = config_file, False
        self.forms: PageForms | None = None
        self._renewable: Renewable | None = None
        self._heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps what MkDocs says is wrong."""
        self._heard.append(record.getMessage())

    def words(self, fault: Exception) -> tuple[str, ...]:
        """What is wrong, and last why there is no newer site."""
        last = why(fault, "private", "built") if str(fault) else type(fault).__name__
        return (*self._heard, last)

    def build(self, target: Path) -> tuple[str, Iterator[Path]]:
        """A new site: the policy of its pages, and what it was made from."""
        from mkdocs.commands.build import build as build_with_mkdocs
        from mkdocs.config import load_config

        self._heard.clear()
        self._renewable = None
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            more = theme_instead(self._config_file)
            config = load_config(str(self._config_file), site_dir=str(target), **more)
            if not self._began:
                self._began = True
                config.plugins.on_startup(command="serve", dirty=False)
            build_with_mkdocs(config, serve_url="/")
        finally:
            logger.removeHandler(self)
        policies = (one.page_policy for one in config.plugins.values() if isinstance(one, Policed))
        forms = (one.page_forms for one in config.plugins.values() if isinstance(one, HasForms))
        self.forms = next(forms, None)
        self._renewable = next(
            (p for p in config.plugins.values() if isinstance(p, Renewable)), None
        )
        return next(policies, ""), _made_from(config)

    def renew(self, changed: Changed) -> Renewing | None:
        """What was built last made new where it stands, where it can be."""
        self._heard.clear()
        renewal = self._renewable.renewal if self._renewable else None
        return renewal.steps(changed) if renewal else None


def _made_from(config: MkDocsConfig) -> Iterator[Path]:
    named = (config.docs_dir, config.theme.custom_dir or "", *config.watch)
    yield from (Path(one) for one in named if one)
    for plugin in config.plugins.values():
        yield from getattr(plugin, "watched", ())
