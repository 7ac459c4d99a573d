"""A word is found in a book of which only what may hold it is looked into, as in any."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book import kept_files
from kithbook.book.load import load_book
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import find
from tests.actions.lives import sample

DAY = date(2026, 11, 22)
WORDS = ("boat", "byrne", "mueller", "oneil", "Houston", "ada", "seed money", "2026", "qqq", "mae")


def test_a_word_finds_the_same_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sample(tmp_path / "book")
    (root / "people/oneil.md").write_text("---\nname: Pat O'Neil\n---\nMet [[Ada Byrne]].\n")
    cold = load_book(root)
    monkeypatch.setattr(kept_files, "FEWEST", 1)
    load_book(root)
    used = sorted({word for person in cold.people.values() for word in person.notes.split()[:2]})
    for word in (*WORDS, *used):
        query = parse(word)
        if not isinstance(query, QueryFault):
            assert find(load_book(root), query, DAY) == find(cold, query, DAY), word
