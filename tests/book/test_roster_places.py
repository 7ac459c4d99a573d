"""What lies in rosters/ beside the address books: private, known, and no contact."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.accounting import accounting
from kithbook.book.load import load_book
from kithbook.book.roster_places import (
    CHANGES,
    CHANGES_HEADER,
    NOT_THE_SAME,
    NOT_THE_SAME_HEADER,
    beside_contacts,
    conversations_of,
    pairs_apart,
    table_rows,
)
from kithbook.leakscan.private_files import private_files
from kithbook.text.source import Source

TABLES = {
    "rosters/.last/google.csv": "Name,E-mail\nAda Byrne,ada@example.org\n",
    CHANGES: "seen,roster,key,name,field,was,now\n2026-11-30,google,ada,Ada Byrne,org,A,B\n",
    NOT_THE_SAME: "a,b\nada-byrne,Ada O'Byrne\n",
    conversations_of("google"): "name,key,sent,received,first,last\nAda Byrne,ada,1,2,,\n",
    "rosters/google-happenings.csv": "key,on,kind,text\nada,2026-01-02,call,About boats\n",
}


def book(root: Path) -> Path:
    for path, text in {"kithbook.yml": "x_note: a book\n", **TABLES}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_none_of_them_is_a_contact_or_a_finding(tmp_path: Path) -> None:
    network = load_book(book(tmp_path))
    assert network.contacts == ()
    assert [str(one) for one in network.problems] == []


def test_all_of_them_are_private_to_the_leak_scan(tmp_path: Path) -> None:
    there = {one.path for one in private_files(book(tmp_path)).read}
    assert there >= TABLES.keys()


@pytest.mark.parametrize("path", TABLES)
def test_explain_says_what_each_is(tmp_path: Path, path: str) -> None:
    network = load_book(book(tmp_path))
    lines = accounting(Source(path, TABLES[path]), network)
    assert [one.taken for one in lines if one.text] == ["header", "row"]
    assert lines[1].what == beside_contacts(path)


def test_an_address_book_of_a_like_name_is_one() -> None:
    assert beside_contacts("rosters/google.csv") is None
    assert beside_contacts("rosters/changes.csv") is None
    assert beside_contacts("people/not-the-same.csv") is None


def test_columns_are_found_by_name_in_any_order() -> None:
    source = Source(CHANGES, "name,seen,mine\nAda,2026-01-01,x\n\n,,\n")
    rows = list(table_rows(source, CHANGES_HEADER))
    assert len(rows) == 1
    assert (rows[0][0], rows[0][1]["name"], rows[0][1]["now"]) == (2, "Ada", "")


def test_pairs_that_are_not_the_same_are_read_folded(tmp_path: Path) -> None:
    assert pairs_apart(tmp_path) == frozenset()
    assert pairs_apart(book(tmp_path)) == {frozenset(("ada-byrne", "ada o'byrne"))}
    assert NOT_THE_SAME_HEADER == ("a", "b")
