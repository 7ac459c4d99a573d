"""What a served site was made of is gone from memory when it is built again."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest
from mkdocs.commands.build import build as build_with_mkdocs

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.private.plugin import PrivatePlugin
from kithbook.text.garbage import collect_kept
from tests.private.sites import SMALL, configured, write_book

KINDS = ("Entry", "Environment", "File", "MkDocsConfig", "Network", "Page", "Person", "Site")


pytestmark = [pytest.mark.uncounted, pytest.mark.usefixtures("spared_garbage")]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Path]:
    root = write_book(tmp_path / "book", SMALL)
    yield root
    configured(root, command="serve").plugins.on_shutdown()
    gc.unfreeze()


def served_anew(root: Path) -> ref[Network]:
    """Builds as a server does, with the plugin of the time before; the book that was read."""
    config = configured(root, command="serve")
    build_with_mkdocs(config, serve_url="/")
    plugin = config.plugins["kithbook-private"]
    assert isinstance(plugin, PrivatePlugin)
    return ref(plugin.site.views.network)


def alive() -> Counter[str]:
    """How many of each kind there are, once what was spared has been looked through."""
    collect_kept()
    return Counter(name for one in gc.get_objects() if (name := type(one).__name__) in KINDS)


def test_a_book_goes_with_its_last_reader_and_is_in_no_circle(tmp_path: Path) -> None:
    gc.disable()
    try:
        network = load_book(write_book(tmp_path / "small", SMALL))
        assert network.index.resolve("Ada Byrne").person == "ada"
        left = ref(network)
        del network
        assert left() is None
    finally:
        gc.enable()


def test_after_edits_there_is_one_book_and_one_site(book: Path) -> None:
    before = alive()  # what other tests hold
    books, counts = [served_anew(book)], [alive()]
    for number in range(2):
        (book / "people/bo.md").write_text(f"---\nname: Bo Chen\n---\nRides {number}.\n")
        books.append(served_anew(book))
        counts.append(alive())
    assert [left() is None for left in books] == [True, True, False]
    assert (counts[0] - before)["Person"] <= 2
    assert counts == [counts[0]] * 3
