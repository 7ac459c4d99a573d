"""The marks that git leaves where two versions of a file do not agree, and the two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from kithbook.text.open_fence import OpenFence

BEGINS, _ENDS = "<<<<<<<", ">>>>>>>"
_MARK = re.compile(r"(?P<sign><{7}|\|{7}|={7}|>{7})(?: .*)?\r?")
_LINE = re.compile(r".*(?:\n|$)")
_ANY = re.compile(r"[^\r\n]")
_MOST_LINES = 2_000
_PARTS = {"<": "ours", "|": "base", "=": "theirs", ">": "both"}


class Versions(NamedTuple):
    """A text as each of the two has it, with what both have alone, and with all; where parts begin.

    Whatever is left out stands as blanks, so that all else keeps its place. A line that both sides
    of a part have is one of both, and stands where the first has it. `apart` are the places of the
    lines that only one side has.
    """

    ours: str
    theirs: str
    both: str
    whole: str
    apart: frozenset[int]
    begins: tuple[int, ...]


class _Line(NamedTuple):
    at: int
    text: str
    part: str


def unfinished_merge(text: str) -> int | None:
    """Where the first mark stands of a merge that nobody finished; None without one, or in code."""
    if BEGINS not in text:
        return None
    for offset, line in OpenFence().outside(_lines(text)):
        if (mark := _MARK.fullmatch(line)) and mark["sign"] == BEGINS:
            return offset if f"\n{_ENDS}" in text[offset:] else None
    return None


def versions(text: str) -> Versions:
    """The two versions of a text whose merge is not finished."""
    begins = []
    lines: list[_Line] = []
    for line in _parted(text):
        begins += [line.at] if line.part == BEGINS else []
        lines.append(line)
    common, again = _common(lines)
    shown = {
        "ours": ("ours", "both"),
        "theirs": ("theirs", "both"),
        "both": ("both",),
        "whole": ("ours", "theirs", "both"),
    }
    kept: dict[str, list[str]] = {version: [] for version in shown}
    for at, said, part in lines:
        blank = _ANY.sub(" ", said)
        for version, parts in kept.items():
            here = part in shown[version] or (at in common and version == "both")
            parts.append(said if here and not (at in again and version == "whole") else blank)
    ours, theirs, both, whole = ("".join(parts) for parts in kept.values())
    sides = (one.at for one in lines if one.part in ("ours", "theirs"))
    apart = frozenset(at for at in sides if at not in common and at not in again)
    return Versions(ours, theirs, both, whole, apart, tuple(begins))


def _parted(text: str) -> Iterator[_Line]:
    """Each line and which part of a merge it is of; a mark has a part of its own."""
    part, begun = "both", unfinished_merge(text) or 0
    for found in _LINE.finditer(text):
        line = found.group()
        mark = _MARK.fullmatch(line.rstrip("\n")) if found.start() >= begun else None
        if mark and (part != "both" or mark["sign"] == BEGINS):
            part = _PARTS[line[0]]
            yield _Line(found.start(), line, mark["sign"])
        else:
            yield _Line(found.start(), line, part)


def _common(lines: list[_Line]) -> tuple[frozenset[int], frozenset[int]]:
    """Where both sides of a part have the same line: the places in the first, and in the second."""
    common: set[int] = set()
    again: set[int] = set()
    sides: dict[str, list[_Line]] = {"ours": [], "theirs": []}
    for line in (*lines, _Line(0, "", "both")):
        if line.part in sides:
            sides[line.part].append(line)
        elif line.part == "both" and any(sides.values()):
            ours, theirs = sides.values()
            for first, second, size in _alike(ours, theirs):
                common.update(one.at for one in ours[first : first + size])
                again.update(one.at for one in theirs[second : second + size])
            sides = {"ours": [], "theirs": []}
    return frozenset(common), frozenset(again)


def _alike(ours: list[_Line], theirs: list[_Line]) -> list[tuple[int, int, int]]:
    """The runs of lines that stand in both; of two long parts none is looked for."""
    if max(len(ours), len(theirs)) > _MOST_LINES:
        return []
    here, there = ([one.text.rstrip() for one in side] for side in (ours, theirs))
    matched = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in matched]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for found in _LINE.finditer(text):
        yield found.start(), found.group().rstrip("\n")
