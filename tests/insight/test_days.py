"""Days as sentences say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kithbook.insight.days import ago, first_day, happened, last_day, on_date, on_day
from kithbook.text.dates import parse_date
from tests.insight.books import TODAY


@pytest.mark.parametrize(
    "days, words",
    [
        (-30, "on 23 October"),
        (-2, "on 20 November"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Tuesday"),
        (6, "on Saturday"),
        (7, "on 29 November"),
        (60, "on 21 January 2027"),
    ],
)
def test_a_day_with_its_preposition(days: int, words: str) -> None:
    assert on_day(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    "written, words",
    [
        ("2019", "in 2019"),
        ("2026", "in 2026"),
        ("2026-05", "in May 2026"),
        ("2019-05", "in May 2019"),
        ("2019-05-07", "on 7 May 2019"),
        ("2026-11-21", "yesterday"),
        ("--07-14", "on 14 July"),
    ],
)
def test_a_partial_date_with_its_preposition(written: str, words: str) -> None:
    assert on_date(parse_date(written), TODAY) == words


@pytest.mark.parametrize(
    "days, words",
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (60, "8 weeks ago"),
        (61, "2 months ago"),
        (400, "13 months ago"),
        (730, "2 years ago"),
        (4000, "10 years ago"),
        (-5, "on Friday"),
    ],
)
def test_how_long_ago(days: int, words: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == words


def test_first_and_last_days() -> None:
    assert first_day(parse_date("2026-02")) == date(2026, 2, 1)
    assert last_day(parse_date("2026-02")) == date(2026, 2, 28)
    assert first_day(parse_date("--02-29")) is None
    assert last_day(None) is None


def test_what_happened() -> None:
    assert happened(parse_date("2026-11"), TODAY)
    assert not happened(parse_date("2026-12"), TODAY)
    assert happened(parse_date("--02-29"), TODAY)
    assert not happened(None, TODAY)
