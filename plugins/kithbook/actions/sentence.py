"""What somebody types for an entry: `coffee with Ana and Bo: planned the ride`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from kithbook.book.model import CONTACT_KINDS, OTHER_KINDS, Settings
from kithbook.book.name_index import NameIndex
from kithbook.insight.reaching import is_way, is_whole_number, whom
from kithbook.text.addresses import read_address
from kithbook.text.dates import DateFault, Span, parse_day
from kithbook.text.name_links import bare_name
from kithbook.text.refusal import Declined, refuse
from kithbook.text.words import did_you_mean, fold

_JOINTS = ("with", "to", "from", "on", "about", "for", "mit")
_BETWEEN = re.compile(r"(\s*[,;&+]\s*(?:(?:and|und)\s+)?|\s+(?:and|und|et|y|e|og|och|en)\s+)")
_BY = re.compile(
    r"\bby\s+(?P<day>today|tomorrow|(?:next\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*$",
    re.IGNORECASE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LIKE = ", as in 'coffee with Ana: planned the ride'."
SHAPE = "Write: KIND with NAMES: TEXT, as in 'coffee with Ana and Bo: planned the ride'."


@dataclass(frozen=True, slots=True)
class Sentence:
    """The parts of an entry as typed; names are not looked up yet."""

    kind: str
    names: tuple[str, ...]
    text: str
    on: date | None = None


def known_kinds(settings: Settings) -> tuple[str, ...]:
    """Every kind of entry that the book knows."""
    return (*CONTACT_KINDS, *OTHER_KINDS, *(name for name, _ in settings.kinds))


def read_sentence(
    text: str, kind: str | None, settings: Settings, index: NameIndex, today: date
) -> Sentence:
    """Takes a typed text apart; refused where a part is missing."""
    rest = text.strip()
    if not rest:
        refuse(f"There is nothing to log. {SHAPE}")
    rest, day = _leading_day(rest, today)
    if kind is None:
        kind, rest = _kind(rest, settings)
    head, colon, said = _at_colon(rest)
    names: tuple[str, ...]
    if colon:
        names = tuple(split_names(_without_joint(head), index))
    else:
        names, said = _names_in_front(_without_joint(rest), index)
    if not names:
        refuse(f'"{text}" does not say with whom. {SHAPE}')
    return Sentence(kind.lower(), names, _settle_by(said.strip(), today), day)


def formal_sentence(
    text: str, settings: Settings, index: NameIndex, today: date
) -> Sentence | None:
    """A text in the form `KIND with NAMES: TEXT`; None where it is said in another way."""
    with suppress(Declined):
        said = read_sentence(text, None, settings, index, today)
        told = ":" in text or any(map(is_way, said.names))
        if told and all(whom(index, name) for name in said.names):
            return said
    return None


def _leading_day(text: str, today: date) -> tuple[str, date | None]:
    first, _, rest = text.partition(" ")
    if not rest or not (first[:1].isdigit() or fold(first) in ("yesterday", "today", *_WEEKDAYS)):
        return text, None
    try:
        return rest.strip(), parse_day(first.rstrip(":,"), today)
    except DateFault as fault:
        refuse(f"{str(fault).capitalize()}.", wants="day")


def _kind(text: str, settings: Settings) -> tuple[str, str]:
    word, _, rest = text.partition(" ")
    bare = word.rstrip(":").lower()
    if word.endswith(":") and settings.is_contact_kind(bare) is not None:
        refuse(f'"{text}" does not say with whom. {SHAPE}')
    if bare in ("video", "phone") and rest.lower().startswith("call"):
        rest = rest[4:].strip()
    kind = settings.kind_of(bare)
    if kind is None:
        kinds = known_kinds(settings)
        hint = did_you_mean(bare, kinds) or f"Begin with one of {', '.join(kinds)}{_LIKE}"
        refuse(f'"{word}" is not a kind of entry. {hint}')
    return kind, rest.strip()


def _at_colon(text: str) -> tuple[str, bool, str]:
    """The names before the first colon that ends a word, and the text after it."""
    found = re.search(r":(?=\s|$)", text)
    if found is None:
        return text, False, ""
    return text[: found.start()].strip(), True, text[found.end() :]


def _without_joint(text: str) -> str:
    word, _, rest = text.partition(" ")
    return rest.strip() if word.lower() in _JOINTS and rest.strip() else text


def split_names(text: str, index: NameIndex) -> Iterator[str]:
    """The names in a list such as `Ana, Bo and Cy`; a name that holds an "and" stays whole."""
    pieces = _BETWEEN.split(text)
    start = 0
    while start < len(pieces):
        ends = range(len(pieces), start, -2)
        whole = (end for end in ends if _is_known(_joined(pieces, start, end), index))
        end = next(whole, start + 1)
        if name := _joined(pieces, start, end):
            yield name
        start = end + 1


def _names_in_front(text: str, index: NameIndex) -> tuple[tuple[str, ...], str]:
    """Without a colon: the longest beginning that is all names, and the rest."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        names = tuple(split_names(" ".join(words[:end]), index))
        if names and all(_is_known(name, index) for name in names):
            return names, " ".join(words[end:])
    first = tuple(split_names(text, index))
    return (first, "") if len(words) == 1 or all(index.search(n).ids for n in first) else ((), "")


def _is_known(name: str, index: NameIndex) -> bool:
    """Whether a name is one of the book's, or a telephone number or address in full."""
    return bool(index.resolve(name).ids) or is_whole_number(name) or bool(read_address(name))


def _joined(pieces: list[str], start: int, end: int) -> str:
    return bare_name("".join(pieces[start:end]))


def _settle_by(text: str, today: date) -> str:
    """The text with `by friday` written as the date it means, the next one to come."""
    found = _BY.search(text)
    if found is None:
        return text
    word = found["day"].lower().split()[-1]
    if word in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(word) - today.weekday()) % 7 or 7
    else:
        ahead = int(word == "tomorrow")
    day = today + Span(ahead, "days")
    return f"{text[: found.start()]}by {day}"
