"""What a book keeps, however it keeps it, is not given away, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walls.spellings import CASES, Case, outcome, scanned

pytestmark = pytest.mark.uncounted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_scan_says_what_is_wanted(tmp_path: Path, case: Case) -> None:
    assert outcome(scanned(case, tmp_path)) == case.wanted


def test_there_are_many_cases_of_each_outcome() -> None:
    assert len(CASES) >= 160
    assert len({case.title for case in CASES}) == len(CASES)
    for wanted in ("found", "asked", "refused", "clean"):
        assert sum(case.wanted == wanted for case in CASES) >= 8, wanted
