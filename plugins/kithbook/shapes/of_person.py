"""What is held on a person, before a call and before a trip."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.channels import preferred
from kithbook.insight.keepup import keep_up as keep_up_of
from kithbook.insight.openings import Opening
from kithbook.insight.returns import Return
from kithbook.shapes.pieces import Shape, keep_up, person, plain, shape, who
from kithbook.views.person_view import PersonView

ENTRIES = 5
"""So many of the newest entries are told before a call."""


def about_shape(view: PersonView, day: date) -> Shape:
    """Everything held on one person."""
    books = view.account
    return {
        "today": str(day),
        "person": person(view.who),
        "keep_up": keep_up(view.keep_up, day),
        **shape(books, "promised awaited"),
        "favours": plain((*books.gave, *books.got)),
        "thanks_owed": plain(books.thanks_owed),
        "entries": [plain(moment.entry) for moment in view.moments],
        "asides": [shape(aside, "on text at") for aside in view.asides],
        "ties": [shape(tie, "other kind source at") for tie in view.ties],
        "through": list(view.chain),
        "brought": [shape(each, "id=person depth") for each in view.brought],
        "introductions": [each.path for each in view.introductions],
        "mentions": [shape(each, "text at") for each in view.mentions],
        "rosters": [_in_roster(each) for each in view.contacts],
    }


def _in_roster(contact: Contact) -> Shape:
    former = [str(work) for work in contact.formerly]
    said = shape(contact, "name at also role org place emails phones pages aliases tags notes")
    return {**said, "born": str(contact.born or ""), "formerly": former}


def brief_shape(
    network: Network, view: PersonView, say_these: Iterable[Opening], day: date
) -> Shape:
    """What to know before a call."""
    one = view.who
    return {
        "today": str(day),
        "person": {**who(network, one.id), **shape(one, "role org place")},
        "met": plain(one.met),
        "keep_up": keep_up(view.keep_up, day),
        "channel": plain(next(iter(view.channels), None)),
        **shape(view.account, "promised awaited thanks_owed"),
        "needs": plain(view.needs),
        "before_asking": view.before_asking or None,
        "in_return": _return_shape(view.to_return) if view.to_return else None,
        "say": plain(tuple(say_these)),
        "entries": [plain(moment.entry) for moment in view.moments[:ENTRIES]],
        **_acquaintances_shape(network, view),
    }


def _return_shape(found: Return) -> Shape:
    return {
        "favour": plain(found.favour),
        "ways": [shape(way, "about text by at") for way in found.ways],
    }


def _acquaintances_shape(network: Network, view: PersonView) -> Shape:
    return {
        "met_through_you": [
            shape(each, "other on came_of_it introduction=introduction.id")
            for each in view.introduced
        ],
        "brought": [{**who(network, each.person), "on": plain(each.on)} for each in view.came],
    }


def place_shape(network: Network, place: str, there: tuple[Person, ...], day: date) -> Shape:
    """Who is at a place, and what to know of each before a trip."""
    return {
        "today": str(day),
        "place": place,
        "people": [
            {
                **who(network, one.id),
                "keep_up": keep_up(keep_up_of(network, one.id, day), day),
                "channel": plain(preferred(one.reach)),
                "needs": [plain(each) for each in one.needs if each.holds(day)],
            }
            for one in there
        ],
    }
