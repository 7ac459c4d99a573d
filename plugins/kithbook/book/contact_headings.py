"""Headings that say what the dated lines below them are, such as `## Meetings` and `## Calls`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kithbook.book.written_days import read_day
from kithbook.language.small_words import in_any_language
from kithbook.text.words import fold

_NOT_WORDS = re.compile(r"[^\w&:\s-]|_")
_OWN = {
    "call": "call", "phone call": "call", "message": "message", "email": "email",
    "letter": "letter", "visit": "visit",
}  # fmt: skip
_ANY = "met"


@dataclass
class ContactHeading:
    """Which kind of contact the heading above tells of, while one goes down a text.

    Below it a heading with a day and words is the contact itself; one with a day alone gives that
    day to the first line. `left` is how many more lines may be one, None where any may.
    """

    kind: str = ""
    level: int = 0
    left: int | None = None
    first: bool = True
    events: int = 0
    """How deep the heading stands below which what befell somebody is told; 0 for none."""

    def read(self, title: str, level: int) -> str:
        """Takes a heading in; the kind of contact that it is itself, or nothing."""
        if not self.events or level <= self.events:
            self.events = level if _tells_of_events(title) else 0
        day = read_day(title)
        if self.kind and level > self.level and day and day.on:
            words = title[day.end :].strip()
            self.left = 0 if words else 1
            return self.kind if words else ""
        if told := contact_told(title):
            self.kind, self.level, self.left = told, level, None
        elif level <= self.level:
            self.kind = ""
        return ""

    def kind_of_line(self, *, nested: bool) -> str:
        """The kind of contact that the next line is, where it has a day.

        Of those `nested` below an item that is a day alone, the first is it.
        """
        first, self.first = self.first, not nested
        if nested:
            return self.kind if first else ""
        if self.left is None:
            return self.kind
        self.left -= 1
        return self.kind if self.left == 0 else ""


@lru_cache(maxsize=1024)
def _tells_of_events(title: str) -> bool:
    return "_".join(fold(_NOT_WORDS.sub(" ", title)).split()) in in_any_language("events")


@lru_cache(maxsize=1024)
def contact_told(title: str) -> str:
    """The kind of contact that stands below a heading, empty where it says none."""
    words = fold(_NOT_WORDS.sub(" ", title)).split()
    if "_".join(words) in in_any_language("meetings"):
        return _ANY
    whole = " ".join(words)
    return _OWN.get(whole[:-1], "") if whole.endswith("s") else ""
