"""What could be written at a place of a file instead of what stands there: once, and only there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from kithbook.book.document import Splice
from kithbook.book.edit import Edit
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Mend:
    """The one way to write something as the format has it; `old` and `new` say it to a reader.

    It mends its `problems`; without any the file says the same before and after.
    `touches` are the keys of the file that read otherwise afterwards.
    """

    at: int
    old: str
    new: str
    splices: tuple[Splice, ...]
    problems: tuple[Problem, ...] = ()
    touches: frozenset[str] = frozenset()

    @property
    def span(self) -> tuple[int, int]:
        """From where to where the file changes."""
        return min(one.start for one in self.splices), max(one.end for one in self.splices)


def replaced(source: Source, start: int, end: int, text: str) -> Mend:
    """The mend that puts a text in the place of another."""
    old = source.text[start:end]
    return Mend(start, _line(old), _line(text), (Splice(start, end, text),))


def difference(source: Source, edit: Edit) -> Splice:
    """The smallest splice that makes of a source what an edit makes of it."""
    old, new = source.text, edit.made.text
    start = _alike(old, new)
    tail = _alike(old[start:][::-1], new[start:][::-1])
    return Splice(start, len(old) - tail, new[start : len(new) - tail])


def spliced(source: Source, mends: Iterable[Mend]) -> Source:
    """The file as some mends that do not overlap leave it."""
    text = source.text
    splices = (splice for mend in mends for splice in mend.splices)
    for one in sorted(splices, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return Source(source.path, text)


def lines_after(lines: list[int], source: Source, mends: Iterable[Mend]) -> list[int]:
    """The numbers that lines had at first, for the lines that some mends leave."""
    found, texts = list(lines), [text for _, text in source.lines()]
    splices = (splice for mend in mends for splice in mend.splices)
    for one in sorted(splices, reverse=True):
        first, last = source.location(one.start), source.location(one.end)
        there = found[first.line - 1 : last.line]
        more = len(_LINE_END.findall(one.text)) + 1
        if more < len(there) and _is_last(texts, first, last, one):
            there = there[-more:]
        found[first.line - 1 : last.line] = (there + there[-1:] * more)[:more]
    return found


def _is_last(texts: list[str], first: Location, last: Location, one: Splice) -> bool:
    """Whether what a splice leaves of some lines is the last of them."""
    whole = texts[last.line - 1] if last.line <= len(texts) else ""
    left = texts[first.line - 1][: first.column - 1] + one.text + whole[last.column - 1 :]
    return left == whole


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _line(text: str) -> str:
    return " ".join(text.split())
