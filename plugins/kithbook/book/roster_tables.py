"""The tables that imports keep beside the address books: what changed at the source, who wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kithbook.book.roster_places import (
    CHANGES,
    CHANGES_HEADER,
    CONVERSATIONS,
    CONVERSATIONS_HEADER,
    FOLDER,
    table_at,
    table_rows,
)
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.problems import Location
from kithbook.text.source import Source
from kithbook.text.words import fold

_FIELDS = {"title": "role", "organization": "org", "adr": "place"}
"""What a field is called here that a card calls otherwise."""


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a newer export says of somebody's work or place, where an older one said otherwise.

    `field` is `org`, `role`, `place`, or `gone` for who is in the address book no longer. `key` is
    what the source calls them by: the slug of a profile, an e-mail address, an id.
    """

    at: Location
    seen: date
    roster: str
    key: str
    name: str
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages with one other, counted and never quoted: how many each way, the first and last.

    `key` is what finds the other: an e-mail address, or the slug of a profile. `at` is its row in
    a book's table, where it stands in one.
    """

    name: str
    key: str
    sent: int
    received: int
    first: PartialDate | None = None
    last: PartialDate | None = None
    at: Location | None = field(default=None, compare=False)

    @property
    def two_way(self) -> bool:
        """Whether both wrote."""
        return bool(self.sent and self.received)


def read_changes(root: Path) -> tuple[RosterChange, ...]:
    """What imports noted of other work and places; a row without a day is a finding and none."""
    source = table_at(root, CHANGES)
    return tuple(_changes(source)) if source else ()


def read_messages(root: Path) -> tuple[Conversation, ...]:
    """The counted messages of every import, in the order of the files."""
    tables = sorted((root / FOLDER).glob(f"*{CONVERSATIONS}"))
    found = (table_at(root, path.relative_to(root).as_posix()) for path in tables)
    return tuple(one for source in found if source for one in conversations_in(source))


def _changes(source: Source) -> Iterator[RosterChange]:
    for line, row in table_rows(source, CHANGES_HEADER):
        seen = _day(row["seen"])
        if seen and seen.exact:
            field = fold(row["field"])
            yield RosterChange(
                Location(source.path, line), seen.exact, row["roster"], row["key"], row["name"],
                _FIELDS.get(field, field), row["was"], row["now"],
            )  # fmt: skip


def conversations_in(source: Source) -> Iterator[Conversation]:
    """The conversations of a table; a row with a slip in its numbers counts none."""
    for line, row in table_rows(source, CONVERSATIONS_HEADER):
        yield replace(conversation_of(row), at=Location(source.path, line))


def conversation_of(row: Mapping[str, str]) -> Conversation:
    """The conversation that a row of such a table tells of."""
    return Conversation(
        row["name"], row["key"], _number(row["sent"]), _number(row["received"]),
        _day(row["first"]), _day(row["last"]),
    )  # fmt: skip


def _day(text: str) -> PartialDate | None:
    try:
        return parse_date(text) if text.strip() else None
    except DateFault:
        return None


def _number(text: str) -> int:
    return int(text) if text.strip().isascii() and text.strip().isdigit() else 0
