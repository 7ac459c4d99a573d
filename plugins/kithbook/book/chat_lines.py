"""Lines of a chat as messengers export them: they are kept as they are, and are no entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kithbook.book.log_lines import ListItem
from kithbook.book.model import Entry
from kithbook.book.reading import Reading
from kithbook.book.written_days import WrittenDay, read_day

_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_CHAT = re.compile(
    rf"\u200e?(?:\[(?P<first>{_DAY}),?\s+{_CLOCK}\]\s*|\[{_CLOCK},?\s+(?P<second>{_DAY})\]\s*"
    rf"|(?P<third>{_DAY}),?\s+{_CLOCK}\s+-\s+|\[{_CLOCK}\]\s+)[^:\n\[\]]{{1,40}}:(?:\s|$)"
    rf"|[^:\n\[\]]{{1,40}},?\s+\[(?P<fourth>{_DAY})\s+{_CLOCK}\]:?",
    re.IGNORECASE,
)
_FIRST = frozenset("[\u200e0123456789")
_SENT = "message"


def is_chat(text: str) -> bool:
    """Whether a text is what one of two wrote at a time of the day."""
    if text[4:5] == "-" and not (text[10:11] == "," or text[11:12].isdigit()):
        return False  # most lines of a log begin with a day and a word
    return text[:1] in _FIRST and _CHAT.match(text) is not None


def _day_of(text: str) -> WrittenDay | None:
    found = _CHAT.match(text)
    said = next(filter(None, found.groups()), "") if found else ""
    return read_day(said) if said else None


@dataclass
class ChatLines:
    """The lines of chats in a log, which are told once where no entry tells of that day."""

    reading: Reading
    first: dict[str, tuple[int, WrittenDay]] = field(default_factory=dict)

    def takes(self, line: ListItem) -> bool:
        """Whether a line is one of a chat; the first one of a day is kept in mind."""
        if line.heading or not is_chat(line.text):
            return False
        day = _day_of(line.text)
        if day and day.meant:
            self.first.setdefault(day.meant[0], (line.offset, day))
        return True

    def report(self, entries: Iterable[Entry], *, owned: bool = True) -> None:
        """Tells of the chats of days of which no entry tells, each day once; not in a journal."""
        told = {str(entry.on) for entry in entries} if self.first else set[str]()
        for at, day in self.first.values():
            if owned and told.isdisjoint(day.meant):
                ways = ", or ".join(f"- {one} {_SENT}: and what it was about" for one in day.meant)
                message = "This is a chat, which is kept as it stands and is no entry"
                self.reading.report(at, "almost-entry", message, f"Write above it {ways}")
