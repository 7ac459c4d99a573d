"""Today: few people in large names, then what waits."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from kithbook.book.model import Request
from kithbook.insight.channels import Channel
from kithbook.insight.ledger import Favour, Promise
from kithbook.insight.openings import NeedMet
from kithbook.insight.today import Agenda, Birthday, Pick, agenda
from kithbook.introductions.waiting import Wait
from kithbook.private.pages.acts import URI, anchors_of
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.part import Part, part
from kithbook.private.pages.requests import address_of
from kithbook.private.pages.suggested import worth
from kithbook.private.pages.waits import Step, step_of
from kithbook.private.pages.welcome import guide
from kithbook.private.pages.words import When, capital, in_full, sentence, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.dates import Span
from kithbook.text.links import links_as_names
from kithbook.text.words import counted

UP = ""
# What the reasons and the last entry say already is not said twice.
_SAID_BY = {"promise": "promised", "need": "need"}

INBOX = "requests/"
_LATER = Span(14, "days")
_KINDS = {"phone": "call", "email": "email", "signal": "message", "linkedin": "message",
          "mastodon": "message", "web": "message"}  # fmt: skip
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
    done: str
    later: str
    path: str


class Owed(NamedTuple):
    """One promise or favour that waits, with the people it is about."""

    people: tuple[Markup, ...]
    text: Markup
    due: When | None
    state: str


class WaitingAct(NamedTuple):
    """One thing that an introduction waits for, and where it stands on its page."""

    step: Step
    address: str


def front_page(desk: Desk, others: Collection[str] = ()) -> RenderedPage:
    """The first page, Today; `others` are the addresses of the site's other pages."""
    day = agenda(desk.network, desk.today, desk.keep_ups, desk.ledger, desk.needs)
    inbox = INBOX if INBOX in others else "#requests"
    html = fill(
        "front.html",
        up=UP,
        date=f"{_WEEKDAYS[desk.today.weekday()]}, {in_full(desk.today)}",
        iso=desk.today.isoformat(),
        numbers=_numbers(desk, day, inbox),
        next=day.next_in_words,
        more=day.more,
        all_done=day.all_done and not desk.on_file.waits,
        empty=not desk.network.people and not desk.network.unread,
        guide=guide(desk),
        cards=[_card(desk, pick) for pick in day.picks],
        owed=_owed(desk, day),
        birthdays=part(lambda one: _birthday(desk, one), day.birthdays, 8),
        requests=part(lambda one: _request(desk, one), day.requests, 8),
        inbox=inbox if inbox == INBOX else "",
        acts=part(
            partial(_waiting_act, desk, anchors_of(desk.network.introductions)),
            desk.on_file.waits,
            6,
        ),
        worth=part(lambda one: worth(desk, one, UP), desk.suggestions.found, 2),
        needs=part(lambda one: _need(desk, one), day.needs, 6),
        problems=desk.problems,
        errors=desk.errors,
    )
    return RenderedPage(
        uri="",
        title="Today",
        html=html,
        toc=_toc(desk, day),
        search=_search(day),
        dependencies=_files(desk, day),
        scripts=("copy.js",),
        listed=True,
    )


def _numbers(desk: Desk, day: Agenda, inbox: str) -> tuple[tuple[str, str], ...]:
    """What the day holds, each number with the page or part that tells more; no zeros."""
    acts = len({wait.introduction.path for wait in desk.on_file.waits})
    counts = (
        (len(day.picks) + day.more, "person to reach", "people to reach", "keep-in-touch/"),
        (len(day.promises), "promise due", "promises due", "give-and-take/"),
        (acts, "introduction waiting", "introductions waiting", "introductions/"),
        (len(day.requests), "request waiting", "requests waiting", inbox),
    )
    return tuple((counted(number, one, many), href) for number, one, many, href in counts if number)


def _owed(desk: Desk, day: Agenda) -> tuple[tuple[str, str, str, Part[Owed]], ...]:
    def promise(one: Promise) -> Owed:
        return _promise(desk, one)

    newest_thanks = day.thanks_owed[::-1]
    return (
        ("promises", "Promised by you", "promised", part(promise, day.promises, 8)),
        ("awaited", "Promised to you", "awaited", part(promise, day.awaited, 8)),
        ("thanks", "Thanks owed", "thanks", part(lambda one: _thanks(desk, one), newest_thanks, 5)),
    )


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
    kind = _KINDS.get(channel.kind if channel else "", "coffee")
    return Card(
        who=desk.link(pick.person, UP),
        line=place,
        why=reasons,
        state=state,
        last=shown,
        say=say,
        channel=channel,
        done=f"kith log {shlex.quote(f'{kind} with {pick.person}: what we spoke of')}",
        later=f"snooze: {desk.today + _LATER}",
        path=who.path,
    )


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


def _waiting_act(desk: Desk, anchors: Mapping[str, str], wait: Wait) -> WaitingAct:
    return WaitingAct(step_of(desk, wait), f"{URI}#{anchors[wait.introduction.path]}")


def _request(desk: Desk, one: Request) -> dict[str, object]:
    return {
        "sender": links_as_names(one.sender) or "Somebody without a name",
        "why": " ".join((one.why or one.ask or one.wants).split()),
        "received": when(one.received, desk.today) if one.received else None,
        "how_found": " ".join(one.how_found.split()).rstrip("."),
        "address": next(address_of(t, UP) for t in desk.threads if one in t.messages),
        "path": one.path,
        "edit": desk.edit(one.at),
    }


def _toc(desk: Desk, day: Agenda) -> tuple[Heading, ...]:
    sections = (
        ("requests", "Requests waiting", day.requests),
        ("introductions", "Introductions", desk.on_file.waits),
        ("worth", "Worth introducing", desk.suggestions.found),
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
