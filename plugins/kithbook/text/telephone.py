"""Telephone numbers as digits, and when two of them, written in any way, are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.text.words import fold

DASHES = str.maketrans(dict.fromkeys("\u2011\u2012\u2013\u2014\u2015\u2212\u00b7\u2022", "-"))
EXTENSION = re.compile(r"(?:ext|x|#|;)\.?\s*[0-9]{1,6}\s*$", re.IGNORECASE)
LONGEST_COUNTRY, ENOUGH = 3, 7

_BETWEEN = re.compile(
    r"\s*[,;|]\s*(?!ext)|\s+(?:and|or|und|oder|et|ou)\s+|\s*/\s*(?=\+|00)|\s+/\s+"
)


_NUMBER = re.compile(r"\(?\+?\d[\d ()./-]*")


class TelephoneNumber(NamedTuple):
    """The digits of a telephone number or of a part of it; abroad, with those of its country."""

    digits: str
    abroad: bool


def digits_of(text: str) -> TelephoneNumber:
    """The digits of a text that holds a number, without what is dialled to leave a country."""
    bare = text.lstrip(" (")
    abroad = bare.startswith(("+", "00"))
    digits = re.sub("[^0-9]", "", text.replace("(0)", "") if abroad else text)
    return TelephoneNumber(digits.removeprefix("00") if abroad else digits, abroad)


def written_number(text: str) -> TelephoneNumber:
    """The whole number that stands somewhere, without its extension."""
    return digits_of(EXTENSION.sub("", fold(text.translate(DASHES))))


def several_numbers(text: str) -> list[str]:
    """The telephone numbers in a text of several."""
    parts = [part.strip() for part in _BETWEEN.split(text)]
    whole = len(parts) > 1 and all(sum(map(str.isdigit, part)) >= ENOUGH for part in parts)
    return parts if whole else []


def number_alone(text: str) -> str:
    """The one telephone number in a text, without the words beside it; else nothing."""
    found = [one.group().rstrip(" -./(") for one in _NUMBER.finditer(text.translate(DASHES))]
    whole = [one for one in found if sum(map(str.isdigit, one)) >= ENOUGH]
    return whole[0] if len(whole) == 1 else ""


def known_by(text: str) -> Iterator[str]:
    """What a number is looked up by: with its country, and without where it has one."""
    number = written_number(text)
    if not number.abroad:
        yield from (f"home {own}" for own in (number.digits.lstrip("0"),) if len(own) >= ENOUGH)
    elif len(number.digits) >= ENOUGH:
        yield f"abroad {number.digits}"
        yield from (f"end {end}" for end in _ends(number.digits))


def asked_by(text: str) -> Iterator[str]:
    """What finds among `known_by` the same number, also where one of the two lacks its country."""
    number = written_number(text)
    own = number.digits.lstrip("0")
    if not number.abroad and len(own) >= ENOUGH:
        yield from (f"home {own}", f"end {own}")
    elif number.abroad and len(number.digits) >= ENOUGH:
        yield f"abroad {number.digits}"
        yield from (f"home {end}" for end in _ends(number.digits))


def _ends(digits: str) -> Iterator[str]:
    """A number with its country's digits, and without the one, two or three that they may be."""
    for country in range(LONGEST_COUNTRY + 1):
        if len(digits) - country >= ENOUGH:
            yield digits[country:]
