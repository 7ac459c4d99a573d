"""Dated lines without a kind: each is a contact, a note of its day, or is told and asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.day_signs import Above, told_of_day
from kithbook.book.load import load_book
from kithbook.book.model import Settings

TABLE = Path(__file__).parent.parent / "cases/day-signs.txt"
ABOVE: dict[str, Above] = {"Notes": "", "Timeline": "events"}


def lines() -> list[list[str]]:
    """Each line of the table: the heading above it, what is wanted, and its words."""
    text = TABLE.read_text(encoding="utf-8")
    return [line.split(" | ", 2) for line in text.splitlines() if not line.startswith("#")]


def test_the_table_has_its_size() -> None:
    assert len(lines()) >= 150


@pytest.mark.parametrize("heading, wanted, said", lines())
def test_what_a_line_of_a_day_tells_of(heading: str, wanted: str, said: str) -> None:
    below = heading.endswith("below a day")
    told = told_of_day(said, ABOVE.get(heading, "meetings"), Settings(), below=below)
    contact = "N" if told.kind == "note" else "C"
    assert ("?" if told.open else contact) == wanted, told


@pytest.mark.parametrize("heading", ["## Log", "## Notes", "## 1:1s", "## Timeline", "## Feedback"])
def test_the_rule_is_the_same_below_whatever_heading(heading: str, tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    said = (
        "- [[2026-11-20]] - Sent him the contract by email\n"
        "- 2026-11-19 became head of department\n"
        "- [[2026-11-18-Wednesday]] cancelled, she was sick"
    )
    text = f"# Ada Byrne\n\n{heading}\n{said}\n"
    (tmp_path / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    assert network.problems == ()
    ada = network.people["ada-byrne"]
    assert [f"{one.on} {one.kind}: {one.text}" for one in ada.log] == [
        "2026-11-20 email: Sent him the contract by email",
        "2026-11-19 note: became head of department",
        "2026-11-18 note: cancelled, she was sick",
    ]


def test_more_lines_below_a_day_are_what_its_entry_says(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    text = (
        "# Ada Byrne\n\n## 1:1s\n### 2026-11-24\n- tired\n- wants Friday off\n"
        "- rows now\n- [ ] ask about the budget \U0001f4c5 2026-12-01\n"
        "### 2026-11-12 (short)\n- the loom\n\n## Notes\n- [[2026-11-02]]\n"
        "\t- Dropped by with soup\n\t- her knee is better\n- likes figs\n"
    )
    (tmp_path / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    assert network.problems == ()
    ada = network.people["ada-byrne"]
    assert {f"{one.on} {one.kind}: {one.text}" for one in ada.log if not one.box} == {
        "2026-11-24 met: tired; wants Friday off; rows now",
        "2026-11-12 met: short; the loom",
        "2026-11-02 visit: Dropped by with soup; her knee is better",
    }
    assert ada.notes.endswith("- likes figs")
