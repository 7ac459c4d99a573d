"""What of the rows of a table is not taken, or is not what it seems: counted, with its lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kithbook.exchange.imported import NotTaken

EMPTY = "empty rows"
REPEATED = "rows that repeat the names of the columns"
HIDDEN = "members who hide their name: only a date stands there"
NOBODY = "rows without a name, an organisation, an address or a number"
"""Why a row is no card; each row is one, or is counted under one of these."""
NAMELESS = "cells of a column without a name, kept in the table alone"
CUT_NUMBER = "numbers that a spreadsheet has cut short; take them from where the table came from"
TWO_PEOPLE = "rows that may name two people, taken as one; each wants a row of its own"
UNCLEAR_DAY = "days that are none, or could be two, kept in their words"
_MOST_LINES = 20


@dataclass
class NotTakenSoFar:
    """What of a table is not taken, with its lines."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    such: dict[str, str] = field(default_factory=dict)

    def note(self, what: str, line: int, such: str = "") -> None:
        """Counts one thing, at a line; of the first it may be told which it is."""
        self.counts[what] += 1
        if such:
            self.such.setdefault(what, f", such as {such}")
        if len(self.lines[what]) < _MOST_LINES:
            self.lines[what].append(line)

    def told(self, path: str) -> tuple[NotTaken, ...]:
        """All of it, in the order in which it was met."""
        return tuple(
            NotTaken(f"{what}{self.such.get(what, '')}", count, path, tuple(self.lines[what]))
            for what, count in self.counts.items()
        )
