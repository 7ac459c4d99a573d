"""What stands in the cells of a table beside that which the book reads of a contact.

A phrase neither begins nor ends beyond a cell: the post, the employer and the town of one row stand
side by side and say nothing together that a page could not say, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.roster_columns import find_header
from kithbook.leakscan.canon import words
from kithbook.text.csv_rows import csv_rows

_SHOWN_AS = re.compile(
    r".*\b(?:display[ _-]?name|file[ _-]as|shown as|angezeigter name|speichern unter)\b.*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[(<][^()<>]*@[^()<>]*[)>]|\S+@\S+")


def cells_of(text: str, count: int) -> tuple[tuple[int, int], ...]:
    """From which word on and before which each cell of a table of so many words goes.

    Where a word is in no cell, or the cells put two together, all of it is taken as one.
    """
    spans = tuple(_spans(text))
    return spans if spans and spans[-1][1] == count else ((0, count),)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """A row that does not fit below the header is one cell: a comma may stand in a sentence."""
    table = csv_rows(text)
    header = find_header(table)
    at = 0
    for line, cells in table.rows(header.sign) if header else ():
        fits = header and line >= header.line and len(cells) <= header.width
        for cell in cells if fits else (" ".join(cells),):
            end = at + len(words(cell))
            yield at, end
            at = end


def shown_names(text: str) -> Iterator[tuple[int, str]]:
    """The names, by line, in columns that say how a contact is shown or filed; no addresses."""
    table = csv_rows(text)
    header = find_header(table)
    columns: list[int] = []
    for line, cells in table.rows(header.sign, header.line - 1) if header else ():
        if header and line <= header.line:
            columns = [at for at, cell in enumerate(cells) if _SHOWN_AS.fullmatch(cell.strip())]
        if not columns:
            return
        if header and line > header.line:
            told = (_ADDRESS.sub("", cells[at]).strip(" '") for at in columns if at < len(cells))
            yield from ((line, name) for name in dict.fromkeys(told) if len(words(name)) > 1)
