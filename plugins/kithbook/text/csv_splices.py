"""Changing single cells of a table in the text that its owner has, and nothing beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO


def spliced_row(raw: str, cells: Sequence[str], changed: Mapping[int, str], sign: str) -> str:
    """A row's text with some cells given other values; a row too short for them is filled up.

    `cells` is how the row reads. One that is written in a way of its own is written anew.
    """
    end = _end_of(raw)
    body = raw[: len(raw) - len(end)]
    spans = tuple(_cell_spans(body, sign))
    wide = max(len(cells), *(at + 1 for at in changed))
    if [_plain(body[start:stop], sign) for start, stop in spans] != list(cells):
        whole = [changed.get(at, cells[at] if at < len(cells) else "") for at in range(wide)]
        return written_row(whole, sign, end, quoted=False)
    pieces = [
        _as_before(body[start:stop], changed[at], sign) if at in changed else body[start:stop]
        for at, (start, stop) in enumerate(spans)
    ]
    quoted = is_all_quoted(body, sign)
    pieces += (
        written_cell(changed.get(at, ""), sign, quoted=quoted) for at in range(len(spans), wide)
    )
    return sign.join(pieces) + end


def written_row(cells: Sequence[str], sign: str, end: str, *, quoted: bool) -> str:
    """A row as the rows around it are written, quoted throughout or where it must be."""
    return sign.join(written_cell(cell, sign, quoted=quoted) for cell in cells) + end


def written_cell(text: str, sign: str, *, quoted: bool) -> str:
    """One cell; quoted where it would not read back without."""
    must = any(one in text for one in (sign, '"', "\n", "\r")) or text != text.strip()
    if quoted or must:
        return '"' + text.replace('"', '""') + '"'
    return text


def is_all_quoted(row: str, sign: str) -> bool:
    """Whether each cell of a row stands in quotes."""
    body = row[: len(row) - len(_end_of(row))]
    return bool(body) and all(
        body[start : start + 1] == '"' for start, _ in _cell_spans(body, sign)
    )


def _as_before(old: str, new: str, sign: str) -> str:
    return written_cell(new, sign, quoted=old.startswith('"'))


def _cell_spans(body: str, sign: str) -> Iterator[tuple[int, int]]:
    """Where each cell begins and ends, its quotes included."""
    start, quoted = 0, False
    for at, letter in enumerate(body):
        if letter == '"' and (quoted or at == start):
            quoted = not quoted
        elif letter == '"' and body[at - 1] == '"' and body[start] == '"':
            quoted = True  # two quotes in a quoted text are one, and it goes on
        elif letter == sign and not quoted:
            yield start, at
            start = at + 1
    yield start, len(body)


def _plain(cell: str, sign: str) -> str:
    """What a cell reads as."""
    if '"' not in cell:
        return cell
    return next(csv.reader(StringIO(cell, newline=""), delimiter=sign), [""])[0]


def _end_of(raw: str) -> str:
    return raw[len(raw.rstrip("\r\n")) :] if raw.endswith(("\n", "\r")) else ""
