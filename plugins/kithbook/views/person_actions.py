"""What can be done about one person from a page: a log line, a rest, a circle, a need, an offer."""

from __future__ import annotations

import shlex
from datetime import date

from kithbook.book.model import Person, Settings
from kithbook.insight.ledger import Promise
from kithbook.text.dates import Span
from kithbook.text.name_links import links_as_names
from kithbook.text.safe import plain
from kithbook.views.page_action import ActionField, Deed, PageAction

LATER = Span(14, "days")
_PHRASES: tuple[tuple[Deed, str, str, str], ...] = (
    ("need", "Add a need", "What they look for", "a fractional CFO"),
    ("offer", "Add an offer", "What they are glad to give", "a room in Lisbon"),
)


def about_person(who: Person, settings: Settings, today: date) -> tuple[PageAction, ...]:
    """All that can be done about one person; about the dead a line can still be written."""
    if who.dead:
        return (logging(who, today, "note"),)
    circles = tuple(name for name, _ in settings.circles)
    return (logging(who, today), snoozing(who, today), *changing(who, circles))


def logging(who: Person, today: date, kind: str = "coffee") -> PageAction:
    """A line for the log of somebody."""
    return PageAction(
        "log",
        "Write it down",
        plain(who.name, 200),
        (who.id,),
        shlex.join(("kith", "log", f"{kind} with {who.id}: what we spoke of")),
        "Once you have been in touch",
        (
            ActionField("kind", "What it was", kind, "choice"),
            ActionField("text", "What you spoke of", must=False),
            ActionField("on", "On which day", str(today), "day"),
        ),
        who.path,
    )


def snoozing(who: Person, today: date) -> PageAction:
    """Somebody left in peace for a while."""
    until = str(today + LATER)
    return PageAction(
        "snooze",
        "Later",
        plain(who.name, 200),
        (who.id,),
        shlex.join(("kith", "snooze", who.id, until)),
        "To see them again in two weeks, or on another day",
        (ActionField("day", "Until", until, "day"),),
        who.path,
    )


def changing(who: Person, circles: tuple[str, ...]) -> tuple[PageAction, ...]:
    """How close somebody is, and what they need or offer."""
    circle = who.circle or next(iter(circles), "")
    close = PageAction(
        "circle",
        "Set the circle",
        plain(who.name, 200),
        (who.id,),
        shlex.join(("kith", "circle", who.id, circle)),
        "How close they are: it says how often you are reminded",
        (ActionField("circle", "Circle", circle, "choice"),),
        who.path,
    )
    return (close, *(_phrase(who, *one) for one in _PHRASES))


def _phrase(who: Person, deed: Deed, title: str, asks: str, example: str) -> PageAction:
    return PageAction(
        deed,
        title,
        plain(who.name, 200),
        (who.id,),
        shlex.join(("kith", deed, who.id, example)),
        fields=(ActionField("text", asks),),
        file=who.path,
    )


def keeping(one: Promise) -> PageAction | None:
    """A promise ticked; None where the book does not say with whom it is."""
    if not one.people:
        return None
    words = plain(links_as_names(one.entry.text))
    return PageAction(
        "done",
        "Done",
        words,
        (one.people[0], words),
        shlex.join(("kith", "done", one.people[0], words)),
        file=one.entry.at.path,
    )
