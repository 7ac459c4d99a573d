"""The words of the messages, a file a language, and days as that language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kithbook.text.plain_yaml import read_yaml
from kithbook.text.words import fold

HERE = Path(__file__).parent / "words"
MODEL = "en"
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"en": ("english", "englisch", "en"), "de": ("german", "deutsch", "de")}
)


@cache
def languages() -> tuple[str, ...]:
    """The languages in which messages can be written."""
    return tuple(sorted(path.stem for path in HERE.glob("*.yml")))


@cache
def words(language: str) -> Mapping[str, str]:
    """The catalogue of a language, or the English one where there is none."""
    path = HERE / f"{language if language in languages() else MODEL}.yml"
    return MappingProxyType({key: str(text) for key, text in read_yaml(path).items()})


def spoken(written: Iterable[str]) -> tuple[str, ...]:
    """Those of our languages that somebody speaks, from "English" or "German with the dog"."""
    found = [
        language
        for text in written
        for language in languages()
        if set(fold(text).split()).intersection(_NAMES.get(language, (language,)))
    ]
    return tuple(dict.fromkeys(found))


def shared_language(speakers: Iterable[tuple[str, ...]], own: str) -> str:
    """The language for a message to some people: the owner's where all of them can read it.

    Somebody of whom none of our languages is written down reads the owner's.
    """
    home = own if own in languages() else MODEL
    read = [spoken(written) or (home,) for written in speakers]
    common = [one for one in (read[0] if read else ()) if all(one in known for known in read)]
    return home if home in common or not common else common[0]


def in_words(day: date, today: date, language: str) -> str:
    """A day as a sentence says it: `6 December`, `6. Dezember`; with its year where that helps."""
    said = words(language)
    month = said["months"].split()[day.month - 1]
    pattern = said["day" if day.year == today.year else "day_with_year"]
    return pattern.format(number=day.day, month=month, year=day.year)


def on_day(day: date | None, today: date, language: str) -> str:
    """A day with its preposition, or `a while ago` for one that is not known."""
    said = words(language)
    return said["on_day"].format(day=in_words(day, today, language)) if day else said["some_day"]
