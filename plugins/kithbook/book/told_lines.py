"""Lines with a day that are an entry by what they tell, where no kind and no colon stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kithbook.book.day_signs import is_called_off, told_of_day
from kithbook.book.entry_words import BETWEEN, BOX, JOINTS, NAMES, OWED_TO_ME, kind_at, unbarred
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, OTHER_KINDS, Settings
from kithbook.book.reading import Reading
from kithbook.book.written_days import day_below, past_hour
from kithbook.language.small_words import is_pending, small_words
from kithbook.language.spoken_words import says_in_vain
from kithbook.text.dates import PartialDate
from kithbook.text.words import fold

# What stands between a kind and what was said, where a day tells it.
APART = re.compile(r"\s*(?:[,;]\s+|[|\u2013\u2014]\s*)|\s+-\s+|\s*$")
_IN_BRACKETS = re.compile(r"\((?P<said>[^()\n]*)\)\s*")
_BAR = re.compile(r"(?<!\\)\|")
_LEAD = re.compile(r"[\s:.,|\u2013\u2014-]*(?:[*_]{1,3}(?=\s))?[\s:.,|\u2013\u2014-]*")
_LEAD_KEPT = re.compile(r"[\s:.,\u2013\u2014-]*")
# Of words, and not with one or a few and a colon, which may be a kind that nobody knows.
_IN_WORDS = re.compile(r"(?![^\s:]+(?:\s+[^\s:]+){0,2}?\s*:(?:\s|$))[*_\"'\u2018\u201c(]{0,3}\w")
_STRAIGHT_NAME = re.compile(
    r"\s+(?:with|w/|to|from|mit|avec)\s+(?P<names>[^\W\d_a-z][^\[\]:,.;\n]{1,60}?)"
    r"(?:[,.:;\n]|\s(?=[a-z]+\s)|$)"
)
# A colon behind the kind and names, or somebody whose name is not written as a link.
_HEAD = re.compile(
    r"[^.;!?\n:]{0,80}:(?:\s|$)|\s*\[\[|\s+(?:with|w/|to|from|mit|avec)\s+(?:[@\"\u201c]|\[(?!\[))|\s*[/&+]"
)
_SET_APART = (":", "-", "\u2013", "\u2014")
_SENTENCE_END = re.compile(r"[.,;:!?]")
# A card bought, or a wedding heard of, is no contact.
_SEEN_ALONE = ("event", "letter")
_FIRST_WORDS = re.compile(r"(?:\W*[\w'\u2019-]+){1,4}")
# In what was told, `with` may stand anywhere in its first sentence; `to` and `from` only at once,
# since an intro to somebody, or news from them, is no contact with them.
_TOGETHER = re.compile(
    rf"(?:^|(?:[^.;!?\n]|\.(?!\s))*?\s)(?:with|w/|mit|avec)\s+(?P<names>{NAMES})"
)
_DIRECTED = re.compile(rf"(?:\S+\s+){{0,2}}?{JOINTS}(?P<names>{NAMES})")
_NOT_TOGETHER = re.compile(
    r"\b(?:wants?|wanted|wishes|hopes?|hoped|would|could|should|might|intro|introduction|about)\b"
    # What is with somebody, or who lives with them, tells of no meeting.
    r"|\b(?:is|are|was|were|stays?|lives?|works?|moved\s+in|ist|sind|liegt)\s+(?:with|mit)\b",
    re.IGNORECASE,
)


class EntryParts(NamedTuple):
    """What an entry is made of, as it stands in its line, with the places of names and text."""

    box: str
    on: PartialDate
    kind: str
    names: str
    names_at: int
    text: str
    text_at: int
    hour: bool = False
    told: bool = False


def as_told(line: ListItem, on: PartialDate, begins: int, settings: Settings) -> EntryParts | None:
    """A line with a day below a heading such as `## Meetings`, whatever its words are."""
    lead = _LEAD.match(line.text, begins)
    at = lead.end() if lead else begins
    text = line.text[at:]
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = bracketed["said"]
        at += 1
    said, end = kind_at(text, 0, settings)
    if said in BOXED_KINDS:
        return None
    apart = APART.match(text, end) if said and settings.is_contact_kind(said) else None
    if said and apart and not (line.kind and is_called_off(text[apart.end() :], settings)):
        return _told_of(said, on, text[apart.end() :], at + apart.end())
    told = told_of_day(text, "meetings", settings, below=line.first or line.heading)
    if line.kind and (told.open or told.kind in OTHER_KINDS):
        return None if told.open else _told_of(told.kind, on, text, at)
    kind = _contact_in(_first_words(text), settings) or told.kind or line.kind
    return _told_of(kind, on, text, at)


def parts_told(line: ListItem, reading: Reading) -> EntryParts | None:
    """A line in somebody's file with a day and no kind, whose words say what it is.

    Below a heading or an item that is a day and no more, the first line has that day. One that
    names somebody of the book without brackets is told instead, since they would be left out.
    """
    if line.quoted or line.heading or line.parent or line.kind or line.text.endswith("|"):
        return None
    if not (line.bullet or line.first) or "|" in line.text or BOX.match(line.text):
        return None
    day = day_below(line.text, 0, line.given) if line.bullet else None
    on = day.on if day else line.given if line.first else None
    if on is None:
        return None
    lead = _LEAD_KEPT.match(line.text, day.end if day else past_hour(line.text, 0))
    at = lead.end() if lead else 0
    said = line.text[at:]
    if not _IN_WORDS.match(said) or OWED_TO_ME.match(said) or _names_somebody(said, reading):
        return None
    told = told_of_day(said, "events" if line.events else "", reading.settings)
    kind, end = kind_at(said, 0, reading.settings)
    if told.open or kind in BOXED_KINDS:
        return None
    apart = APART.match(said, end) if kind == told.kind else None
    begins = apart.end() if apart and apart.end() < len(said) else 0
    return _told_of(told.kind, on, said[begins:], at + begins)


def _names_somebody(text: str, reading: Reading) -> bool:
    """Whether behind a kind stands a link, or who is in the book by a name without brackets."""
    kind, end = kind_at(text, 0, reading.settings)
    if kind is None:
        return text.startswith("[")
    if _HEAD.match(text, end):
        return True
    found = _STRAIGHT_NAME.match(text, end)
    index = reading.names
    if found is None or index is None:
        return False
    names = BETWEEN.split(found["names"])
    return any(index.resolve(one).ids or index.called(one) for one in names)


def tells_contact(text: str, begins: int, settings: Settings) -> bool:
    """Whether behind a day set apart, such as `2026-11-20 - `, the first words tell of a contact.

    Such as `Renewal call` and `First proper meeting`, and not `No call` or `Need to call`.
    """
    if not text[:begins].rstrip().endswith(_SET_APART):
        return False
    words = _first_words(_SENTENCE_END.split(text[begins:], maxsplit=1)[0])
    kinds = [_contact_in([one], settings) for one in words]
    at = next((n for n, kind in enumerate(kinds) if kind), len(words))
    told = at < len(words) and kinds[at] not in _SEEN_ALONE and not says_in_vain(text[begins:])
    return told and not is_pending([fold(one) for one in words], at)


def _first_words(text: str) -> list[str]:
    first = _FIRST_WORDS.match(text)
    return re.findall(r"[\w'\u2019-]+", first.group()) if first else []


def _contact_in(words: Iterable[str], settings: Settings) -> str | None:
    """The first kind of contact that one of some words stands for."""
    kinds = (settings.kind_of(w) for w in words if fold(w) not in small_words("en", "silent"))
    return next((one for one in kinds if one and settings.is_contact_kind(one)), None)


def _told_of(kind: str, on: PartialDate, text: str, at: int) -> EntryParts:
    """An entry of what is told, with the names in it; the cells of a table apart by a dash."""
    if text.endswith("|"):
        text = unbarred(_BAR.sub("\u2013", text.rstrip("| \t")))
    named = _took_part(text)
    names, names_at = (named["names"], at + named.start("names")) if named else ("", 0)
    return EntryParts("", on, kind, names, names_at, text, at, told=True)


def _took_part(text: str) -> re.Match[str] | None:
    """Where the names of those stand who took part in what is told."""
    found = _DIRECTED.match(text) or _TOGETHER.match(text)
    only_told = found and _NOT_TOGETHER.search(text, 0, found.start("names"))
    return None if only_told else found
