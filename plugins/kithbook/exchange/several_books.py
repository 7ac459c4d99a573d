"""Several files that are one address book, as Google Takeout writes one for each label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kithbook.exchange.import_files import is_of_takeout
from kithbook.text.csv_rows import csv_rows
from kithbook.text.source import Source

GOOGLE = "google"
_END = re.compile(r"^END[^\S\n]*:[^\S\n]*VCARD[^\n]*\n?", re.IGNORECASE | re.MULTILINE)


def is_takeout(sources: Sequence[Source]) -> bool:
    """Whether some files of an archive are those of a Google Takeout."""
    return bool(sources) and all(is_of_takeout(one.path) for one in sources)


def cards_once(sources: Sequence[Source]) -> str:
    """The cards of some files, each text of one once; those of a single file as they are."""
    if len(sources) == 1:
        return sources[0].text
    cards = dict.fromkeys(card for one in sources for card in _cards(one.text))
    return "".join(f"{card}\r\n" for card in cards)


def _cards(text: str) -> Iterator[str]:
    """The cards of a text, with what stands above each."""
    at = 0
    for end in _END.finditer(text):
        yield text[at : end.end()].strip("\ufeff\r\n")
        at = end.end()
    if rest := text[at:].strip("\ufeff\r\n"):
        yield rest


def tables_once(sources: Sequence[Source]) -> tuple[Source, list[Source]]:
    """The rows of some tables in one, the longest first, each row once; and tables unlike it."""
    first, *others = sorted(sources, key=lambda one: len(one.text), reverse=True)
    lines, unlike = dict.fromkeys(_rows(first)), []
    head = next(iter(lines), "")
    for one in others:
        rows = _rows(one)
        if rows[:1] == [head]:
            lines |= dict.fromkeys(rows)
        elif not lines.keys() >= set(rows):
            unlike.append(one)
    text = "".join(row if row.endswith("\n") else f"{row}\n" for row in lines)
    return Source(f"{GOOGLE}{PurePosixPath(first.path).suffix}", text), unlike


def _rows(source: Source) -> list[str]:
    """The rows of a table, each as it is written."""
    table = csv_rows(source.text)
    starts = [line for line, _ in table.rows(",")]
    ends = [*(line - 1 for line in starts[1:]), len(table.lines)]
    return ["".join(table.lines[a - 1 : b]) for a, b in zip(starts, ends, strict=True)]
