"""Today: what only the owner can do, few people in large names, dates, and doors to the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.channels import Channel, at_hand
from kithbook.insight.inbox import Thread
from kithbook.insight.ledger import Promise
from kithbook.insight.news import News
from kithbook.insight.today import Agenda, Birthday, Pick
from kithbook.introductions.state import Wait
from kithbook.private.links import Links
from kithbook.private.pages.first_steps import FirstStepsView, guide
from kithbook.private.pages.requests import address_of
from kithbook.private.pages.waits import NextStep, step_of
from kithbook.private.pages.words import When, capital, in_full, sentence, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.safe import plain
from kithbook.views.day_view import CHECK, Behind, DayView, Door, Turn
from kithbook.views.introductions_view import IntroductionsView
from kithbook.views.made_from import made_from_book
from kithbook.views.page_action import PageAction
from kithbook.views.person_actions import keeping, logging, snoozing

UP = ""
_KINDS = {"phone": "call", "email": "email", "signal": "message", "linkedin": "message",
          "mastodon": "message", "web": "message"}  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_NEWS = 4
_PAGES: Mapping[Behind, str] = MappingProxyType(
    {
        "reach": "keep-in-touch/",
        "introductions": "introductions/",
        "requests": "requests/",
        "promised": "give-and-take/#promised",
        "thanks": "give-and-take/#thanks",
        "needs": "introductions/#worth",
    }
)


class Card(NamedTuple):
    """One person to reach: who, why now, what to say or what was last, and how."""

    who: Markup
    line: str
    why: tuple[str, ...]
    state: str
    say: str
    last: tuple[When, str, Markup] | None
    channel: Channel | None
    done: PageAction
    later: PageAction


class ShownTurn(NamedTuple):
    """One thing that only the owner can do: what, `about` whom, and the ways to do it."""

    text: Markup | str
    aside: str
    about: str
    step: NextStep | None = None
    done: PageAction | None = None
    address: str = ""
    channel: Channel | None = None


class ShownDate(NamedTuple):
    """One birthday or promise that comes up, with the people it is about."""

    day: When | None
    people: tuple[Markup, ...]
    text: Markup | str


class ShownNews(NamedTuple):
    """What changed with somebody, and a way to write to them about it."""

    who: Markup
    text: str
    channel: Channel | None


class TodayView(NamedTuple):
    """What the first page shows of a day."""

    day: DayView
    on_file: IntroductionsView
    new_book: FirstStepsView


def today_page(view: TodayView, links: Links) -> RenderedPage:
    """The first page, Today."""
    day = view.day.agenda
    html = fill(
        "today.html",
        up=UP,
        links=links,
        date=f"{_WEEKDAYS[links.today.weekday()]}, {in_full(links.today)}",
        day=day,
        all_done=view.day.all_done,
        empty=not links.network.people and not links.network.unread,
        guide=guide(view.new_book, links.today),
        turns=[_turn(links, view.on_file, one) for one in view.day.turns],
        cards=[_card(links, pick) for pick in day.picks],
        dates=[_date(links, one) for one in view.day.dates],
        doors=[_door(one) for one in view.day.doors if one.behind != "news"],
        news=[_news(links, one) for one in day.news],
        first_news=_MOST_NEWS,
        problems=view.new_book.problems,
        errors=sum(one.severity == "error" for one in view.new_book.problems),
    )
    return RenderedPage(
        uri="",
        title="Today",
        html=html,
        toc=tuple(_toc(view.day)),
        search=_search(day),
        made_from=made_from_book(_files(links, day), links.today),
        scripts=("copy.js",),
        listed=True,
    )


def _turn(links: Links, on_file: IntroductionsView, one: Turn) -> ShownTurn:
    aside = sentence(plain(one.aside)) if one.aside else ""
    if isinstance(one.about, Wait) and one.command == CHECK:
        text = sentence(capital(plain(one.text)))
        return ShownTurn(text, "", plain(one.text))
    if isinstance(one.about, Wait):
        step = step_of(links, on_file, one.about)
        return ShownTurn(sentence(step.words), "", plain(one.text), step)
    if isinstance(one.about, Thread):
        text = capital(plain(one.text))
        return ShownTurn(
            text, aside, plain(one.about.request.sender), address=address_of(one.about, UP)
        )
    promise, people = one.about, [links.link(person) for person in one.about.people]
    said = links.line(promise.entry.text)
    due = links.when(promise.due)
    text = Markup("You promised {}: {} {}").format(
        Markup(" and ").join(people),
        said,
        Markup('<span class="kith-state kith-state--due">due {}</span>').format(due),
    )
    return ShownTurn(
        text, aside, said.striptags(), done=keeping(promise), channel=_way(links, one.pick)
    )


def _way(links: Links, pick: Pick | None) -> Channel | None:
    return at_hand(links.network.people[pick.person].reach) if pick else None


def _card(links: Links, pick: Pick) -> Card:
    who, last = links.network.people[pick.person], pick.last
    channel = _way(links, pick)
    kind = _KINDS.get(channel.kind if channel else "", "coffee")
    return Card(
        who=links.link(pick.person),
        line=" \u00b7 ".join(part for part in (who.role, who.org, who.place) if part),
        why=tuple(sentence(reason.text) for reason in pick.reasons),
        state=pick.reasons[0].why if pick.reasons else "",
        say=sentence(pick.openings[0].text) if pick.openings else "",
        last=(when(last.day, links.today), last.kind, links.line(last.text)) if last else None,
        channel=channel,
        done=logging(who, links.today, kind),
        later=snoozing(who, links.today),
    )


def _date(links: Links, one: Birthday | Promise) -> ShownDate:
    if isinstance(one, Promise):
        people = tuple(links.link(person) for person in one.people)
        text = Markup("{} {}").format(
            "you promised" if one.mine else "promised you", links.line(one.entry.text)
        )
        return ShownDate(links.when(one.due), people, text)
    turns = ""
    if one.turns and one.what == "birthday":
        turns = f", {'turned' if one.on < links.today else 'turning'} {one.turns}"
    elif one.turns:
        turns = f", {one.turns} years"
    return ShownDate(links.when(one.on), (links.link(one.person),), f"{one.what}{turns}")


def _news(links: Links, one: News) -> ShownNews:
    who = links.network.people[one.person]
    text = f"{plain(one.text(links.today))}."
    return ShownNews(links.link(one.person), text, at_hand(who.reach))


def _door(one: Door) -> tuple[str, str]:
    return one.words, _PAGES[one.behind]


def _toc(day: DayView) -> Iterator[Heading]:
    yield Heading("top", "Today", 1)
    sections = (
        ("turn", "Your turn", day.turns),
        ("more", "Beside that", day.doors),
        ("dates", "Coming up", day.dates),
        ("changed", "What changed", day.agenda.news),
    )
    yield from (Heading(anchor, title) for anchor, title, items in sections if items)


def _search(day: Agenda) -> tuple[SearchEntry, ...]:
    names = ", ".join(pick.name for pick in day.picks)
    return (SearchEntry("", "Today", str(Markup.escape(capital(names)))),) if names else ()


def _files(links: Links, day: Agenda) -> tuple[str, ...]:
    picks = (links.network.people[pick.person].path for pick in day.picks)
    return tuple(sorted({*picks, *(one.at.path for one in day.news)}))
