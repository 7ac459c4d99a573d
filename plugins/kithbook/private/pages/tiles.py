"""The four tiles on a person's card: last contact, waiting on, next, history."""

from __future__ import annotations

from typing import NamedTuple

from kithbook.book.model import Person
from kithbook.insight.days import ago, on_day
from kithbook.insight.keepup import KeepUp
from kithbook.insight.ledger import Account
from kithbook.insight.timeline import Moment
from kithbook.private.pages.about import circle_line
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.words import capital, in_full
from kithbook.text.words import counted


class Tile(NamedTuple):
    """One tile: its label, a few large words, small words beneath, and the state they tell."""

    label: str
    large: str
    small: str
    state: str = ""


def tiles(
    desk: Desk, who: Person, moments: tuple[Moment, ...], books: Account
) -> tuple[Tile, Tile, Tile, Tile]:
    """The four tiles, always all of them, in their order."""
    one = desk.standing[who.id]
    return (_last(desk, one), _waiting(books), _next(desk, who, one), _history(desk, moments))


def _last(desk: Desk, one: KeepUp) -> Tile:
    if one.last is None:
        return Tile("Last contact", "Not yet", "no contact is written down")
    day = one.last.day
    return Tile("Last contact", capital(ago(day, desk.today)), f"{one.last.kind}, {in_full(day)}")


def _waiting(books: Account) -> Tile:
    mine, theirs, thanks = len(books.promised), len(books.awaited), len(books.thanks_owed)
    parts = [
        counted(mine, "promise") + " of yours" if mine else "",
        counted(theirs, "promise") + " of theirs" if theirs else "",
        counted(thanks, "thank-you") if thanks else "",
    ]
    said = [part for part in parts if part]
    if not said:
        return Tile("Waiting on", "Nothing", "no promise is open")
    large = "You" if mine or thanks else "Them"
    due = any(promise.now for promise in (*books.promised, *books.awaited))
    return Tile("Waiting on", large, ", ".join(said), "due" if due else "waiting")


def _next(desk: Desk, who: Person, one: KeepUp) -> Tile:
    small = circle_line(desk, who) or "no circle is set"
    if one.state == "snoozed" and one.until:
        return Tile("Next", capital(on_day(one.until, desk.today)), f"snoozed until then; {small}")
    if one.due is None:
        return Tile("Next", capital(one.words), small)
    about = "estimated; " if one.estimated else ""
    if one.now:
        words = "Now" if one.counted == "nothing" else capital(one.words)
        return Tile("Next", words, f"since {in_full(one.due)}; {about}{small}", "due")
    state = "soon" if one.state == "due soon" else ""
    return Tile("Next", capital(on_day(one.due, desk.today)), f"{about}{small}", state)


def _history(desk: Desk, moments: tuple[Moment, ...]) -> Tile:
    past = [moment.entry for moment in moments if not moment.ahead]
    if not past:
        return Tile("History", "Begins here", "nothing is in the log yet")
    contacts = sum(entry.is_contact(desk.today) for entry in past)
    since = f"since {past[-1].on.year}" if past[-1].on.year else ""
    large = "Once in touch" if contacts == 1 else f"{contacts:,} times in touch"
    return Tile("History", large, f"{counted(len(past), 'entry', 'entries')} {since}".strip())
