"""A calendar as a file (iCalendar, RFC 5545): events in, bytes out, always the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.exchange.calendar_events import FeedEvent, Kind
from kithbook.text.content_lines import content_lines, escaped, folded
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
    head = ("CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}")
    inside = "".join(map(_event, events)).encode()
    return BEGINNING + content_lines(head) + inside + content_lines(("END:VCALENDAR",))


def _event(event: FeedEvent) -> str:
    """One event; of its lines the titles alone can be too long for one."""
    title = escaped(keep_line(event.title))
    rule = f"RRULE:{event.repeats}\r\n" if event.repeats else ""
    return (
        f"BEGIN:VEVENT\r\nUID:{event.uid}\r\n{_STAMP}\r\n"
        f"DTSTART;VALUE=DATE:{_written(event.on)}\r\nDTEND;VALUE=DATE:{_written(event.on + _A_DAY)}"
        f"\r\n{rule}{folded(f'SUMMARY:{title}')}CATEGORIES:{_CATEGORY[event.kind]}\r\n"
        "CLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
        f"{folded(f'DESCRIPTION:{title}')}TRIGGER:{event.remind}\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    )


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")
