"""Partial dates, spans and the words for days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.dates import (
    DateFault,
    PartialDate,
    Span,
    add_months,
    next_birthday,
    parse_date,
    parse_day,
    parse_span,
)

TODAY = date(2026, 11, 22)  # a Sunday


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_and_every_part_of_it_reads_back_as_written(day: date) -> None:
    for text in (f"{day:%Y-%m-%d}".zfill(10), f"{day.year:04}-{day.month:02}", f"{day.year:04}"):
        assert str(parse_date(text)) == text
        assert parse_date(text).earliest() <= day <= parse_date(text).latest()
    assert parse_date(day.isoformat()).exact == day


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_fault(text: str) -> None:
    try:
        found = str(parse_date(text))
    except DateFault as fault:
        found = str(fault)
    assert found


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-00", "2026-13", "--02-30", "26-01-01", "2026-1-1", "0999", ""]
)
def test_there_is_no_such_date(text: str) -> None:
    with pytest.raises(DateFault):
        parse_date(text)


@pytest.mark.parametrize(
    "text, days",
    [("6 weeks", 42), ("10d", 10), ("30", 30), ("2 months", 60), ("1 year", 365), ("6M", 180)],
)
def test_a_span_has_days(text: str, days: int) -> None:
    assert parse_span(text).days == days


@pytest.mark.parametrize("text", ["", "often", "0 days", "-3 weeks", "3 fortnights", "weeks"])
def test_this_is_no_span(text: str) -> None:
    with pytest.raises(ValueError, match="span of time"):
        parse_span(text)


def test_months_follow_the_calendar() -> None:
    assert Span(1, "months").before(date(2026, 3, 31)) == date(2026, 2, 28)
    assert Span(1, "years").after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert Span(2, "weeks").after(TODAY) == date(2026, 12, 6)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-600, 600))
def test_months_there_and_back_lose_at_most_the_end_of_a_month(day: date, months: int) -> None:
    back = add_months(add_months(day, months), -months)
    assert day - timedelta(days=3) <= back <= day


@pytest.mark.parametrize(
    "words, day",
    [
        ("today", TODAY),
        ("yesterday", date(2026, 11, 21)),
        ("Friday", date(2026, 11, 20)),
        ("sunday", date(2026, 11, 15)),
        ("last monday", date(2026, 11, 16)),
        ("3 days ago", date(2026, 11, 19)),
        ("a week ago", date(2026, 11, 15)),
        ("two months ago", date(2026, 9, 22)),
        ("2026-10-01", date(2026, 10, 1)),
    ],
)
def test_people_say_days_in_words(words: str, day: date) -> None:
    assert parse_day(words, TODAY) == day


@pytest.mark.parametrize("words", ["tomorrow", "2026-10", "soon"])
def test_these_words_name_no_day_gone_by(words: str) -> None:
    with pytest.raises(DateFault):
        parse_day(words, TODAY)


@pytest.mark.parametrize(
    "born, day",
    [
        ("--11-22", TODAY),
        ("1971-11-21", date(2027, 11, 21)),
        ("--02-29", date(2027, 2, 28)),
        ("1971", None),
    ],
)
def test_the_next_birthday(born: str, day: date | None) -> None:
    assert next_birthday(parse_date(born), TODAY) == day


def test_a_date_without_a_year_has_no_first_day() -> None:
    with pytest.raises(ValueError, match="without a year"):
        PartialDate(None, 7, 14).earliest()
