"""`kith today`: what only the owner can do, whom to reach and why, and the rest in counts."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from kithbook.book.kept_answers import KeptAnswers
from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import block, cut, note, say, say_json
from kithbook.insight.days import on_day
from kithbook.insight.inbox import threads
from kithbook.insight.news import News
from kithbook.insight.openings import NeedMet
from kithbook.insight.today import Agenda, Birthday, Pick, agenda
from kithbook.introductions.state import all_progress, for_today
from kithbook.shapes.of_agenda import today_shape
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted, full_stop
from kithbook.views.day_view import DayView, Turn, day_view

_FEW = 6


@click.command()
@click.option("--all", "whole", is_flag=True, help="Everything in full, nothing as a count.")
@answering_options
def today(book: ChosenBook, whole: bool, as_json: bool, today: str | None) -> None:
    """Show what waits for you today, whom to reach, and why."""
    from kithbook.disclosure.checking import consents_to_look_at

    root, network, day = book.read(today)
    most = len(network.people) if whole else None
    plan = KeptAnswers(root, network.state, day).of(
        f"agenda {most}",
        Agenda,
        lambda: agenda(network, day, needs=_needs(network, day, root), most=most),
    )
    acts = all_progress(network, day)
    waits = for_today(acts, day)
    view = day_view(network, plan, waits, threads(network, day), whole=whole)
    consents = consents_to_look_at(root, network, day)
    if as_json:
        say_json(today_shape(network, view, waits, acts, consents))
        return
    _show(network, view)
    if whole:
        _show_rest(network, plan)
    block("Consents to look at", cut((str(each) for each in consents), _FEW, "kith check"))
    errors = sum(problem.severity == "error" for problem in network.problems)
    if errors:
        note(f"{counted(errors, 'error')} in the files may hide something. See: kith check")


def _needs(network: Network, day: date, root: Path) -> tuple[NeedMet, ...]:
    """The needs that somebody could meet; where nobody needs anything, nothing is loaded for it."""
    others = any(person.needs for person in network.people.values())
    if not (others or network.settings.needs):
        return ()
    from kithbook.views.matched import Matched

    found = Matched(network, day, root)
    return (*(found.needs if others else ()), *found.own_needs)


def _show(network: Network, view: DayView) -> None:
    plan = view.agenda
    say(f"{plan.today:%A}, {plan.today.day} {plan.today:%B %Y}")
    block("Your turn", (line for turn in view.turns for line in _turn(turn)))
    for number, pick in enumerate(plan.picks, 1):
        say()
        say(f"{number}. {pick.name} ({pick.person})")
        for line in _pick_lines(pick, plan.today):
            say(f"   {line}")
    say()
    say(plan.next_in_words or "Nobody else falls due.")
    for told in plan.explained:
        say(told)
    block("What changed", (_changed(network, one, plan.today) for one in view.news))
    block("Coming up", (_coming(network, view, number) for number in range(len(view.dates))))
    block("Beside that", (f"{door.words}: {door.command}" for door in view.doors))


def _show_rest(network: Network, plan: Agenda) -> None:
    """What a count stands for otherwise: thanks, and needs."""
    thanks = (
        f"{network.name_of(one.person)}: {links_as_names(one.entry.text)} ({one.entry.on})"
        for one in plan.thanks_owed[::-1]
    )
    block("Thanks owed", thanks)
    needs = (f"{one.sentence(network)}." for one in plan.needs)
    block("Needs that somebody could meet", needs)
    own = (full_stop(one.sentence(network)) for one in plan.own_needs)
    block("What you look for yourself", (f"{one[:1].upper()}{one[1:]}" for one in own))


def _turn(turn: Turn) -> Iterator[str]:
    yield f"{turn.text[:1].upper()}{turn.text[1:]}"
    if turn.aside:
        yield f"  {turn.aside}"
    if turn.command:
        yield f"  {shlex.join(turn.command)}"


def _pick_lines(pick: Pick, day: date) -> Iterator[str]:
    for reason in pick.reasons:
        yield f"{reason.text}."
    if pick.openings:
        yield f"Say: {pick.openings[0].text}"
    elif pick.last:
        yield f"Last: {pick.last.kind} {on_day(pick.last.day, day)}"
    if pick.channel:
        yield f"Reach: {pick.channel.kind} {pick.channel.label}"


def _changed(network: Network, one: News, today: date) -> str:
    return f"{network.name_of(one.person)}: {one.text(today)}"


def _coming(network: Network, view: DayView, number: int) -> str:
    one, today = view.dates[number], view.agenda.today
    if isinstance(one, Birthday):
        return _birthday(network.name_of(one.person), one, today)
    names = " and ".join(network.name_of(person) for person in one.people)
    said = links_as_names(one.words(today))
    if one.mine:
        return f"You promised{f' {names}' if names else ''}: {said}"
    return f"{names or 'Somebody'} promised you: {said}"


def _birthday(name: str, one: Birthday, today: date) -> str:
    day = on_day(one.on, today)
    if one.what != "birthday":
        return f"{name}: {one.what} {day}{f', {one.turns} years' if one.turns else ''}"
    turns = f", {'turned' if one.on < today else 'turns'} {one.turns}" if one.turns else ""
    return f"{name}: birthday {day}{turns}"
