"""Today: few people in large names, then what waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from kithbook.book.request import Request
from kithbook.insight.channels import Channel
from kithbook.insight.inbox import Thread
from kithbook.insight.ledger import Favour, Promise
from kithbook.insight.today import Agenda, Pick
from kithbook.introductions.state import Wait
from kithbook.private.links import Links
from kithbook.private.pages.first_steps import FirstStepsView, guide
from kithbook.private.pages.introduction_card import URI, anchors_of
from kithbook.private.pages.long_lists import ShownRows, first_rows, shown_rows
from kithbook.private.pages.requests import address_of
from kithbook.private.pages.suggested import worth
from kithbook.private.pages.waits import NextStep, step_of
from kithbook.private.pages.words import When, capital, in_full, sentence, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.suggestions.suggestion import Suggestions
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted
from kithbook.views.introductions_view import IntroductionsView
from kithbook.views.made_from import made_from_book
from kithbook.views.page_action import PageAction
from kithbook.views.person_actions import keeping, logging, snoozing

UP = ""
_GIVE = "give-and-take/"
# What the reasons and the last entry say already is not said twice.
_SAID_BY = {"promise": "promised", "need": "need"}

INBOX = "requests/"
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
    done: PageAction
    later: PageAction


class Owed(NamedTuple):
    """One promise or favour that waits, with the people it is about."""

    people: tuple[Markup, ...]
    text: Markup
    due: When | None
    state: str
    keep: PageAction | None = None


class TodayView(NamedTuple):
    """What the first page shows of a day."""

    agenda: Agenda
    on_file: IntroductionsView
    suggestions: Suggestions
    threads: Sequence[Thread]
    new_book: FirstStepsView


def today_page(view: TodayView, links: Links, others: Collection[str] = ()) -> RenderedPage:
    """The first page, Today; `others` are the addresses of the site's other pages."""
    day, on_file = view.agenda, view.on_file
    inbox = INBOX if INBOX in others else "#requests"
    html = fill(
        "today.html",
        up=UP,
        links=links,
        date=f"{_WEEKDAYS[links.today.weekday()]}, {in_full(links.today)}",
        numbers=_numbers(day, on_file, inbox),
        day=day,
        all_done=day.all_done and not on_file.waits,
        empty=not links.network.people and not links.network.unread,
        guide=guide(view.new_book, links.today),
        cards=[_card(links, pick) for pick in day.picks],
        owed=_owed(links, day),
        birthdays=first_rows(day.birthdays, 8),
        requests=shown_rows(lambda one: _request(links, view.threads, one), day.requests, 8),
        inbox=inbox if inbox == INBOX else "",
        acts=shown_rows(
            partial(_waiting_act, links, on_file, anchors_of(links.network.introductions)),
            on_file.waits,
            6,
        ),
        worth=shown_rows(lambda one: worth(links, one), view.suggestions.found, 2),
        needs=first_rows(day.needs, 6),
        problems=view.new_book.problems,
        errors=sum(one.severity == "error" for one in view.new_book.problems),
    )
    return RenderedPage(
        uri="",
        title="Today",
        html=html,
        toc=_toc(view),
        search=_search(day),
        made_from=made_from_book(_files(links, day), links.today),
        scripts=("copy.js",),
        listed=True,
    )


def _numbers(day: Agenda, on_file: IntroductionsView, inbox: str) -> tuple[tuple[str, str], ...]:
    """What the day holds, each number with the page or part that tells more; no zeros."""
    acts = len({wait.introduction.path for wait in on_file.waits})
    counts = (
        (len(day.picks) + day.more, "person to reach", "people to reach", "keep-in-touch/"),
        (sum(p.state != "open" for p in day.promises), "promise due", "promises due", _GIVE),
        (acts, "introduction waiting", "introductions waiting", "introductions/"),
        (len(day.requests), "request waiting", "requests waiting", inbox),
    )
    return tuple((counted(number, one, many), href) for number, one, many, href in counts if number)


