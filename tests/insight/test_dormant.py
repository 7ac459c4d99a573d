"""Dormant ties, after the table in tests/cases/dormant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kithbook.insight.dormant import dormant
from kithbook.text.dates import parse_span
from tests.insight.books import TODAY, Case, case_id, cases, load_case

CASES = cases("dormant")


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 7


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_dormant_ties_stand_as_the_case_says(case: Case, tmp_path: Path) -> None:
    after = parse_span(case.get("after", "3 years"))
    found = {
        f"{one.person} {one.since}": [f"{reason.side}: {reason.text}" for reason in one.reasons]
        for one in dormant(load_case(tmp_path, case), TODAY, after)
    }
    assert list(found.items()) == list(case["expect"].items())


def test_no_reason_counts_anything() -> None:
    texts = [text for case in CASES for texts in case["expect"].values() for text in texts]
    assert len(texts) >= 15
    assert not [text for text in texts if re.search(r"\d", re.sub(r"on \d+ \w+ \d{4}", "", text))]
