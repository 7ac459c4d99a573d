"""`kith serve`: the private site on this machine alone, rebuilt while files change."""

from __future__ import annotations

import logging
import shutil
import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from time import time_ns
from types import FrameType
from typing import TYPE_CHECKING

import click

from kithbook.actions.building import config_of
from kithbook.cli.screen import mistake, note, say
from kithbook.cli.site_builder import progress, quiet_theme, why
from kithbook.cli.whereabouts import Whereabouts
from kithbook.served.access import HOST, Policed, own_hosts
from kithbook.served.current import CurrentSite
from kithbook.served.folders import NoPlace, served_folder, sweep
from kithbook.served.pages import respond
from kithbook.served.ports import NoPort, free_port
from kithbook.served.server import serving
from kithbook.served.watching import await_change, seen
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
@click.pass_obj
def serve(place: Whereabouts, port: int | None, show: bool) -> None:
    """Serve the private site on this machine.

    It listens on 127.0.0.1 alone and is built again when a file changes.
    """
    root = place.root()
    config_file = config_of(root, "private")
    try:
        chosen = free_port(port, root)
    except NoPort as fault:
        mistake(str(fault))
    quiet_theme()
    ended = Event()
    try:
        with _ending(ended):
            if left := sweep():
                note(f"Removed {counted(left, 'private site')} from the temporary folder.")
            with served_folder(root) as folder, progress(serving=True):
                _serve(_Building(config_file, folder), chosen, ended, show=show)
    except NoPlace as fault:
        raise click.ClickException(str(fault)) from None
    except KeyboardInterrupt:
        if not ended.is_set():
            raise


def _address(port: int) -> str:
    return f"http://{HOST}:{port}/"


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


def _serve(building: _Building, port: int, ended: Event, *, show: bool) -> None:
    from mkdocs.exceptions import MkDocsException

    note("Building the private site …")
    try:
        current = CurrentSite(*building.build())
    except (MkDocsException, click.ClickException) as fault:
        raise click.ClickException(why(fault, "private", "served")) from None
    answer = partial(respond, current=current, hosts=own_hosts(port))
    with serving(port, answer, note):
        say(f"The private site is at {_address(port)} (this machine only). Ctrl-C ends it.")
        sys.stdout.flush()
        if show:
            webbrowser.open(_address(port))
        try:
            _build_again(building, current, ended)
        finally:
            current.close()


def _build_again(building: _Building, current: CurrentSite, ended: Event) -> None:
    """Builds whenever files changed; what stands in the way is told, and the last site stays."""
    while await_change(building.places, building.before, ended):
        note("A file changed; building again …")
        building.heard.clear()
        try:
            current.show(*building.build())
        except Exception as fault:  # noqa: BLE001 - whatever it is, the owner can mend it and go on
            trouble = why(fault, "private", "built") if str(fault) else type(fault).__name__
            current.tell("\n".join((*building.heard, trouble)))
            note(f"{trouble} What was built before is still shown.")
        building.put_away(current.now.folder)


class _Building(logging.Handler):
    """Builds the site again and again, each time into a folder of its own; hears of errors."""

    def __init__(self, config_file: Path, folder: Path) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        self.places: tuple[Path, ...] = (config_file, config_file.with_name("mkdocs.yml"))
        self.before = seen(self.places)
        self._config_file, self._folder, self._number = config_file, folder, 0

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps what MkDocs says is wrong."""
        self.heard.append(record.getMessage())

    def build(self) -> tuple[Path, str]:
        """A new site and the policy of its pages; raises what MkDocs and its plugins raise."""
        from mkdocs.commands.build import build as build_with_mkdocs
        from mkdocs.config import load_config

        self._number += 1
        target = self._folder / str(self._number)
        began, self.before = time_ns(), seen(self.places)
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            config = load_config(str(self._config_file), site_dir=str(target))
            if self._number == 1:
                config.plugins.on_startup(command="serve", dirty=False)
            build_with_mkdocs(config, serve_url="/")
        finally:
            logger.removeHandler(self)
        self._watch(config, began)
        policies = (one.page_policy for one in config.plugins.values() if isinstance(one, Policed))
        return target, next(policies, "")

    def _watch(self, config: MkDocsConfig, began: int) -> None:
        """Looks at whatever the build read; what changed meanwhile counts as new."""
        read = (one for plugin in config.plugins.values() for one in getattr(plugin, "watched", ()))
        named = (config.docs_dir, config.theme.custom_dir or "", *config.watch)
        places = (*self.places, *(Path(one) for one in named if one), *read)
        new = [place for place in dict.fromkeys(places) if place not in self.places]
        known = {name: state for name, state in seen(new).items() if state[0] < began}
        self.places, self.before = (*self.places, *new), {**self.before, **known}

    def put_away(self, shown: Path) -> None:
        """Removes whatever is not shown."""
        for one in self._folder.iterdir():
            if one.is_dir() and one != shown:
                shutil.rmtree(one, ignore_errors=True)
