"""One address book imported: as it came the first time, merged by field ever after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kithbook.book.contact import Contact
from kithbook.book.roster_places import CARDS
from kithbook.exchange.card_merge import cards_with_others, merged_cards
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.roster_cards import RosterCards, roster_cards
from kithbook.exchange.roster_table import RosterTable, roster_table
from kithbook.exchange.same_people import Apart, Somebody
from kithbook.exchange.table_merge import merged_table, table_with_rows_of
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.source import Source


@dataclass(frozen=True, slots=True)
class ReadBook:
    """An address book as it is merged: its text, a table or cards, and who stands in it."""

    text: str
    content: RosterTable | RosterCards
    people: tuple[Somebody, ...]
    contacts: tuple[Contact | None, ...]


def read_book(source: Source) -> ReadBook:
    """An address book; refused where nobody can tell its columns."""
    if source.path.lower().endswith(CARDS):
        found = roster_cards(source)
        known = tuple(one.known for one in found.cards)
        return ReadBook(source.text, found, known, tuple(one.contact for one in found.cards))
    table = roster_table(source)
    if table is None:
        raise Refused(
            Location(source.path),
            "No row of column names is found in it any more, so nothing can be merged into it",
            "Put the names of the columns back into one row, or move the file away",
        )
    return ReadBook(source.text, table, table.people, table.contacts)


def unchanged(ours: str, came: ReadBook) -> RosterMerge:
    """A merge with what the source said last, too: the owner's text as it is."""
    again = {at: at for at in range(len(came.people))}
    return RosterMerge(ours, same=sum(bool(one.called) for one in came.people), again=again)


def merged_book(
    base: ReadBook | None, ours: ReadBook | None, came: ReadBook, apart: Apart = frozenset()
) -> RosterMerge:
    """What the owner's text becomes, and how; without one, that which came.

    Whoever deleted a whole address book and imports it begins anew.
    """
    if ours is None:
        return RosterMerge(came.text, new=tuple(one for one in came.people if one.called))
    merge = _merged(base, ours, came, apart)
    return merge if merge.text != ours.text else replace(merge, text=ours.text)


def remembered(base: ReadBook | None, came: ReadBook, merge: RosterMerge) -> str:
    """What is kept as the last import: the export, and whom the one before had and it has not.

    So what the owner took out or changed of them is known when they come again.
    """
    there = set(merge.again.values())
    gone = [
        at for at, one in enumerate(base.people if base else ()) if one.called and at not in there
    ]
    if not gone or base is None:
        return came.text
    if isinstance(came.content, RosterCards) and isinstance(base.content, RosterCards):
        return cards_with_others(came.content, base.content, gone)
    assert isinstance(came.content, RosterTable)  # noqa: S101 - they have one name
    assert isinstance(base.content, RosterTable)  # noqa: S101 - likewise
    return table_with_rows_of(came.content, base.content, gone)


def _merged(base: ReadBook | None, ours: ReadBook, theirs: ReadBook, apart: Apart) -> RosterMerge:
    there = base.content if base else None
    if isinstance(ours.content, RosterCards) and isinstance(theirs.content, RosterCards):
        before = there if isinstance(there, RosterCards) else None
        return merged_cards(before, ours.content, theirs.content, apart)
    assert isinstance(ours.content, RosterTable)  # noqa: S101 - they have one name
    assert isinstance(theirs.content, RosterTable)  # noqa: S101 - likewise
    earlier = there if isinstance(there, RosterTable) else None
    return merged_table(earlier, ours.content, theirs.content, apart)
