"""Rows of a table as spreadsheets write it, each with the line it begins on.

A quote that is never closed costs its own row alone: the rows below are read again without it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

SIGNS = (",", ";", "\t", "|")
"""What may stand between two cells."""
_LONGEST = 1_000


@dataclass
class CsvRows:
    """The lines of a table; `unclosed` gathers where a quote opens that is never closed.

    `too_long` are rows with a cell beyond what a reader of CSV takes; that cell is left out.
    """

    lines: list[str]
    unclosed: list[int] = field(default_factory=list)
    too_long: list[int] = field(default_factory=list)

    def rows(self, sign: str, start: int = 0) -> Iterator[tuple[int, list[str]]]:
        """Each row with its first line, counted from 1, from below a line on."""
        while start < len(self.lines):
            at = start
            reader = csv.reader(islice(self.lines, start, None), delimiter=sign)
            try:
                for cells in reader:
                    end = start + reader.line_num
                    if end > at + 1 and (
                        self._never_closes(at, end) or self._swallows(at, end, sign)
                    ):
                        break
                    yield at + 1, cells
                    at = end
                else:
                    return
            except csv.Error:
                pass
            closed = self.lines[at].count('"') % 2 == 0
            long = closed and max(map(len, self.lines[at].split(sign))) > csv.field_size_limit()
            (self.too_long if long else self.unclosed).append(at + 1)
            yield at + 1, _without_quotes(self.lines[at], sign)
            start = at + 1

    def _never_closes(self, at: int, end: int) -> bool:
        """Whether the last row goes over several lines because its quote is never closed."""
        return end == len(self.lines) and "".join(self.lines[at:end]).count('"') % 2 == 1

    def _swallows(self, at: int, end: int, sign: str) -> bool:
        """Whether a row has taken others in, since its quote ends where that of another begins."""
        wide = self.lines[at].count(sign)
        if not wide or all(line.count(sign) < wide for line in self.lines[at + 1 : end]):
            return False
        try:
            for _ in csv.reader(self.lines[at:end], delimiter=sign, strict=True):
                pass
        except csv.Error:
            return True
        return False


def csv_rows(text: str) -> CsvRows:
    """The rows of a text; the `sep=;` that Excel puts on top is for Excel alone."""
    return CsvRows(list(StringIO(text.removeprefix("\ufeff"), newline="")))


def _without_quotes(line: str, sign: str) -> list[str]:
    """The cells of a line in which quotes mean nothing; what is beyond all measure is left out."""
    cells = (cell.strip(' "\r\n') for cell in line.split(sign))
    return [cell if len(cell) <= _LONGEST else "" for cell in cells]
