"""The golden answers; the browser tests put the same messages to the coach of the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kithbook.coach import Wish, coach
from scripts.coach_rules import OUTPUT, VECTORS, vectors

ROWS = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: str(row["message"])[:30].encode("unicode_escape").decode()
)
def test_vector(row: dict[str, object]) -> None:
    message, wish = row["message"], row["wish"]
    assert isinstance(message, str | dict)
    assert isinstance(wish, dict)
    assert coach().look(message, Wish(**wish)).as_json() == row["advice"]


def test_there_are_vectors_of_every_level_in_two_languages() -> None:
    findings = [one for row in ROWS for one in row["advice"]["findings"]]
    assert len(ROWS) >= 40
    assert {one["level"] for one in findings} == {"stop", "hint", "good"}
    assert len({one["rule"] for one in findings}) >= 16


def test_a_changed_answer_is_seen(tmp_path: Path) -> None:
    lines = VECTORS.read_text(encoding="utf-8")
    rules = OUTPUT.read_text(encoding="utf-8")
    assert vectors(lines, rules) == lines
    assert vectors(lines, rules.replace("could mean anything", "may mean anything")) != lines
