"""`kith today`: whom to reach, why, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from kithbook.book.network import Network
from kithbook.cli import shapes
from kithbook.cli.screen import block, counted, note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option
from kithbook.insight.days import on_day
from kithbook.insight.openings import plain
from kithbook.insight.today import Agenda, Pick, agenda
from kithbook.introductions.state import Progress, in_words, waiting


@click.command()
@json_option
@today_option
@click.pass_obj
def today(place: Whereabouts, as_json: bool, today: str | None) -> None:
    """Show whom to reach today, why, and what waits."""
    from kithbook.book.load import load_book

    network = load_book(place.root())
    day = the_day(network.settings, today)
    plan = agenda(network, day)
    acts = waiting(network, day)
    if as_json:
        say_json(_as_json(network, plan, acts))
        return
    _show(network, plan, acts)
    errors = sum(problem.severity == "error" for problem in network.problems)
    if errors:
        note(f"{counted(errors, 'error')} in the files may hide something. See: kith check")


def _show(network: Network, plan: Agenda, acts: tuple[Progress, ...]) -> None:
    say(f"{plan.today:%A}, {plan.today.day} {plan.today:%B %Y}")
    for number, pick in enumerate(plan.picks, 1):
        say()
        say(f"{number}. {pick.name} ({pick.person})")
        for line in _pick_lines(pick, plan.today):
            say(f"   {line}")
    say()
    say(plan.next_in_words or "Nobody else falls due.")
    if plan.more:
        say(f"{counted(plan.more, 'more person has', 'more people have')} a reason today.")
    day = plan.today
    block("Promised by you", (p.words(day) + _with(network, p.people) for p in plan.promises))
    block("Promised to you", (p.words(day) + _with(network, p.people) for p in plan.awaited))
    block(
        "Thanks owed",
        (
            f"{network.name_of(f.person)}: {plain(f.entry.text)} ({f.entry.on})"
            for f in plan.thanks_owed
        ),
    )
    block("Birthdays", (_birthday(network, plan, n) for n in range(len(plan.birthdays))))
    block("Introductions that wait", _introductions(network, acts))
    block("Requests that wait", (f"{r.sender}: {r.ask or r.why} ({r.path})" for r in plan.requests))
    block(
        "Needs that somebody could meet", (_need(network, plan, n) for n in range(len(plan.needs)))
    )


def _pick_lines(pick: Pick, day: date) -> Iterator[str]:
    for reason in pick.reasons:
        yield f"{reason.text}."
    if pick.channel:
        yield f"Reach: {pick.channel.kind} {pick.channel.label}"
    told = {reason.text for reason in pick.reasons}
    for opening in pick.openings:
        if opening.text not in told:
            yield f"Say: {opening.text}"
    if pick.last and not pick.openings:
        yield f"Last: {pick.last.kind} {on_day(pick.last.day, day)}"


def _with(network: Network, people: tuple[str, ...]) -> str:
    return f" - {', '.join(network.name_of(person) for person in people)}" if people else ""


def _birthday(network: Network, plan: Agenda, number: int) -> str:
    one = plan.birthdays[number]
    turns = f", turns {one.turns}" if one.turns else ""
    return f"{network.name_of(one.person)} {on_day(one.on, plan.today)}{turns}"


def _need(network: Network, plan: Agenda, number: int) -> str:
    one = plan.needs[number]
    return f"{one.sentence(network)}."


def _introductions(network: Network, acts: tuple[Progress, ...]) -> Iterator[str]:
    for one in acts:
        sides = " and ".join(
            network.name_of(side.person) if side.person else side.text
            for side in one.introduction.between
        )
        steps = "; ".join(in_words(network, step) for step in one.waiting)
        yield f"{sides}: {steps} ({one.introduction.path})"


def _as_json(network: Network, plan: Agenda, acts: tuple[Progress, ...]) -> shapes.Shape:
    return {
        "today": str(plan.today),
        "reach": [_pick_json(network, pick, plan.today) for pick in plan.picks],
        "more": plan.more,
        "next": plan.next_in_words,
        "promised": [shapes.promise(each) for each in plan.promises],
        "awaited": [shapes.promise(each) for each in plan.awaited],
        "thanks_owed": [shapes.favour(each) for each in plan.thanks_owed],
        "birthdays": [
            {**shapes.who(network, each.person), "on": str(each.on), "turns": each.turns}
            for each in plan.birthdays
        ],
        "introductions": [_introduction_json(network, one) for one in acts],
        "requests": [
            {"id": each.id, "path": each.path, "sender": each.sender, "ask": each.ask}
            for each in plan.requests
        ],
        "needs": [
            {
                **shapes.who(network, each.person),
                "need": each.need.text,
                "by": shapes.who(network, each.by),
                "how": each.how,
                "phrase": each.phrase.text,
            }
            for each in plan.needs
        ],
    }


def _pick_json(network: Network, pick: Pick, day: date) -> shapes.Shape:
    return {
        **shapes.who(network, pick.person),
        "reasons": [{"why": each.why, "text": each.text} for each in pick.reasons],
        "keep_up": shapes.keep_up(pick.keep_up, day),
        "channel": shapes.channel(pick.channel),
        "say": [shapes.opening(each) for each in pick.openings],
    }


def _introduction_json(network: Network, one: Progress) -> shapes.Shape:
    return {
        "id": one.introduction.id,
        "path": one.introduction.path,
        "state": one.state,
        "between": [shapes.mention(side) for side in one.introduction.between],
        "waiting": [in_words(network, step) for step in one.waiting],
    }
