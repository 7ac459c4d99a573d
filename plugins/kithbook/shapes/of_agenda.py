"""What waits today."""

from __future__ import annotations

from datetime import date

from kithbook.book.network import Network
from kithbook.insight.today import Agenda, Pick
from kithbook.introductions.state import Progress, Wait, waiting
from kithbook.shapes.pieces import Shape, keep_up, shape, who
from kithbook.text.problems import Problem


def today_shape(
    network: Network,
    plan: Agenda,
    waits: tuple[Wait, ...],
    acts: tuple[Progress, ...],
    consents: tuple[Problem, ...],
) -> Shape:
    """Whom to reach, and what waits."""
    return {
        "today": str(plan.today),
        "reach": [_pick_shape(network, pick, plan.today) for pick in plan.picks],
        "more": plan.more,
        "next": plan.next_in_words,
        **shape(plan, "promised=promises awaited thanks_owed"),
        "birthdays": [
            {**who(network, each.person), **shape(each, "on turns what")} for each in plan.birthdays
        ],
        "introductions": [_introduction_shape(one) for one in waiting(acts)],
        "waits": [
            shape(wait, "about id=introduction.id who day text=sentence command") for wait in waits
        ],
        "requests": [shape(each, "id path sender ask") for each in plan.requests],
        "needs": [
            {
                **who(network, each.person),
                "need": each.need.text,
                "by": who(network, each.by),
                **shape(each, "how phrase=phrase.text"),
            }
            for each in plan.needs
        ],
        "consents": [str(each) for each in consents],
    }


def _pick_shape(network: Network, pick: Pick, day: date) -> Shape:
    return {
        **who(network, pick.person),
        "reasons": [shape(each, "why text") for each in pick.reasons],
        "keep_up": keep_up(pick.keep_up, day),
        **shape(pick, "channel say=openings"),
    }


def _introduction_shape(one: Progress) -> Shape:
    return {
        **shape(
            one, "id=introduction.id path=introduction.path state between=introduction.between"
        ),
        "waiting": [step.short for step in one.waiting],
    }
