"""The notes and the log of two files of one person as those of one, each line in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from kithbook.book.document import open_document
from kithbook.book.field_edit import set_field
from kithbook.book.folder_files import is_yaml
from kithbook.book.log_edit import EntrySpan, add_to_log, entry_spans, logged, place
from kithbook.book.log_lines import BULLET, HEADING, is_log, split_body
from kithbook.book.plain_notes import front_of
from kithbook.book.written_days import read_day
from kithbook.book.yaml_log import block_indent, is_block, log_lines
from kithbook.text.problems import Problem
from kithbook.text.refusal import Refused, refuse_for
from kithbook.text.source import Scalar, Source, blank_controls

_WORD = re.compile(r"\w+")


class Chunk(NamedTuple):
    """An entry of a log with all that stands under it, as lines; `heading` where it begins so."""

    day: date | None
    lines: tuple[str, ...]
    heading: bool = False


class NotesAndChunks(NamedTuple):
    """What a file says beside its keys."""

    notes: tuple[str, ...]
    log: tuple[Chunk, ...]


def text_of(source: Source) -> NotesAndChunks:
    """The notes and the log of a person's file, in lines."""
    clean, _ = blank_controls(source)
    if is_yaml(source.path):
        return _of_yaml(clean)
    front = front_of(clean)
    if isinstance(front, Problem):
        refuse_for(front)
    lines = tuple(clean.lines(front.body))
    section = split_body(lines, clean.text)
    outside = {at for at, _ in section.notes} if section.logged else {at for at, _ in lines}
    notes = tuple(text for at, text in lines if at in outside)
    inside = [(at, text) for at, text in lines if at not in outside and not _is_heading(text)]
    return NotesAndChunks(_trimmed(notes), tuple(_chunks(inside, entry_spans(clean))))


def with_notes(source: Source, title: str, lines: Iterable[str]) -> Source:
    """A file with more notes, below a heading of their own; a line that stands there is not added.

    Raises Refused.
    """
    there = {one.strip() for one in source.text.splitlines()}
    new = _trimmed(tuple(one for one in lines if one.strip() not in there or not one.strip()))
    if not any(map(str.strip, new)):
        return source
    doc = open_document(source)
    if is_yaml(source.path):
        return _with_yaml_notes(source, new)
    heading = f"## {title}"
    block = new if new[0].startswith("#") or heading in there else (heading, "", *new)
    stop, text = doc.line_end, source.text
    at = next(
        (at for at, line in source.lines(doc.end) if _is_heading(line) and at >= doc.end), len(text)
    )
    lead = "" if text[:at].endswith(stop * 2) or not text[:at] else stop
    if not text[:at].endswith(("\n", "\r")) and text[:at]:
        lead += stop
    tail = stop * 2 if at < len(text) else stop
    return Source(source.path, text[:at] + lead + stop.join(block) + tail + text[at:])


def with_chunks(source: Source, chunks: Iterable[Chunk], title: str) -> Source:
    """A file with more entries, each where the file's own order of days wants it; none twice."""
    left: list[str] = []
    for chunk in chunks:
        there = {one.strip() for one in source.text.splitlines()}
        said = _said(source)
        if all(
            not one.strip() or one.strip() in there or _bare(one) in said for one in chunk.lines
        ):
            continue
        made = None
        if chunk.day is not None:
            with suppress(Refused):
                made = _with_item(source, chunk) if is_yaml(source.path) else _with(source, chunk)
        if made is None:
            left += chunk.lines
        else:
            source = made
    return with_notes(source, title, left)


def _said(source: Source) -> set[str]:
    """What the lines of a file say, and the items of a `.yml` log without YAML's escapes."""
    lines = source.text.splitlines()
    if is_yaml(source.path):
        lines += [one for chunk in _of_yaml(source).log for one in chunk.lines]
    return {_bare(one) for one in lines}


def lost_lines(now: Source, *before: Source) -> Iterator[tuple[str, str]]:
    """The lines of some files that hold a word which another does not, each with its file."""
    there = set(_WORD.findall(now.text))
    for source in before:
        for line in source.text.splitlines():
            if set(_WORD.findall(line)) - there:
                yield source.path, " ".join(line.split()).lstrip("-*+#> ").strip()


