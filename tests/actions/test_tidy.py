"""Tidy as an action: a plan, one write, nothing the second time, and no finding that is new."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.committing import commit
from kithbook.actions.tidy import tidy, tidy_paths
from kithbook.book.checks import check
from kithbook.book.load import load_book
from kithbook.book.settings import DEFAULTS
from tests.actions.conftest import Desk
from tests.book.bookfiles import case_paths, read_case, write_book

pytestmark = pytest.mark.uncounted

TODAY = date(2026, 11, 22)


def found(root: Path) -> Counter[tuple[str, str, str]]:
    problems = check(load_book(root), TODAY)
    return Counter(
        (one.location.path, one.code, one.message)
        for one in problems
        if "files have keys" not in one.message  # told once of all of them
    )


@pytest.mark.parametrize("path", case_paths("check"), ids=lambda path: path.stem)
def test_a_broken_book_has_only_fewer_findings_afterwards(path: Path, tmp_path: Path) -> None:
    write_book(tmp_path, read_case(path))
    plan = tidy(tmp_path, tidy_paths(tmp_path), load_book(tmp_path), TODAY)
    if not plan.files:
        return
    before = found(tmp_path)
    commit(plan.edits(), tmp_path, DEFAULTS)
    after = found(tmp_path)
    # Of a file that could not be read, nothing but that was known.
    unread = {one.at.path for one in plan.changes if one.code == "bad-yaml"}
    fresh = [one for one in (after - before).elements() if one[0] not in unread]
    gone = [one for one in (before - after).elements() if one[0] not in unread]
    assert fresh == []
    mended = [one for one in plan.changes if one.code and one.at.path not in unread]
    assert len(gone) >= len(mended)
    again = tidy(tmp_path, tidy_paths(tmp_path), load_book(tmp_path), TODAY)
    assert again.files == ()
    assert [now for now, _ in again.left] == [after for _, after in plan.left]


def test_a_book_is_planned_before_it_is_written(desk: Desk) -> None:
    path = desk.root / "people/bo-chen.md"
    path.write_bytes(path.read_bytes() + b"\r\n* 1 Nov 2026 lunch: eel \r\n- 3/4/2026 call: x")
    before = desk.files()
    plan = tidy(desk.root, tidy_paths(desk.root), desk.network, desk.today)
    assert desk.files() == before
    assert [(one.at.path, one.at.line, one.code) for one in plan.changes] == [
        ("people/bo-chen.md", 13, "")
    ]
    assert [str(now) for now, _ in plan.left] == [
        one for one in map(str, desk.network.problems) if "3/4/2026" in one
    ]
    desk.commit(plan.edits())
    wanted = before["people/bo-chen.md"].replace(b"* 1 Nov 2026 lunch:", b"- 2026-11-01 meal:")
    assert desk.files() == {**before, "people/bo-chen.md": wanted}


def test_what_is_in_two_writings_is_put_together_first(desk: Desk) -> None:
    line = "* 1 Nov 2026 lunch: eel\n"
    for path in ("people/bo-chen.md", "people/ines-ruiz.md", "people/ada-byrne.md"):
        with (desk.root / path).open("a") as file:
            file.write(line)
    (desk.root / "people/bo-chen (1).md").write_text(desk.text("people/bo-chen.md"))
    torn = desk.text("people/ada-byrne.md").replace(
        line, f"<<<<<<< HEAD\n{line}=======\n{line}>>>>>>> other\n"
    )
    (desk.root / "people/ada-byrne.md").write_text(torn)
    (desk.root / "people/cy.md").write_bytes(b"---\nname: Cy \xff\n---\n")
    plan = tidy(desk.root, tidy_paths(desk.root), desk.network, desk.today)
    assert [edit.path for edit in plan.files] == ["people/ines-ruiz.md"]
    assert [(now.location.path, now.code) for now, _ in plan.left] == [
        ("people/ada-byrne.md", "unfinished-merge"),
        ("people/bo-chen (1).md", "sync-copy"),
        ("people/cy.md", "not-utf8"),
    ]
