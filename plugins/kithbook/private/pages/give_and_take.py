"""Give and take: promises, thanks and favours both ways; counted, never priced or ranked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.favours import closed_on, closed_since, exchanges, promised_in_month
from kithbook.insight.ledger import Favour, Ledger, Promise
from kithbook.insight.returns import Return
from kithbook.private.links import Links
from kithbook.private.pages.long_lists import first_rows, shown_rows
from kithbook.private.pages.words import When, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.views.made_from import made_from_book

UP = "../"
MOST = 30
MOST_RETURNS = 12
_SECTIONS = (
    ("promised", "Promised by you"),
    ("awaited", "Promised to you"),
    ("thanks", "Thanks owed"),
    ("returns", "Favours to return"),
    ("month", "Promised this month"),
    ("favours", "Favours"),
    ("closed", "Done in the last 90 days"),
)


class PromiseRow(NamedTuple):
    """One promise or favour: with whom, what, its day, and how that day stands."""

    people: tuple[Markup, ...]
    text: Markup
    on: When | None
    state: str
    place: str
    edit: str


def give_and_take_page(books: Ledger, waiting: Sequence[Return], links: Links) -> RenderedPage:
    """The page Give and take."""
    given = exchanges(books)

    def due(one: Promise) -> PromiseRow:
        return _promise(links, one)

    html = fill(
        "give_and_take.html",
        up=UP,
        links=links,
        promised=shown_rows(due, books.promised, MOST),
        awaited=shown_rows(due, books.awaited, MOST),
        thanks=shown_rows(lambda one: _thanks(links, one), books.thanks_owed[::-1], MOST),
        returns=first_rows(waiting, MOST_RETURNS),
        month=shown_rows(due, promised_in_month(books, links.today), MOST),
        favours=first_rows(given, MOST * 2),
        closed=shown_rows(lambda one: _closed(links, one), closed_since(books, links.today), MOST),
        gave=sum(one.gave for one in given),
        got=sum(one.got for one in given),
        empty=not (books.accounts or books.promised or books.awaited or books.closed),
        example=links.today,
    )
    empty = not (books.accounts or books.promised or books.awaited or books.closed)
    heads = () if empty else tuple(Heading(anchor, title) for anchor, title in _SECTIONS)
    return RenderedPage(
        uri="give-and-take/",
        title="Give and take",
        html=html,
        listed=True,
        toc=(Heading("top", "Give and take", 1), *heads),
        search=(SearchEntry("", "Give and take", "Promises, thanks owed, favours to return"),),
        made_from=made_from_book(
            (links.network.people[each.person].path for each in books.accounts), links.today
        ),
    )


def _promise(links: Links, one: Promise) -> PromiseRow:
    """A promise with the day by which it is to be kept, in the words of that day."""
    if one.state == "closed":
        return _closed(links, one)._replace(state="done")
    due = links.when(one.due)
    open_one = "" if one.dated else "without a day"
    return _row(links, one, due, open_one if one.state == "open" else one.state)


def _closed(links: Links, one: Promise) -> PromiseRow:
    return _row(links, one, when(closed_on(one), links.today), "" if one.mine else "by them")


def _row(links: Links, one: Promise, on: When | None, state: str) -> PromiseRow:
    people = tuple(links.link(person) for person in one.people)
    at = one.entry.at
    return PromiseRow(people, links.line(one.entry.text), on, state, _line_of(at), links.edit(at))


def _thanks(links: Links, one: Favour) -> PromiseRow:
    at = one.entry.at
    text, on = links.line(one.entry.text), when(one.entry.day, links.today)
    return PromiseRow((links.link(one.person),), text, on, "", _line_of(at), links.edit(at))


def _line_of(at: object) -> str:
    """The file and the line, without the column."""
    return str(at).rpartition(":")[0]