def _owed(links: Links, day: Agenda) -> tuple[tuple[str, str, str, ShownRows[Owed]], ...]:
    def promise(one: Promise) -> Owed:
        return _promise(links, one)

    newest_thanks = day.thanks_owed[::-1]
    return (
        ("promises", "Promised by you", "promised", shown_rows(promise, day.promises, 8)),
        ("awaited", "Promised to you", "awaited", shown_rows(promise, day.awaited, 8)),
        (
            "thanks",
            "Thanks owed",
            "thanks",
            shown_rows(lambda one: _thanks(links, one), newest_thanks, 5),
        ),
    )


def _card(links: Links, pick: Pick) -> Card:
    who = links.network.people[pick.person]
    last = pick.last
    reasons = tuple(sentence(reason.text) for reason in pick.reasons)
    said = {_SAID_BY.get(reason.why, "") for reason in pick.reasons} | {"last"}
    say = tuple(sentence(one.text) for one in pick.openings if one.about not in said)
    place = " \u00b7 ".join(part for part in (who.role, who.org, who.place) if part)
    shown = (when(last.day, links.today), last.kind, links.line(last.text)) if last else None
    channel = pick.channel if pick.channel and pick.channel.kind != "address" else None
    state = pick.reasons[0].why if pick.reasons else ""
    kind = _KINDS.get(channel.kind if channel else "", "coffee")
    return Card(
        who=links.link(pick.person),
        line=place,
        why=reasons,
        state=state,
        last=shown,
        say=say,
        channel=channel,
        done=logging(who, links.today, kind),
        later=snoozing(who, links.today),
    )


def _promise(links: Links, one: Promise) -> Owed:
    people = tuple(links.link(person) for person in one.people)
    due = links.when(one.due)
    state = one.state if one.dated or one.due else "without a day"
    return Owed(people, links.line(one.entry.text), due, state, keeping(one))


def _thanks(links: Links, one: Favour) -> Owed:
    who = (links.link(one.person),)
    return Owed(who, links.line(one.entry.text), when(one.entry.day, links.today), "")


def _waiting_act(
    links: Links, on_file: IntroductionsView, anchors: Mapping[str, str], wait: Wait
) -> tuple[NextStep, str]:
    return step_of(links, on_file, wait), f"{URI}#{anchors[wait.introduction.path]}"


def _request(links: Links, threads: Sequence[Thread], one: Request) -> dict[str, object]:
    return {
        "sender": links_as_names(one.sender) or "Somebody without a name",
        "why": " ".join((one.why or one.ask or one.wants).split()),
        "received": links.when(one.received),
        "how_found": " ".join(one.how_found.split()).rstrip("."),
        "address": next(address_of(t, UP) for t in threads if one in t.messages),
        "path": one.path,
        "edit": links.edit(one.at),
    }


def _toc(view: TodayView) -> tuple[Heading, ...]:
    day = view.agenda
    sections = (
        ("requests", "Requests waiting", day.requests),
        ("introductions", "Introductions", view.on_file.waits),
        ("worth", "Worth introducing", view.suggestions.found),
        ("promises", "Promised by you", day.promises),
        ("awaited", "Promised to you", day.awaited),
        ("thanks", "Thanks owed", day.thanks_owed),
        ("birthdays", day.days_title, day.birthdays),
        ("needs", "Who could help whom", day.needs),
    )
    shown = (Heading(anchor, title) for anchor, title, items in sections if items)
    return (Heading("top", "Today", 1), *shown)


def _search(day: Agenda) -> tuple[SearchEntry, ...]:
    names = ", ".join(pick.name for pick in day.picks)
    return (SearchEntry("", "Today", str(Markup.escape(capital(names)))),) if names else ()


def _files(links: Links, day: Agenda) -> tuple[str, ...]:
    return tuple(sorted(links.network.people[pick.person].path for pick in day.picks))
