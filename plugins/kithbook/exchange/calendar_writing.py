"""A calendar as a file (iCalendar, RFC 5545): events in, bytes out, always the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.exchange.calendar_events import FeedEvent, Kind
from kithbook.text.content_lines import content_lines, escaped
from kithbook.text.dates import Span
from kithbook.text.kept import keep_line

BEGINNING = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kithbook//kith calendar//EN\r\n"
"""What a calendar of ours begins with, by which it is known again."""
# A stamp of the clock, or of the last commit, would make a new file of the same book.
_STAMP = "DTSTAMP:19700101T000000Z"
_A_DAY = Span(1, "days")
_CATEGORY: dict[Kind, str] = {
    "birthday": "Birthday",
    "day": "Anniversary",
    "promise": "Promise",
    "question": "Introduction",
    "touch": "Keep in touch",
}


def calendar_file(events: Iterable[FeedEvent], name: str = "Kithbook") -> bytes:
    """All events as one calendar of whole days that keep nobody busy."""
    inside = (line for event in events for line in _event(event))
    head = ("CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}")
    return BEGINNING + content_lines((*head, *inside, "END:VCALENDAR"))


def _event(event: FeedEvent) -> Iterator[str]:
    title = escaped(keep_line(event.title))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield _STAMP
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + _A_DAY:%Y%m%d}"
    if event.repeats:
        yield f"RRULE:{event.repeats}"
    yield f"SUMMARY:{title}"
    yield f"CATEGORIES:{_CATEGORY[event.kind]}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}")
    yield from (f"TRIGGER:{event.remind}", "END:VALARM", "END:VEVENT")
