"""What is written is kept, committed and taken back, and remarks go where they are wanted."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kithbook.actions.leftovers import clear_leftovers
from kithbook.actions.outcome import Edits, silent
from kithbook.actions.undo import undo
from kithbook.book.edit import new_file, source_of
from kithbook.text.refusal import Declined, Refused
from tests.actions.conftest import Desk


def committing(desk: Desk) -> Desk:
    settings = desk.root / "kithbook.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "commit: true\n")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "before")):
        who = ("-c", "user.name=V", "-c", "user.email=v@example.org")
        subprocess.run(["git", *who, *words], cwd=desk.root, check=True)
    for key, value in (("user.name", "V"), ("user.email", "v@example.org")):
        subprocess.run(["git", "config", key, value], cwd=desk.root, check=True)
    return desk


def test_an_edit_is_one_commit_and_is_taken_back_by_one(desk: Desk) -> None:
    committing(desk).commit(Edits((new_file("people/cy.yml", "name: Cy\n"),), "new", "Cy"))
    assert desk.told == []
    subject, diff = undo(desk.root, apply=False)
    assert subject == "new: Cy"
    assert "-name: Cy" in diff
    assert (desk.root / "people" / "cy.yml").exists()
    assert undo(desk.root, apply=True) == ("new: Cy", "")
    assert not (desk.root / "people" / "cy.yml").exists()
    with pytest.raises(Declined, match="no command has made a commit"):
        undo(desk.root, apply=True)


def test_why_nothing_is_committed_is_told_and_not_printed(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    with (desk.root / "kithbook.yml").open("a", encoding="utf-8") as file:
        file.write("commit: true\n")
    edits = Edits((new_file("people/cy.yml", "name: Cy\n"),), "new", "Cy")
    desk.commit(edits)
    assert desk.told == [
        "What is written now is not committed: this book is not in a git repository."
    ]
    assert capfd.readouterr() == ("", "")
    silent("said to nobody")


def test_nothing_to_take_back(desk: Desk) -> None:
    with pytest.raises(Declined, match="not in a git repository") as refused:
        undo(desk.root, apply=True)
    assert refused.value.asked


def test_a_file_that_cannot_be_read_is_refused_at_its_place(desk: Desk) -> None:
    (desk.root / "people" / "odd.md").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(Refused) as refused:
        source_of(desk.root, "people/odd.md")
    assert refused.value.location.path == "people/odd.md"


def test_what_a_killed_run_left_is_told(desk: Desk) -> None:
    left = Path(desk.root, "people", ".ada-byrne.md.0a1b2c3d.tmp")
    left.write_text("half")
    (said,) = clear_leftovers(desk.root)
    assert said.endswith("ada-byrne.md is whole.")
    assert not left.exists()
