"""What waits today."""

from __future__ import annotations

from datetime import date

from kithbook.book.network import Network
from kithbook.insight.today import Agenda, Pick
from kithbook.introductions.state import Progress, Wait, waiting
from kithbook.shapes import pieces
from kithbook.shapes.pieces import Shape
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
        "promised": [pieces.promise(each) for each in plan.promises],
        "awaited": [pieces.promise(each) for each in plan.awaited],
        "thanks_owed": [pieces.favour(each) for each in plan.thanks_owed],
        "birthdays": [
            {**pieces.who(network, each.person), "on": str(each.on), "turns": each.turns}
            for each in plan.birthdays
        ],
        "introductions": [_introduction_shape(one) for one in waiting(acts)],
        "waits": [_wait_shape(wait) for wait in waits],
        "requests": [
            {"id": each.id, "path": each.path, "sender": each.sender, "ask": each.ask}
            for each in plan.requests
        ],
        "needs": [
            {
                **pieces.who(network, each.person),
                "need": each.need.text,
                "by": pieces.who(network, each.by),
                "how": each.how,
                "phrase": each.phrase.text,
            }
            for each in plan.needs
        ],
        "consents": [str(each) for each in consents],
    }


def _pick_shape(network: Network, pick: Pick, day: date) -> Shape:
    return {
        **pieces.who(network, pick.person),
        "reasons": [{"why": each.why, "text": each.text} for each in pick.reasons],
        "keep_up": pieces.keep_up(pick.keep_up, day),
        "channel": pieces.channel(pick.channel),
        "say": [pieces.opening(each) for each in pick.openings],
    }


def _introduction_shape(one: Progress) -> Shape:
    return {
        "id": one.introduction.id,
        "path": one.introduction.path,
        "state": one.state,
        "between": [pieces.mention(side) for side in one.introduction.between],
        "waiting": [step.short for step in one.waiting],
    }


def _wait_shape(wait: Wait) -> Shape:
    return {
        "about": wait.about,
        "id": wait.introduction.id,
        "who": pieces.mention(wait.who) if wait.who else None,
        "day": pieces.written(wait.day),
        "text": wait.sentence,
        "command": list(wait.command),
    }
