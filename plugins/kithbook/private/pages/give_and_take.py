"""Give and take: promises, thanks and favours both ways; counted, never priced or ranked."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from kithbook.insight.favours import Exchange, closed_on, closed_since, exchanges, promised_in_month
from kithbook.insight.ledger import Favour, Promise
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.part import part
from kithbook.private.pages.returning import back
from kithbook.private.pages.words import When, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill

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


class Row(NamedTuple):
    """One promise or favour: with whom, what, its day, and how that day stands."""

    people: tuple[Markup, ...]
    text: Markup
    on: When | None
    state: str
    place: str
    edit: str


class FavourRow(NamedTuple):
    """The favours with one person."""

    who: Markup
    gave: int
    got: int
    last: When


def give_and_take_page(desk: Desk) -> RenderedPage:
    """The page Give and take."""
    books = desk.ledger
    given = exchanges(books)

    def due(one: Promise) -> Row:
        return _promise(desk, one)

    html = fill(
        "give_and_take.html",
        up=UP,
        promised=part(due, books.promised, MOST),
        awaited=part(due, books.awaited, MOST),
        thanks=part(lambda one: _thanks(desk, one), books.thanks_owed[::-1], MOST),
        returns=part(lambda one: back(desk, one, UP), desk.returns, MOST_RETURNS),
        month=part(due, promised_in_month(books, desk.today), MOST),
        favours=part(lambda one: _exchange(desk, one), given, MOST * 2),
        closed=part(lambda one: _closed(desk, one), closed_since(books, desk.today), MOST),
        gave=sum(one.gave for one in given),
        got=sum(one.got for one in given),
        empty=not (books.accounts or books.promised or books.awaited or books.closed),
        example=desk.today,
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
        dependencies=tuple(desk.network.people[each.person].path for each in books.accounts),
    )


def _promise(desk: Desk, one: Promise) -> Row:
    """A promise with the day by which it is to be kept, in the words of that day."""
    if one.state == "closed":
        return _closed(desk, one)._replace(state="done")
    due = when(one.due, desk.today) if one.due else None
    return _row(desk, one, due, "" if one.state == "open" else one.state)


def _closed(desk: Desk, one: Promise) -> Row:
    return _row(desk, one, when(closed_on(one), desk.today), "" if one.mine else "by them")


def _row(desk: Desk, one: Promise, on: When | None, state: str) -> Row:
    people = tuple(desk.link(person, UP) for person in one.people)
    at = one.entry.at
    return Row(people, desk.line(one.entry.text, UP), on, state, _line_of(at), desk.edit(at))


def _thanks(desk: Desk, one: Favour) -> Row:
    at = one.entry.at
    text, on = desk.line(one.entry.text, UP), when(one.entry.day, desk.today)
    return Row((desk.link(one.person, UP),), text, on, "", _line_of(at), desk.edit(at))


def _exchange(desk: Desk, one: Exchange) -> FavourRow:
    last = when(one.last, desk.today)
    return FavourRow(desk.link(one.person, UP), one.gave, one.got, last)


def _line_of(at: object) -> str:
    """The file and the line, without the column."""
    return str(at).rpartition(":")[0]
