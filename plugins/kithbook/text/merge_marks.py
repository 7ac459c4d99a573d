"""The marks that git leaves where two versions of a file do not agree, and the two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.text.open_fence import OpenFence

BEGINS, _ENDS = "<<<<<<<", ">>>>>>>"
_MARK = re.compile(r"(?P<sign><{7}|\|{7}|={7}|>{7})(?: .*)?\r?")
_LINE = re.compile(r".*(?:\n|$)")
_PARTS = {"<": "ours", "|": "base", "=": "theirs", ">": "both"}


class Versions(NamedTuple):
    """A text as each of the two has it, and with what both have alone; and where each part begins.

    Whatever is left out stands as blanks, so that all else keeps its place.
    """

    ours: str
    theirs: str
    both: str
    begins: tuple[int, ...]


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
    kept: dict[str, list[str]] = {"ours": [], "theirs": [], "both": []}
    part, begun = "both", unfinished_merge(text) or 0
    begins: list[int] = []
    for found in _LINE.finditer(text):
        line, blank = found.group(), re.sub(r"[^\r\n]", " ", found.group())
        mark = _MARK.fullmatch(line.rstrip("\n")) if found.start() >= begun else None
        if mark and part == "both" and mark["sign"] != BEGINS:
            mark = None
        part = _PARTS[line[0]] if mark else part
        begins += [found.start()] if mark and mark["sign"] == BEGINS else []
        for version, lines in kept.items():
            lines.append(line if not mark and part in ("both", version) else blank)
    ours, theirs, both = ("".join(lines) for lines in kept.values())
    return Versions(ours, theirs, both, tuple(begins))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for found in _LINE.finditer(text):
        yield found.start(), found.group().rstrip("\n")
