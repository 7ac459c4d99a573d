"""The measure of ways counts a right first contact, and a goal to which nobody leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.ways import main
from tests.insight.books import load_case


def test_hits_and_misses_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = {
        "ada": "circle: close\norg: Port of Tacoma\n---\n",
        "bo": "circle: close\nplace: Lyon\n---\n",
    }
    load_case(tmp_path, {"people": people, "settings": "today: 2026-11-22\n"})
    goals = tmp_path / "goals.yml"
    goals.write_text(
        "- {goal: Port of Tacoma, first: [ada]}\n- {goal: Lyon, first: [ada]}\n"
        "- {goal: Kyoto Observatory, first: []}\n"
    )
    assert main([str(tmp_path), str(goals)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "+ Port of Tacoma: ada",
        "- Lyon: bo",
        "    marked: ada",
        "+ Kyoto Observatory: nobody",
        "2 of 3 with the right one in the first 3",
    ]
    assert main([]) == 2
