"""Who of the people one knows stands nearest to a goal."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.shapes.pieces import Shape, plain, shape
from kithbook.suggestions.near_goal import WayPerson
from kithbook.suggestions.way_letter import WayLetter
from kithbook.suggestions.ways import Way, Ways
from kithbook.views.ways_view import first_step


def ways_shape(found: Iterable[Ways], letter: WayLetter | None) -> Shape:
    """The ways to each goal, the nearest first, and the letter for the first step to one."""
    return {
        "ways": [_goal_shape(one) for one in found],
        "letter": _letter_shape(letter) if letter else None,
    }


def _goal_shape(found: Ways) -> Shape:
    return {
        "goal": found.goal.text,
        "near_only": found.near_only,
        "found": [_way_shape(way) for way in found.found],
        "more": found.more,
        "left": [{**shape(person, "id name"), "why": why} for person, why in found.left],
    }


def _way_shape(way: Way) -> Shape:
    return {
        **_somebody(way.first),
        "through": [{**_somebody(who), **shape(lead, "said at")} for lead, who in way.through],
        "there": {**_somebody(way.there.who), **shape(way.there, "field quote at")},
        "remark": way.remark or None,
        "first_step": first_step(way),
    }


def _somebody(who: WayPerson) -> Shape:
    return {**shape(who, "id=person name"), "contact": plain(who.contact and who.contact.at)}


def _letter_shape(letter: WayLetter) -> Shape:
    return {**shape(letter, "name email language subject text"), "mailto": letter.mail.link()}
