"""Adding a line to a log or a journal, where the file's own order of dates wants it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kithbook.book.document import Splice, open_document
from kithbook.book.edit import Edit, edit_of, new_file
from kithbook.book.field_edit import insert_item
from kithbook.book.folder_files import is_yaml
from kithbook.book.log_lines import BULLET, ListItem, NotesAndLog, items, split_body
from kithbook.book.log_reading import day_of_file, entries_outside, front_of_journal
from kithbook.book.plain_notes import front_of
from kithbook.book.written_days import read_day
from kithbook.book.yaml_log import block_indent, is_block, line_of, log_lines
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Scalar, Source, blank_controls, compose

_HEADING = re.compile(
    r"^ {0,3}##[ \t]+(?:[^\w\s]+[ \t]+)?log(?:[ \t]+[^\w\s]+)?[ \t]*#*[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINE_END = re.compile(r"\r\n|\n|\r")
_BOX = re.compile(r"\[.?\]\s*")

Lines = Callable[[Source], tuple[ListItem, ...]]


class EntrySpan(NamedTuple):
    """Where an entry begins and ends in a file, or in a list, and the first day it can mean.

    All that stands under a heading that is a day counts as one; `heading` is its marks.
    """

    day: date
    start: int
    end: int
    heading: str = ""


def add_to_log(source: Source, entry: str, day: date) -> Edit:
    """Adds an entry (without its dash) to a person's log. Raises Refused."""
    if not is_yaml(source.path):
        _require_text(source.path, entry)
        open_document(source)
        return _add_line(source, entry, day, logged, "## Log")
    return _add_item(source, entry, day)


def add_to_journal(source: Source | None, path: str, entry: str, day: date) -> Edit:
    """Adds an entry to a journal file, or makes the file. Raises Refused."""
    _require_text(path, entry)
    if source is None:
        return new_file(path, f"# {day:%Y-%m}\n\n- {entry}\n", line=3)
    return _add_line(source, entry, day, journaled, "")


def logged(source: Source) -> tuple[ListItem, ...]:
    """The list items in the log of a person's file; of a `.yml`, where it is one text."""
    clean, _ = blank_controls(source)
    if is_yaml(source.path):
        return _block_lines(clean)
    section = _section(clean)
    return section.log if section.logged else tuple(entries_outside(section, clean.text))


def entry_spans(source: Source) -> list[EntrySpan]:
    """The entries in the log of a person's file, each with all that stands under it."""
    return _spans(source, logged(source))


def _section(clean: Source) -> NotesAndLog:
    front = front_of(clean)
    body = front.body if not isinstance(front, Problem) else len(clean.text)
    return split_body(clean.lines(body), clean.text)


def _elsewhere(source: Source) -> tuple[ListItem, ...]:
    """What counts outside the log of a person's file: tasks, and lines below other headings."""
    if is_yaml(source.path) or not source.path.startswith("people/"):
        return ()
    clean, _ = blank_controls(source)
    section = _section(clean)
    return tuple(entries_outside(section, clean.text)) if section.logged else ()


def journaled(source: Source) -> tuple[ListItem, ...]:
    """The list items of a journal file."""
    clean, _ = blank_controls(source)
    front = front_of_journal(clean)
    lines = clean.lines(front.body if front else 0)
    return tuple(items(OpenFence().outside(lines), clean.text, day_of_file(source.path)))


def _require_text(path: str, entry: str) -> None:
    if not entry.strip() or _LINE_END.search(entry) or not entry.isprintable():
        raise Refused(Location(path), "An entry is one line of visible text", "Write it as one")


def place(found: list[EntrySpan], day: date) -> tuple[int, bool]:
    """Beside which of the entries a day belongs, and whether before it.

    A log whose dates fall is newest first, one whose dates rise newest last; else newest first.
    """
    steps = [(one.day > other.day) - (one.day < other.day) for one, other in pairwise(found)]
    rising = sum(steps) < 0
    if rising:
        later = [number for number, one in enumerate(found) if one.day > day]
        return (later[0], True) if later else (len(found) - 1, False)
    earlier = [number for number, one in enumerate(found) if one.day <= day]
    return (earlier[0], True) if earlier else (len(found) - 1, False)


