"""Slips in the YAML of a file that can be mended in one way: tabs, indentation, missing quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kithbook.book.document import Splice
from kithbook.book.folder_files import is_yaml
from kithbook.book.mend import Mend, spliced
from kithbook.book.reading import Reading
from kithbook.book.scalars import quoted
from kithbook.book.schema import PERSON_FILE
from kithbook.text.problems import Problem
from kithbook.text.source import Source, Split, blank_controls, compose, split_front_matter
from kithbook.text.yaml_slips import without_quotes

_LEAD = re.compile(r"[ \t]*")
_GAPS = re.compile(r"(?<=[:-])[ \t]*\t[ \t]*")
_BLOCK = re.compile(r"[|>][-+\d]*\s*$")
_VALUE = re.compile(
    r"(?P<head>[ ]*(?:-[ ]+)?(?:[^\s:#'\"\[{&*!|>-][^:\n]*:[ ]+)?)"
    r"(?P<value>\[[ xX]?\][ ].*|[^\s\[{|>#&*].*)"
)


class _Front(NamedTuple):
    """The lines of the keys of a file, with their offsets, and which of them has the slip."""

    source: Source
    lines: list[tuple[int, str]]
    here: int


def yaml_mends(source: Source, found: tuple[Problem, ...]) -> Iterator[Mend]:
    """The mend of the slip that keeps the keys of a file from being read."""
    problem = next((one for one in found if one.code == "bad-yaml"), None)
    front = _front(source, problem) if problem else None
    if problem is None or front is None:
        return
    whole = not any(_BLOCK.search(text) for _, text in front.lines)
    for way in (_tabs, _first_key, _quotes, _indent) if whole else (_quotes,):
        ways = [one for one in way(front) if "bad-yaml" not in _codes(spliced(source, (one,)))]
        if len(ways) == 1:
            yield replace(ways[0], problems=(problem,))
            return


def _front(source: Source, problem: Problem) -> _Front | None:
    bounds = _bounds(source)
    if bounds is None:
        return None
    lines = list(Source(source.path, source.text[: bounds[1]]).lines(bounds[0]))
    numbers = [source.location(at).line for at, _ in lines]
    if problem.location.line not in numbers:
        return None
    return _Front(source, lines, numbers.index(problem.location.line))


def _bounds(source: Source) -> tuple[int, int] | None:
    if is_yaml(source.path):
        return int(source.text.startswith("\ufeff")), len(source.text)
    split = split_front_matter(blank_controls(source)[0])
    return split.front if isinstance(split, Split) else None


def _codes(source: Source) -> set[str]:
    """The codes of the findings in the keys of a file; `bad-yaml` where they cannot be read."""
    bounds = _bounds(source)
    keys, problems = compose(blank_controls(source)[0], *bounds) if bounds else (None, ())
    if keys is None or problems:
        return {"bad-yaml"}
    reading = Reading(source)
    PERSON_FILE.read_keys(keys, reading)
    return {one.code for one in reading.problems}


def _mend(front: _Front, number: int, splices: list[Splice]) -> Mend:
    at, text = front.lines[number]
    own = tuple(one for one in splices if at <= one.start <= at + len(text))
    here = Source(front.source.path, text)
    moved = tuple(Splice(one.start - at, one.end - at, one.text) for one in own)
    new = spliced(here, (Mend(0, "", "", moved),)).text
    return Mend(at, text, new, tuple(splices))


def _tabs(front: _Front) -> Iterator[Mend]:
    """Two blanks for each tab that indents, one for those behind a colon or a dash."""
    splices: list[Splice] = []
    for at, text in front.lines:
        lead = _LEAD.match(text)
        end = lead.end() if lead else 0
        if "\t" in text[:end]:
            splices.append(Splice(at, at + end, text[:end].replace("\t", "  ")))
        gaps = _GAPS.finditer(text, end)
        splices += [Splice(at + gap.start(), at + gap.end(), " ") for gap in gaps]
    if splices:
        yield _mend(front, front.here, splices)


def _first_key(front: _Front) -> Iterator[Mend]:
    """The first keys, indented all alike, at the edge of the line as those below."""
    filled = [(n, at, text) for n, (at, text) in enumerate(front.lines) if text.strip()]
    deep = len(filled[0][2]) - len(filled[0][2].lstrip(" ")) if filled else 0
    if not deep:
        return
    splices = []
    for _, at, text in filled:
        if not text.startswith(" " * deep):
            break
        splices.append(Splice(at, at + deep, ""))
    yield _mend(front, filled[0][0], splices)


def _quotes(front: _Front) -> Iterator[Mend]:
    """Quotes around the whole value of a line."""
    at, text = front.lines[front.here]
    found = _VALUE.fullmatch(text.rstrip())
    if found is None or not found["head"].strip() or " #" in text:
        return
    start = at + found.start("value")
    end, value = start + len(found["value"]), without_quotes(found["value"])
    single = '"' in value or "\\" in value
    new = "'" + value.replace("'", "''") + "'" if single else quoted(value)
    yield _mend(front, front.here, [Splice(start, end, new)])


def _indent(front: _Front) -> Iterator[Mend]:
    """The line as deep as one above it, where its key is known there."""
    at, text = front.lines[front.here]
    deep = len(text) - len(text.lstrip(" "))
    above = (line for _, line in front.lines[: front.here] if line.strip())
    for depth in sorted({len(line) - len(line.lstrip(" ")) for line in above} - {deep}):
        mend = _mend(front, front.here, [Splice(at, at + deep, " " * depth)])
        if not _codes(spliced(front.source, (mend,))) & {"unknown-key", "wrong-type"}:
            yield mend
