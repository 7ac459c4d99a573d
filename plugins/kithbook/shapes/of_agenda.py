"""What waits today."""

from __future__ import annotations

from datetime import date

from kithbook.book.network import Network
from kithbook.insight.news import News
from kithbook.insight.today import Pick
from kithbook.introductions.state import Progress, Wait, waiting
from kithbook.shapes.pieces import Shape, keep_up, own_need_shape, shape, who
from kithbook.text.problems import Problem
from kithbook.views.day_view import DayView


def today_shape(
    network: Network,
    view: DayView,
    waits: tuple[Wait, ...],
    acts: tuple[Progress, ...],
    consents: tuple[Problem, ...],
) -> Shape:
    """What waits for the owner, whom to reach, and what else there is."""
    plan = view.agenda
    return {
        "today": str(plan.today),
        "turns": [shape(turn, "kind text aside command") for turn in view.turns],
        "reach": [_pick_shape(network, pick, plan.today) for pick in plan.picks],
        "more": plan.more,
        "next": plan.next_in_words,
        "explained": list(plan.explained),
        "doors": [shape(door, "behind number text=words command") for door in view.doors],
        **shape(plan, "promised=promises awaited thanks_owed"),
        "birthdays": [
            {**who(network, each.person), **shape(each, "on turns what")} for each in plan.birthdays
        ],
        "news": [_news_shape(network, each, plan.today) for each in plan.news],
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
        "own_needs": [own_need_shape(network, each) for each in plan.own_needs],
        "consents": [str(each) for each in consents],
    }


def _pick_shape(network: Network, pick: Pick, day: date) -> Shape:
    return {
        **who(network, pick.person),
        "reasons": [shape(each, "why text") for each in pick.reasons],
        "keep_up": keep_up(pick.keep_up, day),
        **shape(pick, "channel say=openings"),
    }


def _news_shape(network: Network, one: News, today: date) -> Shape:
    told = shape(one, "what was now seen at")
    return {**who(network, one.person), **told, "text": one.text(today)}


def _introduction_shape(one: Progress) -> Shape:
    return {
        **shape(
            one, "id=introduction.id path=introduction.path state between=introduction.between"
        ),
        "waiting": [step.short for step in one.waiting],
    }