def _day(text: str, *, whole: bool = False) -> date | None:
    """The day that a text begins with; `whole` asks for one that is known to the day."""
    dash = BULLET.match(text)
    at = dash.end() if dash and not text[0].isdigit() else 0
    box = _BOX.match(text, at)
    written = read_day(text, box.end() if box else at)
    if written is None or written.on is None or (whole and not written.on.exact):
        return None
    return written.on.earliest()


def _spans(source: Source, lines: tuple[ListItem, ...]) -> list[EntrySpan]:
    """The entries that a new one can stand beside, each with all that stands under it."""
    least = min((_deep(source, line) for line in lines if _begins(line)), default=0)
    spans: list[EntrySpan] = []
    for line in lines:
        end = line.offset + len(line.text)
        start = _line_start(source, line.offset)
        begins = _begins(line) and _deep(source, line) <= least
        day = _day(line.text, whole=line.heading) if begins else None
        section = spans[-1].heading if spans else ""
        if day and (line.heading or not section or line.given is None):
            marks = source.text[start : line.offset] if line.heading else ""
            spans.append(EntrySpan(day, start, end, marks))
        elif spans and not line.heading:
            spans[-1] = spans[-1]._replace(end=end)
    return spans


def _begins(line: ListItem) -> bool:
    return line.bullet and not line.quoted and _day(line.text) is not None


def _deep(source: Source, line: ListItem) -> int:
    start = _line_start(source, line.offset)
    return len(source.text[start : line.offset]) - len(source.text[start : line.offset].lstrip())


def _add_line(source: Source, entry: str, day: date, read: Lines, heading: str) -> Edit:
    before = read(source)
    for way in _ways(source, before, entry, day, heading):
        text = source.text[: way.start] + way.text + source.text[way.end :]
        made = Source(source.path, text)
        after = read(made)
        fresh = [line for line in after if line.text == entry and line.bullet]
        old = [line.text for line in (*_elsewhere(source), *before) if not line.heading]
        now = [line.text for line in (*_elsewhere(made), *after) if not line.heading]
        if fresh and _one_more(old, now, entry):
            return edit_of(source, text, fresh[0].offset if len(fresh) == 1 else way.start)
    raise Refused(
        source.location(len(source.text)),
        "The entry would not be read here: a code block or comment may be left open",
        "Close it, or write the entry in your editor",
    )


def _one_more(old: list[str], now: list[str], entry: str) -> bool:
    """Whether a list holds what it held, in its order, and the entry once more."""
    spots = (number for number, text in enumerate(now) if text == entry)
    return any(now[:spot] + now[spot + 1 :] == old for spot in spots)


def _ways(
    source: Source,
    lines: tuple[ListItem, ...],
    entry: str,
    day: date,
    heading: str,
) -> Iterator[Splice]:
    ends = _LINE_END.search(source.text)
    stop = ends.group() if ends else "\n"
    dated = _spans(source, lines)
    if dated:
        yield _beside(source, dated, entry, day, stop)
        return
    for there in _HEADING.finditer(source.text):
        end = _line_stop(source, there.start())
        follows = source.text[end:].removeprefix(stop).split(stop, 1)[0].strip()
        gap = stop if follows and not BULLET.match(follows) else ""
        yield Splice(end, end, f"{stop}- {entry}{gap}")
    yield _block(source, f"{heading}{stop}- {entry}" if heading else f"- {entry}", stop)


