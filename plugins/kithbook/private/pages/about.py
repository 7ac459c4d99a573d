"""What stands about a person in the book, as short lines for the card."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from kithbook.book.model import Ask, Person
from kithbook.insight.days import on_date, written
from kithbook.insight.keepup import cadence_of
from kithbook.private.pages.desk import Desk
from kithbook.text.dates import PartialDate
from kithbook.text.words import listed

_VOUCH = {
    "gladly": "I vouch for them gladly",
    "carefully": "I vouch for them, with care",
    "no": "I would not put my name on an introduction",
}
_ASK = {
    "ask": "ask before introducing",
    "just-send": "introductions may be sent without asking",
    "never": "no introductions",
}


def line_of(who: Person) -> str:
    """Role, organisation and place in one line."""
    work = ", ".join(part for part in (who.role, who.org) if part)
    return " \u00b7 ".join(part for part in (work, who.place) if part)


def circle_line(desk: Desk, who: Person) -> str:
    """The circle and the cadence: `close, every 6 weeks`."""
    cadence = cadence_of(who, desk.network.settings)
    parts = [who.circle or "", f"every {cadence}" if cadence else ""]
    return ", ".join(part for part in parts if part)


def facts(desk: Desk, who: Person) -> tuple[tuple[str, str], ...]:
    """Small facts with their labels, those that are written down."""
    return tuple((label, text) for label, text in _facts(desk, who) if text)


def met_sentence(desk: Desk, who: Person, up: str) -> tuple[str, Markup | None, str]:
    """When and where we met, through whom, and how."""
    met = who.met
    parts = [f"Met {on_date(met.on, desk.today)}" if met.on else "Met" if met.where else ""]
    parts += [met.where]
    through = desk.linked(met.through, up) if met.through else None
    return (", ".join(part for part in parts if part), through, met.how)


def ask_line(ask: Ask) -> str:
    """What this person wants before being introduced."""
    often = f", at most {ask.per_quarter} a quarter" if ask.per_quarter is not None else ""
    return _ASK[ask.policy] + often if ask != Ask() else ""


def _facts(desk: Desk, who: Person) -> Iterator[tuple[str, str]]:
    yield "Also called", listed(who.aliases, "or")
    yield "Circle", circle_line(desk, who)
    yield "Birthday", written(who.born, desk.today) if who.born else ""
    yield "Speaks", listed(who.languages, "and")
    yield "Likes", listed((interest.text for interest in who.interests), "and")
    yield "Vouch", _VOUCH.get(who.vouch or "", "")
    yield "Introductions", ask_line(who.ask)
    yield "May be shown", _consent(desk, who)
    yield "Tags", ", ".join(who.tags)


def _consent(desk: Desk, who: Person) -> str:
    given = who.consent
    if given is None:
        return ""
    shows = listed(given.shows, "and") or "nothing"
    on = f", agreed {on_date(given.on, desk.today)}" if given.on else ""
    by = f" by {given.by}" if given.by else ""
    ended = "" if given.holds(desk.today) else " (does not hold today)"
    return f"{shows}{on}{by}{ended}"


def day_of(when: PartialDate | None, desk: Desk) -> str:
    """A partial date in words, or nothing."""
    return written(when, desk.today) if when else ""