def _of_yaml(clean: Source) -> NotesAndChunks:
    root = open_document(clean).root
    notes, log = root.get("notes"), root.get("log")
    told = tuple(notes.text.splitlines()) if isinstance(notes, Scalar) else ()
    items = log_lines(log, clean)[0] if log is not None else ()
    chunks = (Chunk(_day(one.text), (f"- {' '.join(one.text.split())}",)) for one in items)
    return NotesAndChunks(_trimmed(told), tuple(chunks))


def _chunks(lines: list[tuple[int, str]], spans: list[EntrySpan]) -> Iterator[Chunk]:
    begins = {one.start: one for one in spans}
    now: list[str] = []
    span: EntrySpan | None = None
    for at, text in lines:
        if at in begins:
            if _trimmed(tuple(now)):
                yield _chunk(span, now)
            now, span = [], begins[at]
        now.append(text)
    if _trimmed(tuple(now)):
        yield _chunk(span, now)


def _chunk(span: EntrySpan | None, lines: list[str]) -> Chunk:
    kept = _trimmed(tuple(lines))
    return Chunk(span.day, kept, bool(span.heading)) if span else Chunk(None, kept)


def _with(source: Source, chunk: Chunk) -> Source:
    """A chunk in the log of a `.md` file."""
    doc, text = open_document(source), source.text
    stop = doc.line_end
    block = stop.join(chunk.lines) + stop
    spans = entry_spans(source)
    heading = next((at for at, line in source.lines(doc.end) if _is_heading(line)), None)
    if heading is None or not logged(source):
        end = text if text.endswith(("\n", "\r")) or not text else text + stop
        if heading is None:
            return Source(source.path, f"{end}{stop}## Log{stop}{block}")
        at = source.text.find(stop, heading)
        at = at + len(stop) if at >= 0 else len(text)
        lead = "" if text[:at].endswith(("\n", "\r")) else stop
        return Source(source.path, text[:at] + lead + block + text[at:])
    at = _end_of_log(source)
    if spans and not chunk.heading and chunk.day is not None:
        beside, before = place(spans, chunk.day)
        if before:
            at = spans[beside].start
        elif beside + 1 < len(spans):
            at = spans[beside + 1].start
    lead = "" if text[:at].endswith(("\n", "\r")) or not text[:at] else stop
    return Source(source.path, text[:at] + lead + block + text[at:])


def _end_of_log(source: Source) -> int:
    """Where the last line of the log ends, with its line end."""
    last = max((one.offset + len(one.text) for one in logged(source)), default=len(source.text))
    return next((at for at, _ in source.lines(last) if at > last), len(source.text))


def _with_item(source: Source, chunk: Chunk) -> Source:
    """A chunk in the log of a `.yml` file, as one line."""
    if chunk.heading or chunk.day is None:
        raise Refused(source.location(0), "A heading stands in no list")
    entry = " ".join(" ".join(chunk.lines).split())
    return add_to_log(source, BULLET.sub("", entry, count=1), chunk.day).made


def _with_yaml_notes(source: Source, lines: tuple[str, ...]) -> Source:
    doc = open_document(source)
    node, stop, text = doc.root.get("notes"), doc.line_end, source.text
    if node is None:
        lead = "" if text.endswith(("\n", "\r")) or not text else stop
        block = stop.join(f"  {one}".rstrip() for one in lines)
        return Source(source.path, f"{text}{lead}notes: |{stop}{block}{stop}")
    if isinstance(node, Scalar) and is_block(node, source):
        at = doc.last(node)
        deep = " " * (block_indent(node, source) or 2)
        block = stop.join(f"{deep}{one}".rstrip() for one in lines)
        return Source(source.path, f"{text[:at]}{stop}{stop}{block}{text[at:]}")
    before = node.text if isinstance(node, Scalar) else ""
    return set_field(source, ("notes",), "\n".join((before, *lines)).strip()).made


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    there = [at for at, one in enumerate(lines) if one.strip()]
    return lines[there[0] : there[-1] + 1] if there else ()


def _is_heading(line: str) -> bool:
    found = HEADING.match(line)
    return bool(found and len(found["level"]) == 2 and is_log(found["title"]))


def _day(text: str) -> date | None:
    dash = BULLET.match(text)
    written = read_day(text, dash.end() if dash else 0)
    return written.on.earliest() if written and written.on else None


def _bare(line: str) -> str:
    """A line of a log without its dash and quotes."""
    return line.strip().lstrip("-*+ ").strip("\"'")
