"""Introductions as they are listed and shown."""

from __future__ import annotations

import shlex
from datetime import date

from kithbook.book.model import Introduction
from kithbook.book.network import Network
from kithbook.introductions.next_step import next_steps
from kithbook.introductions.sides import Side
from kithbook.introductions.state import Progress
from kithbook.shapes.pieces import Shape, shape, who

_STEPS = {"first question": "news", "second question": "outcome", "thanks": "thank"}
"""What waits are called in JSON, where they have another name."""


def introduction_shape(network: Network, one: Progress, today: date) -> Shape:
    """Where an introduction stands, and what comes next."""
    act = one.introduction
    return {
        **shape(one, "id=introduction.id path=introduction.path state"),
        "between": [_side_shape(network, one, side) for side in one.sides],
        "asked_by": act.asked_by.text if act.asked_by else None,
        **shape(act, "made met outcome thanked set_aside"),
        "waiting": [
            {
                "step": _STEPS.get(each.about, each.about),
                "who": each.who.reference if each.who else None,
                **shape(each, "due now=turn"),
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
    person = side.who.person
    return {
        **(who(network, person) if person else shape(side.who, "id=person name=text")),
        "because": reason_of(one.introduction, side),
        **shape(side, "state since words nudged"),
        "unasked": side.unasked or None,
    }
