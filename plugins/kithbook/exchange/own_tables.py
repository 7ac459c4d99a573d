"""The tables that imports keep beside the address books: what moved, who wrote, what happened.

Rows are added or renewed where they stand; a column of the owner's own stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from kithbook.book.roster_places import (
    CHANGES,
    CHANGES_HEADER,
    CONVERSATIONS_HEADER,
    HAPPENINGS_HEADER,
    table_rows,
)
from kithbook.book.roster_tables import Conversation, conversation_of, conversations_in
from kithbook.exchange.imported import Happening
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.same_people import Somebody
from kithbook.text.csv_rows import csv_rows
from kithbook.text.csv_splices import spliced_row, written_row
from kithbook.text.source import Source

Row = Mapping[str, str]
GONE = "gone"
"""The field of a change that says somebody is at the source no longer."""


def changes_after(text: str, merge: RosterMerge, roster: str, seen: date) -> str:
    """The table of changes with those of one import: other work, another place, gone."""
    told = [
        *((one.who, one.what, one.was, one.now) for one in merge.moves),
        *((who, GONE, "", "") for who in merge.gone),
    ]
    rows = [
        dict(zip(CHANGES_HEADER, values, strict=True))
        for who, field, was, now in told
        for values in ((str(seen), roster, who.key, who.called, field, was, now),)
    ]
    last: dict[tuple[str, ...], Row] = {}
    for _, row in table_rows(Source(CHANGES, text), CHANGES_HEADER):
        last[row["roster"], row["key"], row["field"]] = row
    new = [
        row
        for row in rows
        if (there := last.get((row["roster"], row["key"], row["field"]))) is None
        or (there["was"], there["now"]) != (row["was"], row["now"])
    ]
    return with_rows(text, CHANGES_HEADER, (), new)


def not_gone_before(text: str, gone: Iterable[Somebody], roster: str) -> tuple[Somebody, ...]:
    """Those of whom the table of changes does not yet say that they are gone."""
    told = {
        row["key"]
        for _, row in table_rows(Source(CHANGES, text), CHANGES_HEADER)
        if (row["roster"], row["field"]) == (roster, GONE)
    }
    return tuple(one for one in gone if one.key not in told)


def conversations_after(text: str, path: str, counted: Iterable[Conversation]) -> str:
    """The table of conversations with later counts, of which none is ever made smaller.

    Mails of other days than were counted before are added; where days overlap nobody knows which
    are the same, and the larger count stands.
    """
    there = {row["key"]: row for _, row in table_rows(Source(path, text), CONVERSATIONS_HEADER)}
    renewed: list[Row] = []
    new: list[Row] = []
    for one in counted:
        row = {
            "name": one.name, "key": one.key, "sent": str(one.sent), "received": str(one.received),
            "first": str(one.first or ""), "last": str(one.last or ""),
        }  # fmt: skip
        old = there.get(one.key)
        if old is None:
            new.append(row)
        elif old != (now := _together(old, row)):
            renewed.append(now)
    return with_rows(text, CONVERSATIONS_HEADER, ("key",), new, renewed)


def only_the_larger(text: str, path: str, counted: Iterable[Conversation]) -> int:
    """With how many the days overlap with those counted before, so that counts are not added."""
    there = {one.key: one for one in conversations_in(Source(path, text))}
    pairs = [(there[one.key], one) for one in counted if one.key in there]
    return sum(not (_parted(old, one) or _covers(one, old)) for old, one in pairs)


def happenings_after(text: str, path: str, happened: Iterable[Happening]) -> str:
    """The table of happenings with those that are not in it."""
    rows = [
        {"key": one.key, "on": str(one.on), "kind": one.kind, "text": one.text} for one in happened
    ]
    there = {tuple(row.values()) for _, row in table_rows(Source(path, text), HAPPENINGS_HEADER)}
    new = {tuple(row.values()): row for row in rows if tuple(row.values()) not in there}
    return with_rows(text, HAPPENINGS_HEADER, (), list(new.values()))


def with_rows(
    text: str,
    header: Sequence[str],
    by: Sequence[str],
    new: Sequence[Row],
    renewed: Sequence[Row] = (),
) -> str:
    """A table with some rows at its end, and others renewed where they stand, told by `by`."""
    if not new and not renewed:
        return text
    text = text if text.strip() else ",".join(header) + "\n"
    table = csv_rows(text)
    begun = list(table.rows(","))
    names = begun[0][1]
    ends = (*(line - 1 for line, _ in begun[1:]), len(table.lines))
    lines = list(table.lines)
    key = _key_of(names, by)
    fresh = {tuple(row[one] for one in by): row for row in renewed}
    for (line, cells), end in zip(begun[1:], ends[1:], strict=True):
        row = fresh.get(key(cells)) if fresh else None
        if row:
            cells_now = {at: row[name] for at, name in enumerate(names) if name in row}
            raw = "".join(lines[line - 1 : end])
            lines[line - 1 : end] = [spliced_row(raw, cells, cells_now, ","), *[""] * (end - line)]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines.append("\n")
    lines += (
        written_row([row.get(name, "") for name in names], ",", "\n", quoted=False) for row in new
    )
    return "".join(lines)


def _key_of(names: Sequence[str], by: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    places = [names.index(one) if one in names else -1 for one in by]
    return lambda cells: tuple(cells[at] if 0 <= at < len(cells) else "" for at in places)


def _together(old: Row, row: Row) -> Row:
    """A row of the table with what was counted before and what is counted now."""
    before, now = conversation_of(old), conversation_of(row)
    counts = [(before.sent, now.sent), (before.received, now.received)]
    sent, received = map(sum if _parted(before, now) else max, counts)
    begun = [one["first"] for one in (old, row) if one["first"]]
    later = row if row["last"] >= old["last"] else old
    return {
        **later, "sent": str(sent), "received": str(received),
        "first": min(begun, default=""), "last": later["last"],
    }  # fmt: skip


def _parted(old: Conversation, now: Conversation) -> bool:
    """Whether two counts are of days that do not overlap."""
    first, last = (str(now.first or ""), str(now.last or ""))
    begun, ended = (str(old.first or ""), str(old.last or ""))
    return all((first, last, begun, ended)) and (first > ended or last < begun)


def _covers(now: Conversation, old: Conversation) -> bool:
    """Whether a count holds all that an older one may have held."""
    wide = str(now.first or "") <= str(old.first or "") and str(now.last or "") >= str(
        old.last or ""
    )
    return wide and now.sent >= old.sent and now.received >= old.received
