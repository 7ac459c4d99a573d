"""One file tidied: mend after mend, each kept only where all else reads as before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kithbook.book.canonical_lines import line_mends
from kithbook.book.document import Document, open_document
from kithbook.book.file_alone import AloneReader, FileAlone
from kithbook.book.folder_files import is_yaml
from kithbook.book.foreign_keys import CODES, foreign_key_mends
from kithbook.book.id_links import link_mends
from kithbook.book.mend import Mend, lines_after, spliced
from kithbook.book.names_in_files import name_in
from kithbook.book.text_mends import name_mends, text_mends
from kithbook.book.value_mends import WAYS, value_mends
from kithbook.book.yaml_log_mends import yaml_log_mends
from kithbook.book.yaml_mends import yaml_mends
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Source

_MOST_ROUNDS = 60
_MOST = 70
MENDED = frozenset(
    {*WAYS, *CODES, "almost-entry", "cut-by-comma", "control-character",
     "bad-yaml"}
)  # fmt: skip
"""The codes of findings of which some have exactly one mend."""


class Tidied(NamedTuple):
    """A change in a line of a file, from what to what; of a finding, its code."""

    at: Location
    old: str
    new: str
    code: str = ""

    @property
    def sentence(self) -> str:
        """What becomes of what."""
        return f"{_short(self.old)} → {_short(self.new)}" if self.old else f"+ {_short(self.new)}"


class TidiedFile(NamedTuple):
    """A file after every mend that leaves all else as it reads, and these in their order.

    `left` are the findings that remain, as they stand in the file before and after it.
    """

    source: Source
    changes: tuple[Tidied, ...]
    left: tuple[tuple[Problem, Problem], ...]


def tidied(source: Source, reader: AloneReader) -> TidiedFile:
    """The file with everything mended that has one mend."""
    read = first = reader.read(source)
    lines = list(range(1, sum(1 for _ in source.lines()) + 2))
    changes: list[Tidied] = []
    refused: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        chosen = [one for one in _apart(_mends(read, reader)) if str(one) not in refused]
        good, after = _good(read, chosen, reader, refused)
        if not good:
            break
        changes += [_change(one, read.source, lines) for one in good]
        lines = lines_after(lines, read.source, good)
        read = after
    return TidiedFile(read.source, tuple(sorted(changes)), tuple(_left(first, read, lines)))


def _apart(found: Iterable[Mend]) -> Iterator[Mend]:
    """The mends that do not lie in one another's way, the first of two."""
    end = -1
    for one in sorted(found, key=lambda mend: mend.span):
        start, stop = one.span
        if start >= end:
            yield one
            end = stop + 1


def _good(
    read: FileAlone, chosen: list[Mend], reader: AloneReader, refused: set[str]
) -> tuple[list[Mend], FileAlone]:
    """Those of some mends that do what they should and nothing else, and the file after them."""
    if not chosen:
        return [], read
    after = reader.read(spliced(read.source, chosen))
    if read.is_mended_by(chosen, after):
        return chosen, after
    if len(chosen) == 1:
        refused.add(str(chosen[0]))
        return [], read
    half = len(chosen) // 2
    first, second = (_good(read, part, reader, refused) for part in (chosen[:half], chosen[half:]))
    if not first[0] or not second[0]:
        return first if first[0] else second
    both = [*first[0], *second[0]]
    after = reader.read(spliced(read.source, both))
    return (both, after) if read.is_mended_by(both, after) else first


def _left(first: FileAlone, read: FileAlone, lines: list[int]) -> Iterator[tuple[Problem, Problem]]:
    """What is left to mend: as the file stood, as far as it was known then, and as it stands."""
    before = {(one.location.line, one.code, one.message): one for one in first.problems}
    for one in read.problems:
        if one.code in MENDED:
            line = lines[one.location.line - 1]
            moved = replace(one, location=one.location._replace(line=line))
            yield before.get((line, one.code, one.message), moved), one


def _change(mend: Mend, source: Source, lines: list[int]) -> Tidied:
    at = source.location(mend.at)
    code = mend.problems[0].code if mend.problems else ""
    return Tidied(at._replace(line=lines[at.line - 1]), mend.old, mend.new, code)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _mends(read: FileAlone, reader: AloneReader) -> Iterator[Mend]:
    """What could be written in a file, in no order; some of it may lie in one another's way."""
    found, source = read.problems, read.source
    lines, place, reading = reader.lines(read)
    yield from line_mends(lines, place, reading, found)
    if read.opened and is_yaml(source.path) and (doc := _document(source)):
        yield from yaml_log_mends(doc, place, reading, found)
    if reader.settings.links_by_id and not source.path.startswith("requests/"):
        yield from link_mends(source, reader.names)
    if read.opened and not name_in(read.opened.keys) and (doc := _document(source)):
        yield from name_mends(doc, read.opened)
    if not found:
        return
    yield from text_mends(source, found, reader.names)
    if read.record is None:
        yield from yaml_mends(source, found)
    elif source.path.startswith(("people/", "introductions/")) and (doc := _document(source)):
        yield from value_mends(doc, found, reader.names)
        if read.opened:
            yield from foreign_key_mends(doc, found)


def _document(source: Source) -> Document | None:
    try:
        return open_document(source)
    except Refused:
        return None
