"""What stands on a person's card: four tiles, how we met, and small facts with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kithbook.book.consent import Consent
from kithbook.book.model import Ask, Met, Person, Settings
from kithbook.insight.days import ago, on_date, on_day, written
from kithbook.insight.keepup import KeepUp, cadence_of
from kithbook.insight.ledger import Account
from kithbook.insight.timeline import Moment
from kithbook.private.pages.words import capital, in_full
from kithbook.text.words import counted, listed
from kithbook.views.person_view import PersonView

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


class Tile(NamedTuple):
    """One tile: its label, a few large words, small words beneath, and the state they tell."""

    label: str
    large: str
    small: str
    state: str = ""


def tiles(view: PersonView, settings: Settings, today: date) -> tuple[Tile, Tile, Tile, Tile]:
    """The four tiles, always all of them, in their order."""
    small = circle_line(view.who, settings) or "no circle is set"
    return (
        _last(view.keep_up, today),
        _waiting(view.account),
        _next(view.keep_up, small, today),
        _history(view.moments, today),
    )


def _last(one: KeepUp, today: date) -> Tile:
    if one.last is None:
        return Tile("Last contact", "Not yet", "no contact is written down")
    day = one.last.day
    return Tile("Last contact", capital(ago(day, today)), f"{one.last.kind}, {in_full(day)}")


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


def _next(one: KeepUp, small: str, today: date) -> Tile:
    if one.state == "snoozed" and one.until:
        return Tile("Next", capital(on_day(one.until, today)), f"snoozed until then; {small}")
    if one.due is None:
        return Tile("Next", capital(one.words), small)
    about = "estimated; " if one.estimated else ""
    if one.now:
        words = "Now" if one.counted == "nothing" else capital(one.words)
        return Tile("Next", words, f"since {in_full(one.due)}; {about}{small}", "due")
    state = "soon" if one.state == "due soon" else ""
    return Tile("Next", capital(on_day(one.due, today)), f"{about}{small}", state)


def _history(moments: tuple[Moment, ...], today: date) -> Tile:
    past = [moment.entry for moment in moments if not moment.ahead]
    if not past:
        return Tile("History", "Begins here", "nothing is in the log yet")
    contacts = sum(entry.is_contact(today) for entry in past)
    since = f"since {past[-1].on.year}" if past[-1].on.year else ""
    large = "Once in touch" if contacts == 1 else f"{contacts:,} times in touch"
    return Tile("History", large, f"{counted(len(past), 'entry', 'entries')} {since}".strip())


def line_of(who: Person) -> str:
    """Role, organisation and place in one line."""
    work = ", ".join(part for part in (who.role, who.org) if part)
    return " \u00b7 ".join(part for part in (work, who.place) if part)


def circle_line(who: Person, settings: Settings) -> str:
    """The circle and the cadence: `close, every 6 weeks`."""
    cadence = cadence_of(who, settings)
    parts = [who.circle or "", f"every {cadence}" if cadence else ""]
    return ", ".join(part for part in parts if part)


def facts(who: Person, settings: Settings, today: date) -> tuple[tuple[str, str], ...]:
    """Small facts with their labels, those that are written down."""
    return tuple((label, text) for label, text in _facts(who, settings, today) if text)


def met_sentence(met: Met, today: date) -> str:
    """When and where we met, as far as that is written down."""
    parts = [f"Met {on_date(met.on, today)}" if met.on else "Met" if met.where else "", met.where]
    return ", ".join(part for part in parts if part)


def _ask_line(ask: Ask) -> str:
    """What this person wants before being introduced."""
    often = f", at most {ask.per_quarter} a quarter" if ask.per_quarter is not None else ""
    return _ASK[ask.policy] + often if ask != Ask() else ""


def _facts(who: Person, settings: Settings, today: date) -> Iterator[tuple[str, str]]:
    yield "Also called", listed(who.aliases, "or")
    yield "Circle", circle_line(who, settings)
    yield "Birthday", written(who.born, today) if who.born else ""
    yield "Speaks", listed(who.languages, "and")
    yield "Likes", listed((interest.text for interest in who.interests), "and")
    yield "Vouch", _VOUCH.get(who.vouch or "", "")
    yield "Introductions", _ask_line(who.ask)
    yield "May be shown", _consent(who.consent, today)
    yield "Tags", ", ".join(who.tags)


def _consent(given: Consent | None, today: date) -> str:
    if given is None:
        return ""
    shows = listed(given.shows, "and") or "nothing"
    on = f", agreed {on_date(given.on, today)}" if given.on else ""
    by = f" by {given.by}" if given.by else ""
    ended = "" if given.holds(today) else " (does not hold today)"
    return f"{shows}{on}{by}{ended}"
