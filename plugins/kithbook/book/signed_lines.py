"""Lines with a sign of a template, of Org or of a task list, or struck out: what is said."""

from __future__ import annotations

import re

from kithbook.book.entries import WhoseLog
from kithbook.book.line_instead import SOME_DAY, LineParts, Told, entry_line, shown_line
from kithbook.book.log_lines import ListItem
from kithbook.book.tasks import marks_in, odd_box, todo_of_org, without_marks
from kithbook.book.template_slots import slot_in
from kithbook.book.written_days import read_day

_QUOTES = tuple("\"'\u201c\u201d\u201e\u2018\u2019")
_QUOTED = re.compile(
    rf"[{''.join(_QUOTES)}](?P<day>\d{{4}}-\d\d-\d\d)(?P<shut>[{''.join(_QUOTES)}])?(?P<rest>\s[^\n]+)"
)
_STRUCK = re.compile(r"(?:-\s+)?(?P<box>\[.?\]\s+)?~~(?:\s*-\s+)?(?P<inner>\[.?\]\s+)?")


def by_sign(line: ListItem, read: LineParts, place: WhoseLog) -> Told | None:
    """What is said of a line by such a sign, or None where it has none."""
    if place.owner and (left := _of_template(line, read)):
        return left
    return _of_org(line) or _struck(line) or _odd_box(line, read, place) or _quoted(line)


def _quoted(line: ListItem) -> Told | None:
    """A line with its day, or the whole of it, in quotation marks."""
    found = _QUOTED.fullmatch(line.text) if line.text[:1] in _QUOTES else None
    said = f"{found['day']}{found['rest']}" if found else ""
    said = said[:-1] if said[-1:] in _QUOTES and not (found and found["shut"]) else said
    if not said:
        return None
    return Told(
        0, "The quotation marks keep this from being an entry", f"Write - {said}", (f"- {said}",)
    )


def _of_template(line: ListItem, read: LineParts) -> Told | None:
    """A line at whose head a template has left a sign in the place of the day."""
    said = line.text.lstrip("[]xX ") if line.bullet and not read.day else ""
    slot = slot_in(said)
    if not slot or not said.startswith(slot):
        return None
    message = f'A template has left "{" ".join(slot.split())}" here, so this is no entry'
    hint = "Write the day in its place, or delete the line"
    return Told(line.text.index(slot), message, hint, code="template-left")


def _of_org(line: ListItem) -> Told | None:
    """A task as Org writes it, which has no box."""
    said = todo_of_org(line.text) if line.bullet and not line.heading else ""
    if not said:
        return None
    day = str(line.given) if line.given else SOME_DAY
    hint = f"Write {shown_line(entry_line('[ ] ', day, 'promised', said))}"
    hint += ", in the place of both lines" if "\n" in line.text else ""
    return Told(0, "A promise has a box and its day, so none is read here", hint)


def _struck(line: ListItem) -> Told | None:
    """A line with a day that its owner struck out."""
    found = _STRUCK.match(line.text)
    if found is None or line.heading:
        return None
    # A promise that is struck out is owed no more: it is done, or it goes.
    box = "[x] " if found["inner"] else found["box"] or ""
    left = f"{box}{line.text[found.end() :].replace('~~', '')}"
    if read_day(left, len(box)) is None:
        return None
    return Told(
        0,
        "This line is struck out, and is no entry",
        f"Delete it, or write {shown_line(f'- {left}')}",
    )


def _odd_box(line: ListItem, read: LineParts, place: WhoseLog) -> Told | None:
    """A box with a sign of task lists that says neither open nor done."""
    box = odd_box(line.text) if line.bullet and (place.owner or "[[" in line.text) else ""
    if box == "-":
        hint = "Delete the line, or keep what it says without its box and its day"
        return Told(0, "The box [-] says that this is called off, so nothing is owed", hint)
    if not box or read.day:
        return None
    first = line.text.splitlines()[0][len("[x]") :]
    marks = marks_in(first)
    due = f" by {marks.due}" if marks and marks.due else ""
    day = str(marks.made) if marks and marks.made else SOME_DAY
    hint = f"Write {shown_line(entry_line('[ ] ', day, 'promised', without_marks(first) + due))}"
    return Told(0, f"The box [{box}] is neither open nor done, so no promise is read", hint)
