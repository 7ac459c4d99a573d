"""What is told of entries that were read, and of which a part is in doubt: boxes, days, signs."""

from __future__ import annotations

import re

from kithbook.book.line_instead import entry_line, shown_line
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, Entry, Settings
from kithbook.book.reading import Reading
from kithbook.book.tasks import unasked_sign
from kithbook.book.written_days import WrittenDay, day_below

_LEAD = re.compile(r"\W*(?:(?:on|am|le|den|der|the|at)\s+){0,2}", re.IGNORECASE)


def report_entry(line: ListItem, entry: Entry, reading: Reading) -> None:
    """Reports what is in doubt about an entry; it is read all the same."""
    if entry.box == "open" and entry.kind not in BOXED_KINDS:
        _open_box(line, entry, reading)
    if not entry.on.day and entry.text:
        _day_in_text(line, entry, reading)
    if entry.box == "open" and entry.by is None and not entry.text.isascii():
        _sign(line, entry, reading)


def kind_unknown(kind: str, settings: Settings) -> tuple[str, str]:
    """What is said of a word that is no kind of entry, and what to do."""
    if settings.stands_unread("kinds", kind):
        message = f'"{kind}" is not read as a kind, since kinds in kithbook.yml has a slip'
        return message, "Mend it there"
    message = f'"{kind}" is not a kind of entry, so this line was left alone'
    return message, "Take one such as call, coffee or note, or add it to kinds in kithbook.yml"


def _open_box(line: ListItem, entry: Entry, reading: Reading) -> None:
    """An open box before what is no promise: it is still to come, and counts as nothing."""
    said = f"{entry.kind}: {entry.text}" if entry.text else entry.kind
    promise = shown_line(entry_line("[ ] ", str(entry.on), "promised", said))
    message = f"The open box says that this {entry.kind} is still to come, so it does not count"
    reading.report(line.offset, "almost-entry", message, f"Tick the box, or write {promise}")


def _day_in_text(line: ListItem, entry: Entry, reading: Reading) -> None:
    """A text that begins with a day, of an entry that is of a year or month alone."""
    lead = _LEAD.match(entry.text)
    at = lead.end() if lead else 0
    day = day_below(entry.text, at, entry.on)
    days = _within(day, str(entry.on)) if day else []
    if day is None or not days:
        return
    rest = entry.text[day.end :].lstrip(" :,;.-\u2013\u2014")
    kind, end = _kind_of(rest, entry, reading)
    kind, end = (kind, end) if kind == entry.kind or not entry.contact else (entry.kind, 0)
    said = rest[end:].lstrip(" :,;.-\u2013\u2014")
    written = entry.text[at : day.end].strip(" :,;")
    box = {"open": "[ ] ", "ticked": "[x] "}.get(entry.box or "", "")
    names = [f"[[{one.text}]]" for one in entry.people[1:]]
    shown = f" with {', '.join(names)}" if names else ""
    lines = [shown_line(entry_line(box, one, kind, said, shown)) for one in days]
    message = f'The text begins with a day, "{written}", and the entry is of {entry.on} alone'
    offset = line.offset + max(line.text.find(written), 0)
    reading.report(offset, "almost-entry", message, f"Write {', or '.join(lines)}")


def _within(day: WrittenDay, above: str) -> list[str]:
    """The days that are meant and lie in the year or month of the entry."""
    whole = (one.replace("YEAR", above[:4]) for one in day.meant)
    return [one for one in whole if one.startswith(above) and len(one) == len("2026-11-30")]


def _kind_of(text: str, entry: Entry, reading: Reading) -> tuple[str, int]:
    """The kind of contact that a note tells of behind its day."""
    word = re.match(r"[^\W\d_][\w-]*", text)
    kind = reading.settings.kind_of(word.group()) if word else None
    if word is None or kind is None or not reading.settings.is_contact_kind(kind):
        return entry.kind, 0
    return kind, word.end()


def _sign(line: ListItem, entry: Entry, reading: Reading) -> None:
    """A sign of task lists that says when to do a promise or how often, and not until when."""
    if sign := unasked_sign(entry.text):
        day = re.search(r"\d{4}-\d\d-\d\d", sign)
        message = f'"{sign}" does not say until when this is promised, so it is due on no day'
        hint = (
            f"Write by {day.group() if day else 'DATE'} at the end of the line, if it is due then"
        )
        reading.report(line.offset + max(line.text.find(sign), 0), "almost-entry", message, hint)
