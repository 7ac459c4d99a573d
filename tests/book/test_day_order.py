"""Days such as 3/4/1990: another row tells which number is the month, and nothing guesses it."""

from __future__ import annotations

import pytest

from kithbook.book.roster import read_roster
from kithbook.exchange.recognition import recognise_text
from kithbook.text.source import Source

DAYS: dict[str, tuple[tuple[str, ...], tuple[str | None, ...]]] = {
    "the day first": (("3/4/1990", "13/4/1990"), ("1990-04-03", "1990-04-13")),
    "the month first": (("3/4/1990", "4/13/1990"), ("1990-03-04", "1990-04-13")),
    "with hyphens": (("3-4-1990", "13-4-1990"), ("1990-04-03", "1990-04-13")),
    "nothing tells it": (("3/4/1990", "5/6/1990"), (None, None)),
    "rows speak against each other": (
        ("3/4/1990", "13/4/1990", "4/13/1990"), (None, "1990-04-13", "1990-04-13")
    ),
    "the same number twice tells nothing": (("3/4/1990", "5/5/1990"), (None, "1990-05-05")),
    "no month is 13": (("13/14/1990", "3/4/1990"), (None, None)),
    "years first tell nothing": (("3/4/1990", "1990-12-31"), (None, "1990-12-31")),
    "an hour behind": (("3/4/1990 10:15", "13/4/1990"), ("1990-04-03", "1990-04-13")),
}  # fmt: skip


@pytest.mark.parametrize("case", DAYS)
def test_a_roster_and_an_import_read_days_alike(case: str) -> None:
    written, meant = DAYS[case]
    rows = "".join(f"Person {number},{day}\n" for number, day in enumerate(written))
    source = Source("rosters/club.csv", f"Name,Birthday\n{rows}")
    contacts, problems = read_roster(source)
    assert tuple(one.born and str(one.born) for one in contacts) == meant
    cards = recognise_text(source).cards
    assert tuple(one.born and one.born.on and str(one.born.on) for one in cards) == meant
    assert [one.code for one in problems] == ["bad-roster-row"] * meant.count(None)


def test_another_column_tells_it_where_its_own_says_nothing() -> None:
    text = "Name,Birthday,Anniversary\nZita,3/4/1990,\nOlu,,13/4/2001\n"
    contacts, problems = read_roster(Source("rosters/club.csv", text))
    assert (str(contacts[0].born), problems) == ("1990-04-03", ())
    assert str(recognise_text(Source("club.csv", text)).cards[0].born.on) == "1990-04-03"  # type: ignore[union-attr]


def test_a_column_is_believed_before_others() -> None:
    text = "Name,Birthday,Joined\nZita,3/4/1990,1/31/2001\nOlu,13/4/1990,2/28/2001\n"
    contacts, _ = read_roster(Source("rosters/club.csv", text))
    assert [str(one.born) for one in contacts] == ["1990-04-03", "1990-04-13"]


def test_both_readings_are_told_where_nothing_tells_which() -> None:
    source = Source("rosters/club.csv", "Name,Birthday\nZita,3/4/1990\n")
    (problem,) = read_roster(source)[1]
    assert problem.hint == "Write 1990-04-03 or 1990-03-04"
    (left,) = recognise_text(source).left_out
    assert left.what.endswith("such as 3/4/1990: 1990-04-03 or 1990-03-04")
    assert left.lines == (2,)
