"""Whom to introduce to whom, and what holds two people back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.book.network import Network
from kithbook.insight.openings import NeedMet
from kithbook.shapes.of_finds import matches_shape
from kithbook.shapes.pieces import Shape, own_need_shape, shape, who
from kithbook.suggestions.proposing import next_command
from kithbook.suggestions.suggestion import Reason, Suggestion, Suggestions
from kithbook.suggestions.why_not import WhyNot

_QUOTE = "person field quote=text at"
_HELD = "people why change at"


def suggestions_shape(
    network: Network, found: Suggestions, day: date, own: Iterable[NeedMet] = ()
) -> Shape:
    """Suggestions, the best first; `own` are needs of the owner's that somebody could meet."""
    return {
        "today": str(day),
        "found": [_suggestion_shape(network, one) for one in found.found],
        "left_out": [
            {**shape(one, "words number"), "some": [shape(each, _HELD) for each in one.some]}
            for one in found.left_out
        ],
        "wanting": [shape(one, _HELD) for one in found.wanting],
        "own_needs": [own_need_shape(network, one) for one in own],
        "says": found.says,
    }


def _suggestion_shape(network: Network, one: Suggestion) -> Shape:
    return {
        "between": [who(network, person) for person in one.pair],
        "reasons": [_reason_shape(network, reason) if reason else None for reason in one.reasons],
        "factors": [
            {"name": each.name, "value": round(each.value, 2), "words": each.words}
            for each in one.factors
        ],
        "careful": list(one.careful),
        "ask_first": one.ask_first or None,
        **shape(one, "ask_why thin one_sided"),
        "gladly": one.gladly or None,
        "next": next_command(network, one),
    }


def _reason_shape(network: Network, one: Reason) -> Shape:
    return {
        "whom": one.whom,
        "sentence": one.sentence(network),
        "own": shape(one.own, _QUOTE),
        "other": shape(one.other, _QUOTE),
        "matches": matches_shape(one.matches),
    }


def why_not_shape(network: Network, found: WhyNot) -> Shape:
    """What holds two people back, or where they stand."""
    return {
        "guards": [shape(each, "code text person until at") for each in found.guards],
        "rests": [{"id": person, "until": str(until)} for person, until in found.rests],
        "place": found.place,
        "suggestion": _suggestion_shape(network, found.suggestion) if found.suggestion else None,
    }
