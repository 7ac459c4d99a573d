"""Whoever has a file is found by what a row of a roster has of them, whatever the apostrophes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.names import load_names
from kithbook.book.network import Network
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import find
from kithbook.insight.reaching import whom

TODAY = date(2026, 11, 30)
ROWS = (
    "First Name,Last Name,Nickname,Organization Name,Birthday,E-mail 1 - Value,Phone 1 - Value\n"
    "Omar,Haddad,Omi,Acme,1984-03-09,omar@example.org ::: o2@example.org,(713) 555-0142\n"
)


@pytest.fixture(name="root")
def fixture_root(tmp_path: Path) -> Path:
    """A book of two people, one of whom a roster knows too."""
    for folder in ("people", "rosters"):
        (tmp_path / folder).mkdir()
    (tmp_path / "people/omar-haddad.md").write_text(
        "# Omar Haddad\nPhone: +1 713 555 0142\n", encoding="utf-8"
    )
    (tmp_path / "people/niamh.md").write_text("# Niamh O\u2019Neil\n", encoding="utf-8")
    (tmp_path / "rosters/contacts.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def found(network: Network, text: str) -> list[str | None]:
    """Whom a search finds, by id."""
    query = parse(text)
    assert not isinstance(query, QueryFault)
    return [one.person for one in find(network, query, TODAY)]


@pytest.mark.parametrize(
    "text", ["omar@example.org", "o2@example.org", "omi", "1984-03-09", "acme", "7135550142"]
)
def test_a_search_finds_by_the_row(root: Path, text: str) -> None:
    assert found(load_book(root), text) == ["omar-haddad"]


@pytest.mark.parametrize("text", ["o2@example.org", "Omi", "OMI"])
def test_a_command_means_by_the_row(root: Path, text: str) -> None:
    assert whom(load_book(root).index, text) == ("omar-haddad",)
    assert whom(load_names(root), text) == ("omar-haddad",)


def test_a_name_in_no_row_and_no_file_is_nobody(root: Path) -> None:
    assert whom(load_book(root).index, "Omo") == ()
    assert whom(load_book(root).index, "") == ()


@pytest.mark.parametrize("text", ["oneil", "O'Neil", "o\u2019neil", "niamh oneil"])
def test_an_apostrophe_may_be_left_out(root: Path, text: str) -> None:
    network = load_book(root)
    assert found(network, text) == ["niamh"]
    assert whom(network.index, text) == ("niamh",)
