"""Every carrier and spelling is found, refused or asked about, and what is missed is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.carriers import CARRIERS, TEXTS
from benchmarks.matrix import (
    BOOK,
    MISSED,
    NAME,
    OTHER,
    REFUSED,
    SPELLINGS,
    Row,
    expected,
    scan_one,
    verdict,
    wanted,
    write_book,
)
from kithbook.leakscan.unpack import Unreadable, sheets
from tests.structure.sources import ROOT

pytestmark = pytest.mark.uncounted
EVERY = {name: carry for carriers in CARRIERS.values() for name, carry in carriers.items()}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matrix")
    write_book(folder / "book")
    return folder


def test_a_hundred_and_twenty_rows_are_tried() -> None:
    assert sum(map(len, CARRIERS.values())) == len(EVERY)
    assert len(EVERY) + len(SPELLINGS) >= 120
    assert set(EVERY) >= REFUSED | MISSED
    assert len(MISSED) <= 6


@pytest.mark.parametrize("kind", CARRIERS)
def test_each_carrier_of_a_name_is_found_or_refused(kind: str, place: Path) -> None:
    told = {
        name: verdict(scan_one(place / "book", place, name, carry(NAME)))
        for name, carry in CARRIERS[kind].items()
    }
    assert {name: said for name, said in told.items() if not wanted(Row(kind, name, said))} == {}


@pytest.mark.parametrize("kind", CARRIERS)
def test_the_same_file_with_nobodys_name_is_clean_unless_it_cannot_be_read(
    kind: str, place: Path
) -> None:
    told = {
        name: verdict(scan_one(place / "book", place, name, carry(OTHER)))
        for name, carry in CARRIERS[kind].items()
    }
    assert told == {name: "refused" if name in REFUSED else "missed" for name in CARRIERS[kind]}


def test_each_spelling_is_found(place: Path) -> None:
    told = {
        name: verdict(scan_one(place / "book", place, "a.html", TEXTS["a.html"](said)))
        for name, said in SPELLINGS.items()
    }
    assert told == {name: expected(name) for name in SPELLINGS}


def test_what_is_missed_is_told_in_the_documentation() -> None:
    said = (ROOT / "docs" / "walls.md").read_text(encoding="utf-8")
    words = {"reversed.txt": "backwards", "rot13.txt": "rot13", "base32.txt": "base32",
             "utf-7.txt": "UTF-7"}  # fmt: skip
    assert set(words) == MISSED
    assert [word for word in words.values() if word not in said] == []


class TestUnread:
    """A file that cannot be looked into names the setting that allows it."""

    def site(self, place: Path, *, setting: str = "") -> str:
        book = place / "book"
        (book / "kithbook.yml").write_text(BOOK["kithbook.yml"] + setting)
        try:
            report = scan_one(book, place, "key.gpg", EVERY["key.gpg"](OTHER))
        finally:
            (book / "kithbook.yml").write_text(BOOK["kithbook.yml"])
        return "".join(f"{name}: {reason}" for name, reason in report.unread)

    def test_it_is_told_with_what_to_do(self, place: Path) -> None:
        assert self.site(place) == (
            "key.gpg: It is packed or encrypted in a way that the scan cannot open. If it may be "
            'public, list it under disclose: {files: ["key.gpg"]} in kithbook.yml.'
        )

    @pytest.mark.parametrize("pattern", ["key.gpg", "'*.gpg'", "'key.*'", "'*'"])
    def test_a_name_or_a_pattern_allows_it(self, place: Path, pattern: str) -> None:
        assert self.site(place, setting=f"disclose: {{files: [{pattern}]}}\n") == ""

    @pytest.mark.parametrize("pattern", ["KEY.GPG", "key", "'*.asc'", "other/key.gpg"])
    def test_nothing_else_allows_it(self, place: Path, pattern: str) -> None:
        assert self.site(place, setting=f"disclose: {{files: [{pattern}]}}\n") != ""

    def test_what_can_be_read_in_an_allowed_file_is_found_all_the_same(self, place: Path) -> None:
        book = place / "book"
        (book / "kithbook.yml").write_text("disclose: {files: [key.gpg]}\n")
        report = scan_one(book, place, "key.gpg", EVERY["key.gpg"](NAME))
        (book / "kithbook.yml").write_text(BOOK["kithbook.yml"])
        assert report.unread == ()
        assert report.hits


@pytest.mark.parametrize("name", sorted(set(EVERY) - REFUSED - set(TEXTS)))
def test_a_file_that_was_cut_or_changed_never_stops_the_scan(name: str) -> None:
    """Wherever a file ends, it is read or told as unread, and nothing else happens."""
    raw = EVERY[name](OTHER)
    for at in {1, 5, 9, 13, len(raw) // 3, len(raw) // 2, len(raw) - 5, len(raw) - 1}:
        for one in (raw[:at], raw[:at] + bytes((raw[at % len(raw)] ^ 0xFF,)) + raw[at + 1 :]):
            try:
                list(sheets(name, one))
            except Unreadable as reason:
                assert str(reason)  # noqa: PT017 - any reason will do
