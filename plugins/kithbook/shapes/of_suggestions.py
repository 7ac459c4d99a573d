"""Whom to introduce to whom, and what holds two people back."""

from __future__ import annotations

import shlex
from datetime import date

from kithbook.book.network import Network
from kithbook.shapes import pieces
from kithbook.shapes.of_finds import matches_shape
from kithbook.shapes.pieces import Shape
from kithbook.suggestions.proposing import proposed
from kithbook.suggestions.suggestion import Quote, Reason, Suggestion, Suggestions
from kithbook.suggestions.why_not import WhyNot


def suggestions_shape(network: Network, found: Suggestions, day: date) -> Shape:
    """Suggestions, the best first."""
    return {
        "today": str(day),
        "found": [_suggestion_shape(network, one) for one in found.found],
        "left_out": [{"words": words, "number": number} for words, number in found.left_out],
        "says": found.says,
    }


def _suggestion_shape(network: Network, one: Suggestion) -> Shape:
    return {
        "between": [pieces.who(network, who) for who in one.pair],
        "reasons": [_reason_shape(network, reason) if reason else None for reason in one.reasons],
        "factors": [
            {"name": each.name, "value": round(each.value, 2), "words": each.words}
            for each in one.factors
        ],
        "careful": list(one.careful),
        "ask_first": one.ask_first or None,
        "ask_why": one.ask_why,
        "thin": one.thin,
        "next": next_command(network, one),
    }


def _reason_shape(network: Network, one: Reason) -> Shape:
    return {
        "whom": one.whom,
        "sentence": one.sentence(network),
        "own": _quote_shape(one.own),
        "other": _quote_shape(one.other),
        "matches": matches_shape(one.matches),
    }


def _quote_shape(one: Quote) -> Shape:
    return {"person": one.person, "field": one.field, "quote": one.text, "at": pieces.place(one.at)}


def why_not_shape(network: Network, found: WhyNot) -> Shape:
    """What holds two people back, or where they stand."""
    return {
        "guards": [
            {
                "code": each.code,
                "text": each.text,
                "person": each.person,
                "until": pieces.written(each.until),
                "at": pieces.place(each.at) if each.at else None,
            }
            for each in found.guards
        ],
        "rests": [{"id": who, "until": str(until)} for who, until in found.rests],
        "place": found.place,
        "suggestion": _suggestion_shape(network, found.suggestion) if found.suggestion else None,
    }


def next_command(network: Network, one: Suggestion) -> str:
    """The command that a suggestion leads to, as one types it."""
    if one.thin:
        return shlex.join(("kith", "new", one.pair[1]))
    because = (
        word
        for who, reason in zip(one.pair, one.reasons, strict=True)
        for word in ("--because", who, proposed(network, reason) if reason else "…")
    )
    return shlex.join(("kith", "introduce", *one.in_turn, *because))
