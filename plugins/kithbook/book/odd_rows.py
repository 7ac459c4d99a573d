"""Rows of an address book that are not all they seem, each told at its line."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.book.meant_values import day_hint
from kithbook.book.roster_columns import Header
from kithbook.text.addresses import spelt_out
from kithbook.text.problems import Location, Problem
from kithbook.text.words import counted, listed

_ODD = {
    "bare": ("has no name, address or number", "Write a name into it, or delete it"),
    "nobody": ("names nobody", "Write a name into it, or delete it"),
    "sum": ("is a sum, and names nobody", "Delete it, or move it out of the table"),
    "wide": (
        "has more cells than there are columns, so that some may stand in the wrong one",
        'Put each text that holds "{sign}" between two quotes',
    ),
    "curly": (
        "has a text between curly quotes, which tables do not know; it is read as one",
        "Put straight quotes around it",
    ),
    "day": ("has a day that is none, or could be two", ""),
    "email": (
        "has something under e-mail that is no address, and that is not read as one",
        "Take the address from where the table came from, or empty the cell",
    ),
    "number": (
        "has a number that a spreadsheet has cut short",
        "Take the number from the address book itself, and keep its column as text",
    ),
    "phone": (
        "has something under telephone that is no number, and that is not read as one",
        "Write the number, or empty the cell",
    ),
    "apart": ("has another sign between its cells than the rows above; it is read by that", ""),
    "one cell": ("has one cell, with another sign in it than stands between cells here", ""),
    "open": (
        "opens a quote that is never closed; the rows below are read all the same",
        'Close it with a second "',
    ),
    "long": (
        "has a cell of more than 131,072 letters, which is not read; its other cells are",
        "Make it shorter, or take it out",
    ),
}
_RENAME = "Where one should be read, name it as address books do, such as Title, City or Notes"
_MOST_TOLD = 8
_LONGEST = 80


_CELLS = ("apart", "one cell")
_OWN_ADVICE = ("day", "email", "phone", "number", "apart", "one cell")
"""What is told at each row by itself, since what to write is different there."""


class OddRows:
    """The odd rows of a table while it is read, by what is odd, with what stands there."""

    def __init__(self, path: str, header: Header) -> None:
        """Takes the table's path and the names of its columns."""
        self.path, self.header = path, header
        self._found: dict[str, dict[int, str]] = {}

    def note(self, what: str, line: int, said: str = "") -> None:
        """Keeps a row with the first text in it that is odd."""
        self._found.setdefault(what, {}).setdefault(line, said[:_LONGEST])

    @property
    def lines(self) -> frozenset[int]:
        """The lines of all of them."""
        return frozenset(line for rows in self._found.values() for line in rows)

    def problems(self) -> Iterator[Problem]:
        """A finding for the columns that nobody knows, and those of the rows."""
        if names := self.header.strange:
            shown = [f'"{name[:40]}"' for name in names[:_MOST_TOLD]]
            more = [f"{len(names) - _MOST_TOLD} more"] if len(names) > _MOST_TOLD else []
            said = counted(len(names), "column is", "columns are")
            message = f"{said} kept and not read: {listed([*shown, *more], 'and')}"
            at = Location(self.path, self.header.line)
            yield Problem(at, "unknown-columns", message, _RENAME)
        for what, found in self._found.items():
            # Where a cell is too many, others stand in the wrong column.
            wide = self._found.get("wide", {}) if what in ("day", "email", "phone") else {}
            lines = [line for line in found if line not in wide]
            apart = _MOST_TOLD if what in _OWN_ADVICE else 1
            for first in lines[: apart - 1]:
                yield self._told(what, [first])
            if rest := lines[apart - 1 :]:
                yield self._told(what, rest)

    def _told(self, what: str, lines: list[int]) -> Problem:
        """One finding for some rows, at the first of them."""
        said, hint = _ODD[what]
        others = [self._place(what, line) for line in lines[1 : _MOST_TOLD + 1]]
        more = ["more"] if len(lines) > _MOST_TOLD + 1 else []
        same = f"; the same in line {listed([*others, *more], 'and')}" if others else ""
        text = self._found[what][lines[0]]
        words = f', "{text}"' if text and what not in _CELLS else ""
        sign = {"\t": "a tab"}.get(self.header.sign, self.header.sign)
        own = _instead(what, text)
        own = f"For line {lines[0]}: {own}" if own and others else own
        message = f"This row {said}{words}{same}"
        at = Location(self.path, lines[0])
        return Problem(at, "bad-roster-row", message, own or hint.format(sign=sign))

    def _place(self, what: str, line: int) -> str:
        text = self._found[what][line] if what in _OWN_ADVICE else ""
        return f'{line} ("{text}")' if text else str(line)


def _instead(what: str, said: str) -> str:
    """What to write for a value of a row; empty where it cannot be told."""
    if what == "day" and not any(map(str.isdigit, said)):
        return f'Move "{said}" into the column where it belongs, or empty the cell'
    if what == "day":
        return day_hint(said, yearless=True, born=True)
    if what in _CELLS:
        return f"Write {said}"
    return f"Write {address}" if what == "email" and (address := spelt_out(said)) else ""
