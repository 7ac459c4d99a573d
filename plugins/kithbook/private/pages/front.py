"""Today: few people in large names, then what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from kithbook.book.model import Request
from kithbook.insight.channels import Channel
from kithbook.insight.ledger import Favour, Promise
from kithbook.insight.needs import NeedMet
from kithbook.insight.openings import plain
from kithbook.insight.today import Agenda, Birthday, Pick, agenda
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.words import When, capital, in_full, sentence, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill

UP = ""
# What the reasons and the last entry say already is not said twice.
_SAID_BY = {"promise": "promised", "need": "need"}

T = TypeVar("T")
Row = TypeVar("Row")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Card(NamedTuple):
    """One person to reach: who, why now, what was last, what to say, and how."""

    who: Markup
    line: str
    why: tuple[str, ...]
    state: str
    last: tuple[When, str, Markup] | None
    say: tuple[str, ...]
    channel: Channel | None


class Owed(NamedTuple):
    """One promise or favour that waits, with the people it is about."""

    people: tuple[Markup, ...]
    text: Markup
    due: When | None
    state: str


def front_page(desk: Desk) -> RenderedPage:
    """The first page, Today."""
    day = agenda(desk.network, desk.today)
    newest_thanks = day.thanks_owed[::-1]
    html = fill(
        "front.html",
        up=UP,
        date=f"{_WEEKDAYS[desk.today.weekday()]}, {in_full(desk.today)}",
        iso=desk.today.isoformat(),
        next=day.next_in_words,
        more=day.more,
        all_done=day.all_done,
        empty=not desk.network.people and not desk.network.unread,
        cards=[_card(desk, pick) for pick in day.picks],
        owed=(
            ("promises", "Promised by you", _some(_promise, desk, day.promises, 8)),
            ("awaited", "Promised to you", _some(_promise, desk, day.awaited, 8)),
            ("thanks", "Thanks owed", _some(_thanks, desk, newest_thanks, 5)),
        ),
        birthdays=_some(_birthday, desk, day.birthdays, 8),
        requests=_some(_request, desk, day.requests, 12),
        needs=_some(_need, desk, day.needs, 8),
        problems=desk.problems,
        errors=desk.errors,
    )
    return RenderedPage(
        uri="",
        title="Today",
        html=html,
        toc=_toc(day),
        search=_search(day),
        dependencies=_files(desk, day),
        listed=True,
    )


def _some(
    show: Callable[[Desk, T], Row], desk: Desk, items: Sequence[T], most: int
) -> tuple[list[Row], int]:
    """The first items as they are shown, and how many are left out."""
    return [show(desk, item) for item in items[:most]], max(0, len(items) - most)


def _card(desk: Desk, pick: Pick) -> Card:
    who = desk.network.people[pick.person]
    last = pick.last
    reasons = tuple(sentence(reason.text) for reason in pick.reasons)
    said = {_SAID_BY.get(reason.why, "") for reason in pick.reasons} | {"last"}
    say = tuple(sentence(one.text) for one in pick.openings if one.about not in said)
    place = " \u00b7 ".join(part for part in (who.role, who.org, who.place) if part)
    shown = (when(last.day, desk.today), last.kind, desk.line(last.text, UP)) if last else None
    channel = pick.channel if pick.channel and pick.channel.kind != "address" else None
    state = pick.reasons[0].why if pick.reasons else ""
    return Card(desk.link(pick.person, UP), place, reasons, state, shown, say, channel)


def _promise(desk: Desk, one: Promise) -> Owed:
    people = tuple(desk.link(person, UP) for person in one.people)
    due = when(one.due, desk.today) if one.due else None
    return Owed(people, desk.line(one.entry.text, UP), due, one.state)


def _thanks(desk: Desk, one: Favour) -> Owed:
    who = (desk.link(one.person, UP),)
    return Owed(who, desk.line(one.entry.text, UP), when(one.entry.day, desk.today), "")


def _birthday(desk: Desk, one: Birthday) -> tuple[Markup, When, int | None]:
    return desk.link(one.person, UP), when(one.on, desk.today), one.turns


def _need(desk: Desk, one: NeedMet) -> tuple[Markup, str, Markup, str, str]:
    who, by = desk.link(one.person, UP), desk.link(one.by, UP)
    return who, one.need.text, by, one.how, one.phrase.text


def _request(desk: Desk, one: Request) -> dict[str, object]:
    return {
        "sender": plain(one.sender) or "Somebody without a name",
        "why": " ".join((one.why or one.ask or one.wants).split()),
        "received": when(one.received, desk.today) if one.received else None,
        "how_found": " ".join(one.how_found.split()).rstrip("."),
        "path": one.path,
        "edit": desk.edit(one.at),
    }


def _toc(day: Agenda) -> tuple[Heading, ...]:
    sections = (
        ("requests", "Requests waiting", day.requests),
        ("promises", "Promised by you", day.promises),
        ("awaited", "Promised to you", day.awaited),
        ("thanks", "Thanks owed", day.thanks_owed),
        ("birthdays", "Birthdays", day.birthdays),
        ("needs", "Who could help whom", day.needs),
    )
    shown = (Heading(anchor, title) for anchor, title, items in sections if items)
    return (Heading("top", "Today", 1), *shown)


def _search(day: Agenda) -> tuple[SearchEntry, ...]:
    names = ", ".join(pick.name for pick in day.picks)
    return (SearchEntry("", "Today", str(Markup.escape(capital(names)))),) if names else ()


def _files(desk: Desk, day: Agenda) -> tuple[str, ...]:
    return tuple(sorted(desk.network.people[pick.person].path for pick in day.picks))
