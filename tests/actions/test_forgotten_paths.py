"""Whose file was whose in the history of git: renamed, by an address, at a path that stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.history_commands import write_script
from kithbook.text.refusal import Declined
from tests.actions.test_forgotten_history import LIVES
from tests.actions.told_history import carried_out, made, sought


def test_a_renamed_file_is_followed_whatever_it_says_of_itself(tmp_path: Path) -> None:
    body = "".join(f"Line {number} of what is said here.\n" for number in range(20))
    was = f"---\nname: Uma Vance\nreach: {{email: uma@example.org}}\n---\n{body}"
    now = f"---\nname: Ines Ruiz\n---\n{body}"
    first: dict[str, str | bytes | None] = {"kithbook.yml": "", "people/v.md": was}
    moved: dict[str, str | bytes | None] = {"people/v.md": None, "people/ines-ruiz.md": now}
    told: dict[str, str | bytes | None] = {"journal/2026-01.md": "- 2026-01-02 note: Uma Vance\n"}
    root = made(tmp_path / "book", [("One", first), ("Two", told), ("Three", moved)])
    _, holds = sought(root, "ines-ruiz")
    assert holds.alone == ("people/ines-ruiz.md", "people/v.md")
    assert {"Uma Vance", "uma@example.org"} <= set(holds.words)
    assert not [raw for _, raw in carried_out(root, holds) if b"Vance" in raw]


def test_a_file_that_stays_is_told_and_never_taken_out_by_its_path(tmp_path: Path) -> None:
    photo: dict[str, str | bytes | None] = {"content/ada-lind.png": b"\x89PNG\0"}
    root = made(tmp_path / "book", [*LIVES, ("Photo", photo)])
    _, holds = sought(root, "ada-lind")
    assert "content/ada-lind.png" in holds.left
    assert "content/ada-lind.png" not in holds.alone


def test_files_that_were_theirs_by_an_address_or_a_decision(tmp_path: Path) -> None:
    request = (
        "---\nid: two\nfrom: {name: Zed, email: zed@example.org}\n"
        "decision: {on: 2026-01-01, was: accepted, person: ada-byrne}\n---\nHello.\n"
    )
    other = "---\nname: A. Byrne\nreach: {email: ada@old.example.org, phone: 713 555 0199}\n---\n"
    extra: dict[str, str | bytes | None] = {"requests/two.md": request, "people/ab.md": other}
    gone: dict[str, str | bytes | None] = {"requests/two.md": None, "people/ab.md": None}
    root = made(tmp_path / "book", [LIVES[0], ("More", extra), ("Less", gone), *LIVES[1:]])
    _, holds = sought(root, "ada-lind")
    assert {"requests/two.md", "people/ab.md"} <= set(holds.alone)
    assert "7135550199" in holds.words


def test_a_longer_word_than_a_name_stays(tmp_path: Path) -> None:
    text = "Ada Lindgren and \u0141Ada Lind\u00e9 stay, Ada Lind\u2019s boat too.\n"
    note: dict[str, str | bytes | None] = {"people/bo-chen.md": f"---\nname: Bo Chen\n---\n{text}"}
    root = made(tmp_path / "book", [*LIVES, ("Note", note)])
    _, holds = sought(root, "ada-lind")
    texts = [raw.decode() for path, raw in carried_out(root, holds) if path == "people/bo-chen.md"]
    assert "Ada Lindgren and \u0141Ada Lind\u00e9 stay, somebody\u2019s boat too." in texts[0]


def test_a_script_has_no_place_in_the_repository_of_a_book_either(tmp_path: Path) -> None:
    top = made(tmp_path / "all", [("One", {"book/kithbook.yml": ""})])
    with pytest.raises(Declined, match="no place in the book"):
        write_script(top / "book", top / "f.sh", ("true",))
