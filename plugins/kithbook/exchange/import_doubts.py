"""Why an export may belong to another address book than the one it goes to, or be an old one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from kithbook.book.contact import Contact
from kithbook.exchange.imported import Imported
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.roster_import import ReadBook
from kithbook.exchange.which_roster import OWN_NAMES
from kithbook.text.words import fold

_FEW = 3
"""Fewer than so many tell nothing."""


def export_doubt(
    one: Imported,
    path: str,
    merge: RosterMerge,
    base: ReadBook | None,
    came: ReadBook,
    there: Iterable[Contact],
) -> str:
    """What speaks against taking an export into a roster, with what to type then; else nothing.

    `base` is what came last, None for the first time; `there` are the contacts of the book.
    """
    if base:
        return _older(base, came) or _of_strangers(path, merge)
    return _in_another(one, path, came, there) if one.kind in OWN_NAMES else ""


def _older(base: ReadBook, came: ReadBook) -> str:
    """That an export is older than the last one, by the newest connection in each."""
    now, last = _newest(came), _newest(base)
    if now is None or last is None or now >= last:
        return ""
    return (
        f"it is older than the last import: its newest connection is of {now}, and that one's of "
        f"{last}; what has changed since would change back"
    )


def _newest(book: ReadBook) -> date | None:
    days = (one.connected for one in book.contacts if one and one.connected)
    told = max(((day.year or 0, day.month or 0, day.day or 0) for day in days), default=(0, 0, 0))
    return date(*told) if all(told) else None


def _of_strangers(path: str, merge: RosterMerge) -> str:
    """That nobody of it was in the roster, where many came and many went."""
    if merge.same or merge.changed or min(len(merge.new), len(merge.gone)) < _FEW:
        return ""
    return f"nobody of it was in {path} before; if it is another address book: --into NAME"


def _in_another(one: Imported, path: str, came: ReadBook, there: Iterable[Contact]) -> str:
    """That most of a new roster are in another one of the same kind."""
    names = {fold(who.called) for who in came.people if who.called}
    known: dict[str, set[str]] = {}
    for contact in there:
        for at in contact.places:
            if at.path != path and at.path.endswith(one.ending):
                known.setdefault(at.path, set()).add(fold(contact.name))
    shared = {where: len(names & some) for where, some in known.items()}
    where = max(shared, key=shared.__getitem__, default="")
    if not where or shared[where] < max(_FEW, len(names) / 2):
        return ""
    then = f"if it is its next export: --into {PurePosixPath(where).stem}"
    return f"{shared[where]:,} of {len(names):,} are in {where} by name; {then}"
