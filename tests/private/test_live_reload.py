"""`mkdocs serve` makes the private site new where it stands, once it is told of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.livereload import LiveReloadServer

from tests.private.sites import SMALL, configured, write_book
from tests.private.test_renewal import built_to, differing

pytestmark = pytest.mark.uncounted


class Serving:
    """A book that MkDocs serves, and how often it was built whole."""

    def __init__(self, root: Path) -> None:
        self.root, self.built = write_book(root, SMALL), 0
        self.build()
        self.site = Path(self.config.site_dir)
        self.server = LiveReloadServer(self.build, "127.0.0.1", 0, str(self.site))
        watched = (self.config.docs_dir, self.config.config_file_path)
        for path in watched:
            self.server.watch(path)
        self.config.plugins.on_serve(self.server, config=self.config, builder=self.build)
        for path in self.config.watch:
            self.server.watch(path)

    def build(self) -> None:
        """As MkDocs does it: the settings are read each time."""
        self.built += 1
        self.config = configured(self.root, command="serve")
        self.config.site_dir = str(self.root / "build" / "served")
        build_with_mkdocs(self.config, serve_url="/")

    def holds(self, words: str, name: str = "people/ada/index.html") -> bool:
        path = self.site / name
        return path.is_file() and words in path.read_text(encoding="utf-8")


def until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + 30
    while not is_so():
        assert monotonic() < end
        sleep(0.02)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    one = Serving(tmp_path / "book")
    thread = Thread(target=one.server.serve)
    thread.start()
    until(one.server.observer.is_alive)
    yield one
    one.server.shutdown(wait=True)
    thread.join()
    one.config.plugins.on_shutdown()


def test_an_edit_is_shown_without_a_build_and_everywhere_in_the_end(serving: Serving) -> None:
    ada = serving.root / "people/ada.md"
    ada.write_text(f"{ada.read_text()}- 2026-11-21 call: all is fine\n")
    until(lambda: serving.holds("all is fine"))
    until(lambda: serving.holds("all is fine", "find/book.json"))
    assert serving.built == 1
    own = serving.root / "content/private/own.md"
    own.write_text("# Mine\n\nA page of my own.\n")
    until(lambda: serving.built == 2 and serving.holds("A page of my own", "find/book.json"))
    ada.write_text(ada.read_text().replace("all is fine", "all is well"))
    until(lambda: serving.holds("all is well", "find/book.json"))
    assert serving.built == 2
    serving.server.shutdown(wait=True)
    assert differing(serving.site, built_to(serving.root, "reference")[1]) == []
