"""Log lines as the format writes them, for those that are read in another form or nearly are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kithbook.book.almost import meant_lines, promises_below
from kithbook.book.entries import WhoseLog, parts_of, read_entry
from kithbook.book.entry_words import in_english
from kithbook.book.line_instead import keeps_word, line_parts
from kithbook.book.log_lines import BULLET, ListItem
from kithbook.book.mend import Mend, replaced
from kithbook.book.model import CONTACT_KINDS, Entry
from kithbook.book.reading import Reading
from kithbook.book.told_lines import EntryParts, parts_told
from kithbook.book.unknown_names import only_one_called
from kithbook.text.name_links import LINK, ONE_LINK
from kithbook.text.problems import Problem
from kithbook.text.source import Source

_JOINT = re.compile(r"(?P<joint>\S+)\s+$")
_BY_KIND = {"promised": "to", "gave": "to", "thanks": "to", "got": "from", "awaiting": "from"}
_STRICT = re.compile(
    rf"\d{{4}}-\d\d-\d\d (?:{'|'.join(CONTACT_KINDS)}|note|gave|got)"
    rf"(?: (?:with|to|from) {ONE_LINK}(?:, {ONE_LINK})*)?:[^\n]*"
)
"""Most lines of most logs; there is nothing to look for in them."""
# The day is the note of that day, which other programs would lose.
_LINKED_DAY = re.compile(r"(?:\[.\]\s+)?\[\[")
_BOXES = {"open": "[ ] ", "ticked": "[x] ", None: ""}
_LOG = frozenset({"log", "asides", "loose", "entries"})
"""What reads otherwise once a near miss is an entry."""


def line_mends(
    lines: tuple[ListItem, ...], place: WhoseLog, reading: Reading, found: tuple[Problem, ...]
) -> Iterator[Mend]:
    """A mend for each line that has one form in the format and stands there in another.

    `found` are the findings of the file, one of which a near miss has.
    """
    at = {(one.location.line, one.location.column): one for one in found}
    for line in lines:
        text = reading.source.text
        if text.startswith("- ", line.offset - 2) and _STRICT.fullmatch(line.text):
            continue
        entry = read_entry(line, place, reading)
        if entry is None:
            yield from _almost(line, place, reading, at)
            continue
        if not line.heading and (mend := _canonical(line, entry, reading)):
            yield mend
        if "\n" in line.text:
            yield from _below(line, entry, reading, at)


def _canonical(line: ListItem, entry: Entry, reading: Reading) -> Mend | None:
    """An entry in the form of the format; its text stays whole, as a time and a link do."""
    parts = parts_of(line, reading.settings) or parts_told(line, reading)
    if (
        parts is None
        or parts.hour
        or _LINKED_DAY.match(line.text)
        or _says_more(line, parts, reading)
        or (parts.told and _stays(line, parts, reading.source))
    ):
        return None
    source, start = reading.source, _sign(line, reading.source)
    end = line.offset + (parts.text_at if parts.text else len(line.text))
    old = source.text[start:end]
    head = f"- {_BOXES[entry.box]}{entry.on} {entry.kind}{_names(line, entry, reading)}"
    new = f"{head}:" if parts.text or old.endswith(":") else head
    new = f"{new} " if parts.told and parts.text else new
    return None if old == new else replaced(source, start, end, new)


def _says_more(line: ListItem, parts: EntryParts, reading: Reading) -> bool:
    """Whether the word for the kind says more than that, and is part of a sentence."""
    read = line_parts(line, reading)
    mark = line.text[read.end : parts.text_at or len(line.text)].strip()
    return mark not in (":", "") and keeps_word(line.text[read.kind_at : read.end], parts.kind)


def _stays(line: ListItem, parts: EntryParts, source: Source) -> bool:
    """Whether a line told in its own words is a row, or has in these who took part."""
    begins = max(source.text.rfind(end, 0, line.offset) for end in "\r\n") + 1
    return bool(parts.names) or source.text[begins : line.offset].lstrip().startswith("|")


def _names(line: ListItem, entry: Entry, reading: Reading) -> str:
    parts = parts_of(line, reading.settings)
    if parts is None or not parts.names:
        return ""
    links = ", ".join(found.group() for found in LINK.finditer(parts.names))
    before = line.text[: parts.names_at]
    joint = _JOINT.search(before)
    said = in_english(joint["joint"]) if joint else ""
    if said not in ("with", "to", "from"):
        said = _BY_KIND.get(entry.kind, "with")
    return f" {said} {links}"


def _almost(
    line: ListItem, place: WhoseLog, reading: Reading, found: dict[tuple[int, int], Problem]
) -> Iterator[Mend]:
    meant = meant_lines(line, place, reading)
    stop = line.offset + len(line.text)
    if len(meant) != 1 or meant[0].count("\n") != line.text.count("\n"):
        return
    start = line.offset if line.heading else _sign(line, reading.source)
    if mended := _within(line.offset, stop, reading.source, found):
        yield replace(
            replaced(reading.source, start, stop, _in_full(meant[0].rstrip(), reading)),
            problems=mended,
            touches=_LOG,
        )


def _in_full(entry: str, reading: Reading) -> str:
    """An entry with the full names of those whom a first name before its colon can only mean."""
    names = reading.names
    head, colon, text = entry.partition(":")
    for link in LINK.finditer(head) if names else ():
        name = link["name"].strip()
        if names and not names.resolve(name).ids and (full := only_one_called(name, names)):
            head = head.replace(f"[[{name}]]", f"[[{full}]]")
    return f"{head}{colon}{text}"


def _below(
    line: ListItem, entry: Entry, reading: Reading, found: dict[tuple[int, int], Problem]
) -> Iterator[Mend]:
    """The promise without a day that ends an entry; one with more below it takes that along."""
    stop = line.offset + len(line.text)
    for told in promises_below(line, str(entry.on), reading.settings):
        start = line.offset + told.at
        if not told.lines or "\n" in reading.source.text[start:stop]:
            continue
        new = told.lines[0].removeprefix("- ").rstrip()
        if mended := _within(start, stop, reading.source, found):
            yield replace(replaced(reading.source, start, stop, new), problems=mended, touches=_LOG)


def _within(
    start: int, stop: int, source: Source, found: dict[tuple[int, int], Problem]
) -> tuple[Problem, ...]:
    """The finding of a line as an entry, if there is one."""
    first, last = source.location(start), source.location(stop)
    between = (first.line, first.column), (last.line, last.column)
    there = (one for at, one in found.items() if between[0] <= at <= between[1])
    return tuple(one for one in there if one.code == "almost-entry")[:1]


def _sign(line: ListItem, source: Source) -> int:
    """Where the bullet of a line stands, or its text where it has none."""
    if not line.bullet:
        return line.offset
    begins = max(source.text.rfind(end, 0, line.offset) for end in "\r\n") + 1
    bullet = BULLET.match(source.text, begins)
    return bullet.start("sign") if bullet and bullet.end() == line.offset else line.offset
