"""A file that cannot be read while one types keeps the last good version of its person."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.last_good import keep_last_good
from kithbook.book.load import load_book
from kithbook.book.network import Network

ADA = "---\nname: Ada Byrne\naliases: [Addie]\norg: Fernway\ncircle: close\n---\n"
BO = "---\nname: Bo Chen\n---\n\n## Log\n- 2026-11-03 call with [[Addie]]: the ride\n"
ACT = "---\nbetween: [ada, bo]\nbecause: {ada: x, bo: y}\n---\n"
ROWS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Byrne,,,Fernway,,03 May 2020\n"
)
FILES = {
    "people/ada.md": ADA,
    "people/bo.md": BO,
    "introductions/one.md": ACT,
    "rosters/Connections.csv": ROWS,
}


def write(root: Path, **changed: str) -> Path:
    for name, text in {**FILES, **changed}.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def before(tmp_path: Path) -> Network:
    return load_book(write(tmp_path))


def after(root: Path, before: Network | None, name: str, text: str) -> Network:
    (root / name).write_text(text, encoding="utf-8")
    return load_book(root, before)


def test_a_broken_file_keeps_its_person_as_last_read(tmp_path: Path, before: Network) -> None:
    now = after(tmp_path, before, "people/ada.md", "---\nname: Ada\n")
    assert now.people["ada"] == before.people["ada"]
    assert [lost.id for lost in now.unread] == ["ada"]
    assert [problem.location.path for problem in now.problems] == ["people/ada.md"]
    assert list(now.people) == list(before.people)


def test_names_of_the_kept_lead_where_they_did(tmp_path: Path, before: Network) -> None:
    now = after(tmp_path, before, "people/ada.md", "---\nname: Ada\n")
    assert now.entries_with("ada") == before.entries_with("ada") != ()
    assert now.name_of("ada") == "Ada Byrne"
    assert now.index.resolve("Addie").person == "ada"
    assert [contact.person for contact in now.contacts] == ["ada"]


def test_without_an_earlier_reading_nothing_is_kept(tmp_path: Path, before: Network) -> None:
    assert "ada" in before.people
    now = after(tmp_path, None, "people/ada.md", "---\nname: Ada\n")
    assert "ada" not in now.people
    assert {"unknown-person", "unknown-link"} & {problem.code for problem in now.problems}


def test_what_reads_again_is_as_it_is_now(tmp_path: Path, before: Network) -> None:
    broken = after(tmp_path, before, "people/ada.md", "---\nname: Ada\n")
    mended = after(tmp_path, broken, "people/ada.md", ADA.replace("Fernway", "Tidewater"))
    assert mended.people["ada"].org == "Tidewater"
    assert mended.unread == ()


def test_the_last_good_version_outlasts_a_second_broken_one(
    tmp_path: Path, before: Network
) -> None:
    once = after(tmp_path, before, "people/ada.md", "---\nname: Ada\n")
    twice = after(tmp_path, once, "people/ada.md", "---\nname: [Ada\n---\n")
    assert twice.people["ada"] == before.people["ada"]


def test_what_is_gone_is_gone(tmp_path: Path, before: Network) -> None:
    (tmp_path / "people/ada.md").unlink()
    (tmp_path / "introductions/one.md").unlink()
    now = load_book(tmp_path, before)
    assert list(now.people) == ["bo"]
    assert now.introductions == ()


def test_a_broken_introduction_is_kept_too(tmp_path: Path, before: Network) -> None:
    now = after(tmp_path, before, "introductions/one.md", "---\nbetween: [ada, bo]\n")
    assert now.introductions == before.introductions
    assert now.problems != ()


def test_a_network_in_which_all_reads_is_left_alone(tmp_path: Path, before: Network) -> None:
    now = load_book(tmp_path)
    assert keep_last_good(before, now) is now


def test_a_request_of_which_a_key_cannot_be_read_is_kept_too(tmp_path: Path) -> None:
    path = "requests/zoe.md"
    start = load_book(write(tmp_path, **{path: "---\nwhy: rope\ndecision: {was: declined}\n---\n"}))
    now = after(tmp_path, start, path, "---\nwhy: rope\ndecision: {was: declined\n---\n")
    assert now.requests == start.requests
    alone = load_book(tmp_path).requests
    assert [(one.why, one.decision, one.torn) for one in alone] == [("rope", None, True)]
