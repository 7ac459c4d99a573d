"""Times that a letter names: `Tuesday, 1 December at nine`, proposed or only told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from kithbook.language.folders import languages
from kithbook.language.small_words import List, words_in
from kithbook.requests.letter_sentences import any_of, has, is_question
from kithbook.text.dates import PartialDate

_NEAR = 150
_SHORT_DAYS = (
    "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So|lun|mar|mer|jeu|ven|sam|dim"
)
_BEFORE_AN_HOUR = (
    r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
    r"(?=,?\s+(?:at\s+\d|\d{1,2}(?:[:.]\d\d)?\s?[ap]m))"
)
_ARTICLE = r"(?:(?:the|den|dem|der|le|on|am)\s+)?"
_TO = r"(?:\s*[-\u2013]\s*|\s+(?:to|bis|au|and|und|et|or|oder|ou|à)\s+)"
_FROM = r"(?:(?<!\w)(?:between|zwischen|entre|from|vom|von|du)\s+(?=(?:the\s+)?\d))?"
_NUMBER = r"\d{1,2}(?:\.|st|nd|rd|th|er)?"


class NamedTime(NamedTuple):
    """A time as it was written; `proposed` where they ask for it, the `first` of several."""

    text: str
    proposed: bool
    first: bool = False


def named_time(said: Iterable[str], received: PartialDate | None) -> NamedTime | None:
    """The time that is proposed in these sentences, else a day that they tell."""
    came = received.earliest() if received else None
    found = [one for sentence in said for one in _times(sentence, came)]
    proposed = [one for one in found if one.proposed]
    if proposed:
        dated = [one for one in proposed if any(map(str.isdigit, one.text))]
        best = (dated or proposed)[0]
        return best._replace(first=len({one.text for one in proposed}) > 1)
    return next((one for one in found if any(map(str.isdigit, one.text))), None)


def _times(sentence: str, came: date | None) -> Iterator[NamedTime]:
    suits = "?" in sentence or is_question(sentence) or has("suits").search(sentence) is not None
    wishes = has("wishes").search(sentence) is not None
    for found in _when().finditer(sentence):
        before = sentence[: found.start()]
        if _is_past(found, before, came):
            continue
        asks = suits or (wishes and found["hour"] is not None)
        yield NamedTime(found.group().strip(" ,"), asks and not _until().search(before))


def _is_past(found: re.Match[str], before: str, came: date | None) -> bool:
    """Whether the day lies behind the letter, or too far before it to be meant."""
    if _past().search(before):
        return True
    on = _day_of(found, came.year) if came else None
    if not came or on is None:
        return False
    if found["year"] or found["iso"]:
        return on < came
    if on < came and on.year == date.max.year:
        return True
    ahead = on if on >= came else on.replace(year=on.year + 1, day=min(on.day, 28))
    return (ahead - came).days > _NEAR


def _day_of(found: re.Match[str], year: int) -> date | None:
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    elif found["dm"]:
        day, month = (int(part) for part in found["dm"].split(".")[:2])
    elif found["month"] or found["month2"]:
        month = _months()[(found["month"] or found["month2"]).lower().rstrip(".")[:3]]
        day = int(re.sub(r"\D", "", found["day"] or found["day2"]))
        year = int(found["year"]) if found["year"] else year
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _when() -> re.Pattern[str]:
    """A day with the hour or the part of the day that stands beside it."""
    weekday = rf"(?:{'|'.join(_each('weekdays'))})(?:morgen|vormittag|mittag|nachmittag|abend)?"
    month = rf"(?:{'|'.join(_each('months'))}|{'|'.join(_short_months())})\.?"
    on = (
        rf"(?P<day>{_NUMBER})(?:{_TO}{_NUMBER})?\s*(?:of\s+)?(?P<month>{month})(?!\w)"
        rf"|(?P<month2>{month})\s+(?P<day2>\d{{1,2}}(?:st|nd|rd|th)?)(?![\w:])"
        r"|(?P<iso>\d{4}-\d\d-\d\d)|(?P<dm>\d{1,2}\.\d{1,2}\.(?!\d\d?\b)(?:\d{4})?)"
    )
    dated = rf"(?:(?:{weekday}|{_SHORT_DAYS})\.?,?\s+{_ARTICLE})?(?:{on})(?:,?\s+(?P<year>20\d\d))?"
    bare = rf"{weekday},?\s+(?:the|den|dem|le)\s+{_NUMBER}(?![\w:])"
    day = rf"(?<!\w)(?:{dated}|{bare}|{weekday}(?!\w)|{_BEFORE_AN_HOUR})"
    led = rf"(?:{_hour()},?\s+(?:on|am|le|den)\s+)?{_FROM}"
    after = rf"(?P<hour>,?\s+{_hour()}(?:,?\s+{_hour()})?)?"
    return re.compile(f"{led}{day}{after}", re.IGNORECASE)


def _hour() -> str:
    """An hour with what stands before it, or a part of the day."""
    clock = rf"(?:\s*{any_of('clock')})?"
    number = rf"(?:\d{{1,2}}(?:(?:[:.]|\s?h\s?)\d\d)?(?!\d)|{any_of('numbers')}){clock}"
    bare = rf"\d{{1,2}}(?:(?::|\s?h\s?)\d\d(?!\d){clock}|\s*{any_of('clock')})"
    between = rf"(?:between|zwischen|entre|von|de|from)\s+{number}{_TO}{number}"
    return rf"(?:{between}|{any_of('hours')}\s+{number}(?:{_TO}{number})?|{bare}|{any_of('parts')})"


def _each(kind: List) -> Iterator[str]:
    for code in languages("replies"):
        for word in words_in(code, kind):
            yield from map(re.escape, word.split("/"))


def _short_months() -> Iterator[str]:
    yield from (rf"{name[:3]}(?!\w)" for name in _each("months") if len(name) > 4)


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for code in languages("replies"):
        for number, name in enumerate(words_in(code, "months"), 1):
            found |= {each[:3]: number for each in name.lower().split("/")}
    return found | {"jui": 6}


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('until')}\s+(?:the\s+)?\Z", re.IGNORECASE)


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('past')}\s+{_ARTICLE}\Z", re.IGNORECASE)
