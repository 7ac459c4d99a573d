"""Placeholders of clouds and empty files: nobody is lost, shadowed, or there a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.names import load_names
from kithbook.book.stand_ins import file_meant
from tests.book.bookfiles import write_book

ADA = "---\nname: Ada Byrne\n---\n"


@pytest.mark.parametrize("full, empty", [("md", "yml"), ("yml", "md"), ("md", "markdown")])
def test_an_empty_file_never_shadows_a_full_one(full: str, empty: str, tmp_path: Path) -> None:
    text = "name: Ada Byrne\n" if full == "yml" else ADA
    files = {f"people/ada-byrne.{full}": text, f"people/ada-byrne.{empty}": "\n"}
    write_book(tmp_path, {"files": files})
    network = load_book(tmp_path)
    assert [one.name for one in network.people.values()] == ["Ada Byrne"]
    assert network.unread == ()
    (only,) = network.problems
    assert (only.location.path, only.code) == (f"people/ada-byrne.{empty}", "duplicate-id")
    assert load_names(tmp_path).resolve("Ada Byrne").person == "ada-byrne"


@pytest.mark.parametrize(
    "name",
    [".ada-byrne.md.icloud", "ada-byrne.md.nextcloud", "ada-byrne.md.owncloud"],
)
def test_who_is_elsewhere_stays_known_by_the_file_s_name(name: str, tmp_path: Path) -> None:
    write_book(tmp_path, {"files": {f"people/{name}": "x"}})
    network = load_book(tmp_path)
    assert [lost.id for lost in network.unread] == ["ada-byrne"]
    assert [(str(one.location), one.code) for one in network.problems] == [
        ("people/ada-byrne.md:1:1", "not-here")
    ]
    assert load_names(tmp_path).display == {"ada-byrne": "ada-byrne"}
    write_book(tmp_path, {"files": {"people/ada-byrne.md": ADA}})
    again = load_book(tmp_path, network)
    assert (again.unread, again.problems) == ((), ())
    assert list(load_names(tmp_path).display.values()) == ["Ada Byrne"]


def test_what_was_read_before_it_went_elsewhere_is_kept(tmp_path: Path) -> None:
    act = "---\nbetween: [ada-byrne, bo]\nbecause: {ada-byrne: x, bo: y}\n---\n"
    files = {
        "people/ada-byrne.md": ADA,
        "people/bo.md": "---\nname: Bo Chen\n---\n",
        "introductions/one.md": act,
    }
    write_book(tmp_path, {"files": files})
    before = load_book(tmp_path)
    for path in ("people/ada-byrne.md", "introductions/one.md"):
        folder, _, name = path.partition("/")
        (tmp_path / path).rename(tmp_path / folder / f".{name}.icloud")
    now = load_book(tmp_path, before)
    assert now.people["ada-byrne"] == before.people["ada-byrne"]
    assert now.introductions == before.introductions


def test_only_placeholders_stand_for_a_file() -> None:
    assert file_meant("people/x/.ada.md.icloud") == "people/x/ada.md"
    for path in ("people/ada.md", "people/ada.icloud", "people/.icloud", "people/icloud.md"):
        assert file_meant(path) == ""
