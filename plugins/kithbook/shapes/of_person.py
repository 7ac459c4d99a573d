"""What is held on a person, before a call and before a trip."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.channels import preferred
from kithbook.insight.keepup import keep_up
from kithbook.insight.openings import Opening
from kithbook.insight.returns import Return
from kithbook.shapes import pieces
from kithbook.shapes.pieces import Shape
from kithbook.views.person_view import PersonView

ENTRIES = 5
"""So many of the newest entries are told before a call."""


def about_shape(view: PersonView, day: date) -> Shape:
    """Everything held on one person."""
    books = view.account
    return {
        "today": str(day),
        "person": pieces.person(view.who),
        "keep_up": pieces.keep_up(view.keep_up, day),
        "promised": [pieces.promise(each) for each in books.promised],
        "awaited": [pieces.promise(each) for each in books.awaited],
        "favours": [pieces.favour(each) for each in (*books.gave, *books.got)],
        "thanks_owed": [pieces.favour(each) for each in books.thanks_owed],
        "entries": [pieces.entry(moment.entry) for moment in view.moments],
        "ties": [
            {
                "other": pieces.mention(tie.other),
                "kind": tie.kind,
                "source": tie.source,
                "at": pieces.place(tie.at),
            }
            for tie in view.ties
        ],
        "through": list(view.chain),
        "brought": [{"id": each.person, "depth": each.depth} for each in view.brought],
        "introductions": [each.path for each in view.introductions],
        "mentions": [{"text": each.text, "at": pieces.place(each.at)} for each in view.mentions],
        "rosters": [{"name": each.name, "at": pieces.place(each.at)} for each in view.contacts],
    }


def brief_shape(
    network: Network, view: PersonView, say_these: Iterable[Opening], day: date
) -> Shape:
    """What to know before a call."""
    one, books = view.who, view.account
    return {
        "today": str(day),
        "person": {
            **pieces.who(network, one.id),
            "role": one.role,
            "org": one.org,
            "place": one.place,
        },
        "met": pieces.met(one),
        "keep_up": pieces.keep_up(view.keep_up, day),
        "channel": pieces.channel(next(iter(view.channels), None)),
        "promised": [pieces.promise(each) for each in books.promised],
        "awaited": [pieces.promise(each) for each in books.awaited],
        "thanks_owed": [pieces.favour(each) for each in books.thanks_owed],
        "needs": [pieces.phrase(each) for each in view.needs],
        "before_asking": view.before_asking or None,
        "in_return": _return_shape(view.to_return) if view.to_return else None,
        "say": [pieces.opening(each) for each in say_these],
        "entries": [pieces.entry(moment.entry) for moment in view.moments[:ENTRIES]],
        **_acquaintances_shape(network, view),
    }


def _return_shape(found: Return) -> Shape:
    return {
        "favour": pieces.favour(found.favour),
        "ways": [
            {"about": way.about, "text": way.text, "by": way.by, "at": pieces.place(way.at)}
            for way in found.ways
        ],
    }


def _acquaintances_shape(network: Network, view: PersonView) -> Shape:
    return {
        "met_through_you": [
            {
                "other": pieces.mention(each.other),
                "on": pieces.written(each.on),
                "came_of_it": each.came_of_it,
                "introduction": each.introduction.id,
            }
            for each in view.introduced
        ],
        "brought": [
            {**pieces.who(network, each.person), "on": pieces.written(each.on)}
            for each in view.came
        ],
    }


def place_shape(network: Network, place: str, there: tuple[Person, ...], day: date) -> Shape:
    """Who is at a place, and what to know of each before a trip."""
    return {
        "today": str(day),
        "place": place,
        "people": [
            {
                **pieces.who(network, one.id),
                "keep_up": pieces.keep_up(keep_up(network, one.id, day), day),
                "channel": pieces.channel(preferred(one.reach)),
                "needs": [pieces.phrase(each) for each in one.needs if each.holds(day)],
            }
            for one in there
        ],
    }
