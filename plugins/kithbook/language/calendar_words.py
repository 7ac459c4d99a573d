"""Days as the sentences of a language write them."""

from __future__ import annotations

from datetime import date

from kithbook.language.folders import MODEL, texts
from kithbook.language.small_words import words_in


def in_words(day: date, today: date, language: str) -> str:
    """A day as a sentence says it: `6 December`, `6. Dezember`; with its year where that helps."""
    return _written(day, language, "day" if day.year == today.year else "day_with_year")


def with_year(day: date, language: str) -> str:
    """A day with its year: `6 December 2026`."""
    return _written(day, language, "day_with_year")


def on_day(day: date | None, today: date, language: str) -> str:
    """A day with its preposition, or `a while ago` for one that is not known."""
    said = texts(language, "phrases")
    return said["on_day"].format(day=in_words(day, today, language)) if day else said["some_day"]


def _written(day: date, language: str, pattern: str) -> str:
    said = texts(language, "phrases")
    months = words_in(language, "months") or words_in(MODEL, "months")
    month = months[day.month - 1].partition("/")[0]
    number = said["first"] if day.day == 1 else str(day.day)
    return said[pattern].format(number=number, month=month, year=day.year)
