"""Log entries: `- [box] DATE KIND [with [[Name]], …]: TEXT`.

A line that looks like an entry and is not one is reported at its place and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kithbook.book.model import CONTACT_KINDS, OTHER_KINDS, Box, Entry, Mention
from kithbook.book.reading import Reading
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.name_links import LINK, ONE_LINK, read_link
from kithbook.text.words import did_you_mean

_NAMES = rf"{ONE_LINK}(?:\s*(?:,|&|and\b)(?:\s*and\b)?\s*{ONE_LINK})*"
_ENTRY = re.compile(
    r"(?:\[(?P<box>[ xX])\]\s+)?"
    r"(?P<date>\d{4}(?:-\d{2}){0,2})\s+"
    r"(?P<kind>[^\W\d_][\w-]*)"
    rf"(?:\s+(?:with\s+|to\s+|from\s+)?(?P<names>{_NAMES}))?"
    r"\s*(?::(?P<text>.*))?",
    re.DOTALL,
)
_BULLET = re.compile(r"(?P<indent> {0,3})(?P<sign>[-*+])\s+(?=\S)")
_DATED = re.compile(
    r"(?:\[.?\]\s*)?(?P<date>\d{4}(?:[-./]\d{1,2}){0,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\w)"
)
_KIND_FIRST = re.compile(r"(?P<kind>[^\W\d_][\w-]*):?\s+(?:on\s+)?\d{4}-\d{2}-\d{2}\b")
_BARE = re.compile(r"(?P<kind>[^\W\d_][\w-]*)\s+(?:with|to|from)\s+(?P<name>[^\[\]:]+?)\s*(?::|$)")
_BY = re.compile(r"(?:^|[\s,])by\s+(?P<date>\d{4}-\d{2}-\d{2}|\d{4}-\d{2})\s*\.?\s*$")
_DONE = re.compile(r"[,;]?\s*\bdone\s+(?P<date>\d{4}(?:-\d{2}){0,2})\s*\.?\s*$")
_SIZE = re.compile(r"\s*\((?P<size>[^()]{1,20})\)\s*$")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})\s+(?P<title>.*?)\s*#*\s*$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_OPENINGS = ("```", "~~~", "<!--")
_BOXES: Mapping[str, Box] = {" ": "open", "x": "ticked"}
_SHAPE = "Write - DATE KIND with [[Name]]: text"


class ListItem(NamedTuple):
    """A list item of a file: its text with continuation lines, and where it begins."""

    offset: int
    text: str
    bullet: bool


class NotesAndLog(NamedTuple):
    """The lines of a body outside and inside its log."""

    notes: tuple[tuple[int, str], ...]
    log: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class WhoseLog:
    """Where entries stand: whose file it is, or a journal, where names must stand in the line."""

    owner: Mention | None = None


def mentions_in(text: str, offset: int, reading: Reading) -> tuple[Mention, ...]:
    """The people named in [[ ]] in a text that begins at an offset of the file."""
    if "[[" not in text:
        return ()
    return tuple(
        reading.mention(read_link(found).name, offset + found.start())
        for found in LINK.finditer(text)
    )


def split_body(lines: Iterator[tuple[int, str]], whole: str) -> NotesAndLog:
    """The notes of a person's body, and the list items under `## Log`."""
    notes: list[tuple[int, str]] = []
    log: list[tuple[int, str]] = []
    inside = False
    for offset, text in _outside_code(lines, keep=notes):
        heading = _HEADING.match(text)
        if heading and len(heading["level"]) <= 2:
            inside = len(heading["level"]) == 2 and heading["title"].lower() == "log"
            if inside:
                continue
        (log if inside else notes).append((offset, text))
    return NotesAndLog(tuple(sorted(notes)), tuple(_items(log, whole)))


def items(lines: Iterable[tuple[int, str]], whole: str) -> Iterator[ListItem]:
    """The list items among some lines, each with the indented lines that go on from it."""
    return _items(_outside_code(lines), whole)


def _items(lines: Iterable[tuple[int, str]], whole: str) -> Iterator[ListItem]:
    current: ListItem | None = None
    for offset, text in lines:
        if current and text.startswith(("  ", "\t")) and text.strip():
            current = current._replace(text=whole[current.offset : offset + len(text)].rstrip())
            continue
        if current:
            yield current
            current = None
        if bullet := _BULLET.match(text):
            current = ListItem(offset + bullet.end(), text[bullet.end() :].rstrip(), bullet=True)
        elif text.strip() and not text.lstrip().startswith((">", "#", "<")):
            indent = len(text) - len(text.lstrip())
            yield ListItem(offset + indent, text.strip(), bullet=False)
    if current:
        yield current


def _outside_code(
    lines: Iterable[tuple[int, str]], keep: list[tuple[int, str]] | None = None
) -> Iterator[tuple[int, str]]:
    """Lines outside code fences and comments; `keep` takes the others, which stay notes."""
    closing: str | None = None
    for offset, text in lines:
        if closing is None and not text.lstrip().startswith(_OPENINGS):
            yield offset, text
            continue
        if closing is None and text.lstrip().startswith("<!--"):
            closing = None if "-->" in text else "-->"
        elif closing is None and (fence := _FENCE.match(text)):
            closing = fence.group().strip()
        elif closing is None:
            yield offset, text
            continue
        elif closing in text:
            closing = None
        if keep is not None:
            keep.append((offset, text))


