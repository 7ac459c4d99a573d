"""Each broken book in tests/cases/check gives exactly the findings written down with it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
import yaml

from kithbook.book.load import load_book
from kithbook.disclosure.checking import check_book
from kithbook.text.codes import CODES
from tests.book.bookfiles import case_paths, read_case, write_book

PATHS = case_paths("check")
TODAY = date(2026, 11, 22)


def findings(root: Path) -> list[str]:
    network = load_book(root)
    today = network.settings.today or TODAY
    return [str(problem) for problem in check_book(root, network, today)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_broken_book_gives_exactly_these_findings(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    write_book(tmp_path, case)
    found = findings(tmp_path)
    if os.environ.get("UPDATE_CASES") and found != case.get("expect"):
        text = path.read_text(encoding="utf-8").partition("\nexpect:")[0].rstrip()
        shown = yaml.safe_dump({"expect": found}, allow_unicode=True, width=1000, sort_keys=False)
        path.write_text(f"{text}\n{shown}", encoding="utf-8")
    assert found == case["expect"]


def test_there_is_a_case_for_every_code() -> None:
    told = {line.split(": ")[1] for path in PATHS for line in read_case(path)["expect"]}
    assert len(PATHS) >= 40
    assert told == set(CODES)


def test_the_sample_book_gives_no_finding() -> None:
    root = Path(__file__).parents[2]
    network = load_book(root)
    assert len(network.people) >= 30
    assert findings(root) == []