def _beside(source: Source, dated: list[EntrySpan], entry: str, day: date, stop: str) -> Splice:
    """The entry above or below another, with the bullet of that, under a day's own heading."""
    beside, before = place(dated, day)
    one = dated[beside]
    same = next((each for each in dated if each.heading and each.day == day), None)
    if same or one.heading:
        bullet = _bullet_in(source, same or one)
        if same:
            end = _line_stop(source, same.end)
            return Splice(end, end, f"{stop}{bullet}{entry}")
        block = f"{one.heading}{day}{stop}{bullet}{entry}"
        if before:
            return Splice(one.start, one.start, f"{block}{stop}{stop}")
        end = _line_stop(source, one.end)
        return Splice(end, end, f"{stop}{stop}{block}")
    bullet = _bullet_in(source, one)
    if before:
        return Splice(one.start, one.start, f"{bullet}{entry}{stop}")
    end = _line_stop(source, one.end)
    return Splice(end, end, f"{stop}{bullet}{entry}")


def _bullet_in(source: Source, span: EntrySpan) -> str:
    """The bullet of the first list item of a span, as the file writes it."""
    for start in (span.start, *_starts(source, span)):
        if shape := BULLET.match(source.text, start, span.end):
            return shape.group()
    return "- "


def _starts(source: Source, span: EntrySpan) -> Iterator[int]:
    return (found.end() for found in _LINE_END.finditer(source.text, span.start, span.end))


def _block(source: Source, block: str, stop: str) -> Splice:
    """A block at the end of the file, which ends with a line end or without one, as before."""
    text = source.text
    ended = text.endswith(("\n", "\r")) or not text
    lead = "" if ended else stop
    last = text.rstrip("\r\n")
    blank = not last or len(_LINE_END.findall(text, len(last))) > 1
    return Splice(
        len(text), len(text), f"{lead}{'' if blank else stop}{block}{stop if ended else ''}"
    )


def _line_start(source: Source, at: int) -> int:
    return max(source.text.rfind("\n", 0, at), source.text.rfind("\r", 0, at)) + 1


def _line_stop(source: Source, at: int) -> int:
    found = _LINE_END.search(source.text, at)
    return found.start() if found else len(source.text)


def _line_of(made: Edit, entry: str) -> int:
    """The line of an entry in a list that may have been begun for it."""
    beginning = entry.split(":", maxsplit=1)[0]
    lines = made.content.decode("utf-8").splitlines()[made.line - 1 :]
    return made.line + next((n for n, line in enumerate(lines) if beginning in line), 0)


def _add_item(source: Source, entry: str, day: date) -> Edit:
    """Adds an entry to the `log` list of a person's `.yml` file."""
    _require_text(source.path, entry)
    node = open_document(source).root.get("log")
    if isinstance(node, Scalar) and is_block(node, source):
        return _add_to_block(source, node, entry, day)
    entries = node.nodes if isinstance(node, Items) else ()
    dated = [
        EntrySpan(when, number, number)
        for number, item in enumerate(entries)
        if (line := line_of(item, source)) and (when := _day(line.text))
    ]
    if not dated:
        made = insert_item(source, ("log",), None, entry)
        return replace(made, line=_line_of(made, entry))
    beside, before = place(dated, day)
    number = dated[beside].start if before else dated[beside].start + 1
    return insert_item(source, ("log",), number, entry)


def _add_to_block(source: Source, node: Scalar, entry: str, day: date) -> Edit:
    """Adds an entry to a log that is one text of several lines."""
    if _spans(source, _block_lines(source)):
        return _add_line(source, entry, day, _block_lines, "")
    doc = open_document(source)
    at = doc.line_stop(node.start)
    deep = block_indent(node, source) or 2
    text = f"{doc.line_end}{' ' * deep}- {entry}"
    made = Source(source.path, source.text[:at] + text + source.text[at:])
    if [line.text for line in _block_lines(made)][:1] != [entry]:
        doc.refuse(node.start, "The entry would not be read here")
    return edit_of(source, made.text, at + len(text))


def _block_lines(source: Source) -> tuple[ListItem, ...]:
    keys, _ = compose(source, int(source.text.startswith("\ufeff")), len(source.text))
    node = keys.get("log") if keys else None
    return log_lines(node, source)[0] if is_block(node, source) else ()
