"""Ordinary pages stop nothing, however much the names in the book are words."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.false_alarms import alarms, own_pages, write_book

pytestmark = pytest.mark.uncounted

PAGES = 50


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("words") / "book")


@pytest.mark.uncounted
def test_walls_stand_before_at_most_one_page_in_a_hundred(book: Path) -> None:
    found = alarms(book, islice(own_pages(), PAGES))
    assert found.pages == PAGES
    assert found.hits <= PAGES / 100
    assert found.questions <= PAGES / 5


def test_names_of_words_are_found_where_they_are_written_as_names(book: Path) -> None:
    names = [path.stem.replace("-", " ").title() for path in sorted((book / "people").iterdir())]
    assert len(names) == 500
    said = [f"Ask {name} about it." for name in names[::25]]
    small = [f"There is {name.lower()} in it." for name in names[::25]]
    assert alarms(book, said).hits == len(said)
    asked = alarms(book, small)
    assert asked.quiet == 0
    assert asked.questions >= len(small) / 2
