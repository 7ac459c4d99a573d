"""Logs as they are kept: what most entries have in common stands once, and the rest in a short row.

Most entries are of their person alone, in their own file, with nobody else named; a row has where
it stands there, its day, kind and words. Any other entry is kept in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kithbook.book.kept_records import back_of_record, day_of
from kithbook.book.model import Aside, Entry, LogRead, LoosePromise, Mention
from kithbook.text.problems import Location

Row = tuple[int, int, int | None, int | None, int | None, str, bool, str]
_ROW = len(("line", "column", "year", "month", "day", "kind", "contact", "text"))


class KeptLog(NamedTuple):
    """A log as JSON has it: whose it is, the entries, and the two other kinds of lines."""

    owner: Mention | None
    entries: list[Row | Entry]
    asides: tuple[Aside, ...]
    loose: tuple[LoosePromise, ...]


_OWNER, _ENTRY = back_of_record(Mention), back_of_record(Entry)
_ASIDES, _LOOSE = back_of_record(tuple[Aside, ...]), back_of_record(tuple[LoosePromise, ...])


def kept_log(path: str, log: LogRead) -> KeptLog:
    """A log of a file with a path."""
    people = next((one.people for one in log.entries if len(one.people) == 1), ())
    return KeptLog(
        people[0] if people else None,
        [_short(one, path, people) or one for one in log.entries],
        log.asides,
        log.loose,
    )


def log_of(path: str, found: Sequence[Any]) -> LogRead:
    """The log that JSON gives back."""
    owner, entries, asides, loose = found
    people = (_OWNER(owner),) if owner else ()
    return LogRead(tuple(_entries(path, entries, people)), _ASIDES(asides), _LOOSE(loose))


def _short(one: Entry, path: str, people: tuple[Mention, ...]) -> Row | None:
    """A row for an entry that has nothing but what rows have."""
    at, on, kind, contact, text, who, *rest = one
    if any(rest) or (who is not people and who != people) or at.path != path:
        return None
    return (at.line, at.column, *on, kind, contact, text)


def _entries(path: str, found: Sequence[Any], people: tuple[Mention, ...]) -> Iterator[Entry]:
    for row in found:
        if len(row) == _ROW:
            line, column, year, month, day, kind, contact, text = row
            at = Location(path, line, column)
            yield Entry(at, day_of(year, month, day), kind, contact, text, people)
        else:
            yield _ENTRY(row)
