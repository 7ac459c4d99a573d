"""Favours by person in the order of the last one, this month's promises, what was closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kithbook.insight.favours import Exchange, closed_since, exchanges, promised_in_month
from kithbook.insight.ledger import Ledger, ledger
from tests.insight.books import TODAY, load_case

LOGS = {
    "ada": (
        "- 2026-10-12 gave: reviewed her talk (1h)\n- 2026-03-01 gave: a reference\n"
        "- 2026-09-20 got: introduced me\n- [x] 2026-11-02 promised: call, done 2026-11-09\n"
        "- [ ] 2026-11-01 promised: the survey by 2026-12-24\n"
        "- [ ] 2026-10-31 promised: an older one\n- [ ] 2026-12-01 promised: one to come\n"
    ),
    "bo": (
        "- 2026-11-01 got: a ride\n- [x] 2026-11-05 awaiting: photographs, done 2026-11-20\n"
        "- [x] 2026-08-23 promised: no day of closing\n"
        "- [x] 2026-08-24 promised: no day of closing either\n"
    ),
    "cy": "- 2026-11-20 coffee: nothing given\n",
}


def books(root: Path) -> Ledger:
    people = {person: f"---\n{log}" for person, log in LOGS.items()}
    return ledger(load_case(root, {"people": people}), TODAY)


def test_favours_are_counted_and_stand_by_the_last_one(tmp_path: Path) -> None:
    assert exchanges(books(tmp_path)) == (
        Exchange("bo", 0, 1, date(2026, 11, 1)),
        Exchange("ada", 2, 1, date(2026, 10, 12)),
    )


def test_this_month_begins_on_its_first_day_and_ends_today(tmp_path: Path) -> None:
    found = promised_in_month(books(tmp_path), TODAY)
    assert [one.entry.text for one in found] == ["call", "the survey"]


def test_closed_ones_count_from_the_day_of_closing_or_else_of_the_entry(tmp_path: Path) -> None:
    found = closed_since(books(tmp_path), TODAY)
    assert [one.entry.text for one in found] == [
        "photographs",
        "call",
        "no day of closing either",
    ]


def test_the_days_that_count_as_lately_can_be_more(tmp_path: Path) -> None:
    assert len(closed_since(books(tmp_path), TODAY, days=91)) == 4


def test_an_empty_book_has_none(tmp_path: Path) -> None:
    nothing = ledger(load_case(tmp_path, {}), TODAY)
    assert exchanges(nothing) == ()
    assert promised_in_month(nothing, TODAY) == ()
    assert closed_since(nothing, TODAY) == ()