def read_entry(line: ListItem, place: WhoseLog, reading: Reading) -> Entry | None:
    """The entry a line holds, or None; a near miss is reported."""
    found = _ENTRY.fullmatch(line.text) if line.bullet else None
    if found is None:
        _report_near_miss(line, place, reading)
        return None
    contact = reading.settings.is_contact_kind(found["kind"].lower())
    if contact is None:
        _report_kind(line.offset + found.start("kind"), found["kind"], reading)
        return None
    on = _date(found["date"], line.offset + found.start("date"), reading)
    if on is None:
        return None
    people = mentions_in(found["names"] or "", line.offset + found.start("names"), reading)
    if place.owner is None and not people:
        reading.report(
            line.offset,
            "entry-without-names",
            "The entry names nobody before its colon",
            "Write with [[Name]] before the colon",
        )
        return None
    who = (*((place.owner,) if place.owner else ()), *people)
    return _build(line, found, on, who, reading)


def _build(
    line: ListItem,
    found: re.Match[str],
    on: PartialDate,
    people: tuple[Mention, ...],
    reading: Reading,
) -> Entry:
    kind, text = found["kind"].lower(), (found["text"] or "").strip()
    contact = reading.settings.is_contact_kind(kind) is True
    shift = line.offset + (found.start("text") if found["text"] else 0)
    mentions = mentions_in(found["text"] or "", shift, reading)
    box = _BOXES.get((found["box"] or "").lower())
    by = done = None
    size = ""
    if kind in ("promised", "awaiting"):
        text, done = _ending(_DONE, text, line, reading)
        text, by = _ending(_BY, text, line, reading)
        box = "ticked" if done else box or "open"
    elif kind in ("gave", "got") and (sized := _SIZE.search(text)):
        text, size = text[: sized.start()], sized["size"]
    return Entry(
        at=reading.source.location(line.offset),
        on=on, kind=kind, contact=contact, text=" ".join(text.split()),
        people=people, mentions=mentions, box=box, by=by, done=done, size=size,
    )  # fmt: skip


def _ending(
    pattern: re.Pattern[str], text: str, line: ListItem, reading: Reading
) -> tuple[str, PartialDate | None]:
    found = pattern.search(text)
    if found is None:
        return text, None
    offset = line.offset + line.text.rfind(found["date"])
    when = _date(found["date"], offset, reading)
    return (text[: found.start()].rstrip(" ,;"), when) if when else (text, None)


def _date(text: str, offset: int, reading: Reading) -> PartialDate | None:
    try:
        return parse_date(text)
    except DateFault as fault:
        message = str(fault)
        reading.report(offset, "bad-date", message[0].upper() + message[1:], "Mend the date")
        return None


def report_outside_log(lines: tuple[ListItem, ...], reading: Reading) -> None:
    """An entry in the notes is easily taken for a log entry, and does not count."""
    for line in lines:
        found = _ENTRY.fullmatch(line.text) if line.bullet else None
        if found and reading.settings.is_contact_kind(found["kind"].lower()) is not None:
            reading.report(
                line.offset,
                "almost-entry",
                "This entry stands outside the log and does not count",
                "Move it under a heading ## Log",
            )


def _report_kind(offset: int, kind: str, reading: Reading) -> None:
    known = (*CONTACT_KINDS, *OTHER_KINDS, *(name for name, _ in reading.settings.kinds))
    reading.report(
        offset,
        "almost-entry",
        f'"{kind}" is not a kind of entry, so this line was left alone',
        did_you_mean(kind, known)
        or "Take one such as call, coffee or note, or add it to kinds in kithbook.yml",
    )


def _report_near_miss(line: ListItem, place: WhoseLog, reading: Reading) -> None:
    text = line.text
    dated = _DATED.match(text)
    if not line.bullet and (place.owner is None or not dated):
        return
    if dated is None:
        kind = _KIND_FIRST.match(text)
        if kind and reading.settings.is_contact_kind(kind["kind"].lower()) is not None:
            reading.report(line.offset, "almost-entry", "The date comes first in an entry", _SHAPE)
        return
    offset, message, hint = _why(line, text, dated)
    reading.report(offset, "almost-entry", message, hint)


def _why(line: ListItem, text: str, dated: re.Match[str]) -> tuple[int, str, str]:
    start, date = line.offset, dated["date"]
    rest = text[dated.end() :].lstrip()
    at_rest = start + len(text) - len(rest)
    try:
        parse_date(date)
    except DateFault:
        return start + dated.start("date"), f'"{date}" is not a date', "Write 2026-11-30"
    if not line.bullet:
        return start, "An entry begins with a dash", _SHAPE
    if text.startswith("[") and not re.match(r"\[[ xX]\]\s", text):
        return start, "The box is not written as [ ] or [x]", "Write - [ ] DATE promised: text"
    if not re.match(r"[^\W\d_]", rest):
        return at_rest, "After the date comes the kind of entry", _SHAPE
    if (bare := _BARE.match(rest)) is not None:
        name = bare["name"].strip()
        return at_rest + bare.start("name"), "Names in an entry stand in [[ ]]", f"Write [[{name}]]"
    return at_rest, "After the kind of entry comes a colon, then the text", _SHAPE
