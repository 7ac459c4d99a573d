"""Introductions as they are listed and shown."""

from __future__ import annotations

import shlex
from datetime import date

from kithbook.book.model import Introduction
from kithbook.book.network import Network
from kithbook.introductions.next_step import next_steps
from kithbook.introductions.sides import Side
from kithbook.introductions.state import Progress
from kithbook.shapes import pieces
from kithbook.shapes.pieces import Shape

_STEPS = {"first question": "news", "second question": "outcome", "thanks": "thank"}
"""What waits are called in JSON, where they have another name."""


def introduction_shape(network: Network, one: Progress, today: date) -> Shape:
    """Where an introduction stands, and what comes next."""
    act = one.introduction
    return {
        "id": act.id,
        "path": act.path,
        "state": one.state,
        "between": [_side_shape(network, one, side) for side in one.sides],
        "asked_by": act.asked_by.text if act.asked_by else None,
        "made": pieces.written(act.made),
        "met": pieces.written(act.met),
        "outcome": _outcome(act),
        "thanked": pieces.written(act.thanked),
        "set_aside": _set_aside(act),
        "waiting": [
            {
                "step": _STEPS.get(each.about, each.about),
                "who": each.who.reference if each.who else None,
                "due": pieces.written(each.due),
                "now": each.turn,
            }
            for each in one.waiting
        ],
        "next": [
            {"text": each.text, "command": command_line(each.command) or None}
            for each in next_steps(network, one, today)
        ],
    }


def reason_of(act: Introduction, side: Side) -> str:
    """What is in it for one of the two, where it is written."""
    return next((why for who, why in act.because if who.means(side.who)), "")


def command_line(words: tuple[str, ...]) -> str:
    """The words of a command as one types them; a choice such as `yes|no` stays as it is."""
    return " ".join(word if "|" in word else shlex.quote(word) for word in words)


def _side_shape(network: Network, one: Progress, side: Side) -> Shape:
    return {
        **_who(network, side),
        "because": reason_of(one.introduction, side),
        "state": side.state,
        "since": pieces.written(side.since),
        "nudged": side.nudged,
        "unasked": side.unasked or None,
    }


def _who(network: Network, side: Side) -> Shape:
    person = side.who.person
    return pieces.who(network, person) if person else pieces.mention(side.who)


def _outcome(act: Introduction) -> Shape | None:
    told = act.outcome
    return {"on": pieces.written(told.on), "was": told.was, "note": told.note} if told else None


def _set_aside(act: Introduction) -> Shape | None:
    aside = act.set_aside
    if aside is None:
        return None
    return {
        "on": pieces.written(aside.on),
        "because": aside.because,
        "until": pieces.written(aside.until),
    }
