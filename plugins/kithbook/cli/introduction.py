"""`kith introduction`: how introductions stand, what comes next, and each step of them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.introduction_steps import (
    answer,
    aside,
    asked,
    made,
    met,
    names_of,
    next_lines,
    nudged,
    open_records,
    outcome,
    thank,
)
from kithbook.cli.persons import IntroductionName, PersonName, find_person
from kithbook.cli.request import InOrder
from kithbook.cli.screen import block, cut, mistake, note, say, say_json
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.record_step import Records
    from kithbook.book.model import Introduction
    from kithbook.introductions.sides import Side
    from kithbook.introductions.state import Progress


@click.group(cls=InOrder)
def introduction() -> None:
    """Record introductions step by step, and see how they stand."""


@click.command(name="list")
@click.option("--state", metavar="STATE", help="Only these, such as asked, made or set aside.")
@click.option("--with", "person", metavar="PERSON", type=PersonName(), help="Only theirs.")
@click.option("--all", "everything", is_flag=True, help="Every one, those that are over too.")
@answering_options
def list_(
    book: ChosenBook,
    state: str | None,
    person: str | None,
    everything: bool,
    as_json: bool,
    today: str | None,
) -> None:
    """List introductions that wait for something, and what for.

    The newest come first, and the list is short. With --state or --with also those that are over;
    --all lists every one.
    """
    from kithbook.introductions.record import newest_first
    from kithbook.shapes.of_introductions import introduction_shape

    records = open_records(book, today)
    _require_state(state)
    who = find_person(records.network.index, person) if person else None
    meant = [
        one
        for one in newest_first(records.acts)
        if state in (None, one.state) and (who is None or who in one.introduction.ids)
    ]
    if as_json:
        acts = [introduction_shape(records.network, one, records.today) for one in meant]
        say_json({"today": str(records.today), "introductions": acts})
        return
    chosen = everything or state or who
    shown = meant if chosen else [one for one in meant if not one.over]
    lines = (_line(records, one) for one in shown)
    for line in lines if everything else cut(lines, where=_every_one(state, person)):
        say(line)
    _remark(records, len(shown), len(meant) - len(shown))


def _every_one(state: str | None, person: str | None) -> str:
    """The command that leaves nothing out."""
    given = (("--state", state), ("--with", person))
    options = (f" {option} {shlex.quote(word)}" for option, word in given if word)
    return f"kith introduction list{''.join(options)} --all"


def _require_state(state: str | None) -> None:
    from kithbook.introductions.sides import State

    states = get_args(State)
    if state is not None and state not in states:
        mistake(f'"{state}" is no state of an introduction. Take one of {", ".join(states)}.')


def _line(records: Records, one: Progress) -> str:
    steps = "; ".join(step.short for step in one.waiting)
    waits = f": {steps}" if steps else ""
    return f"{one.state}: {names_of(records.network, one)}{waits} ({one.introduction.id})"


def _remark(records: Records, shown: int, over: int) -> None:
    from kithbook.introductions.record import loop_in_words

    if not shown:
        none = "No such introduction." if records.acts else "No introductions."
        say("No introduction waits for anything." if over else none)
    if over:
        note(f"{counted(over, 'introduction is', 'introductions are')} over; --all lists them.")
    if records.acts:
        note(loop_in_words(records.acts))


@click.command()
@click.argument("which", nargs=-1, required=True, metavar="INTRODUCTION", type=IntroductionName())
@answering_options
def show(book: ChosenBook, which: tuple[str, ...], as_json: bool, today: str | None) -> None:
    """Show one introduction: both reasons, its dates, and what comes next."""
    from kithbook.actions.record_step import meant
    from kithbook.introductions.next_step import next_steps
    from kithbook.shapes.of_introductions import introduction_shape

    records = open_records(book, today)
    one = meant(records, which)
    if as_json:
        say_json(
            {"today": str(records.today), **introduction_shape(records.network, one, records.today)}
        )
        return
    say(f"{names_of(records.network, one)}: {one.state}  {one.introduction.path}")
    for side in one.sides:
        say(f"  {_side_line(records, one, side)}")
        if side.words:
            say(f'    in their words: "{side.words}"')
    block("Dates", _dates(one.introduction))
    if one.introduction.notes:
        block("Notes", one.introduction.notes.splitlines())
    steps = next_steps(records.network, one, records.today)
    block("Next", (line for each in steps for line in next_lines(each)))


def _side_line(records: Records, one: Progress, side: Side) -> str:
    from kithbook.shapes.of_introductions import reason_of

    name = records.network.shown(side.who)
    since = f" ({side.since}{', nudged' if side.nudged else ''})" if side.since else ""
    why = reason_of(one.introduction, side)
    return f"{name}: {side.unasked or side.state}{since}: {why or 'no reason is written'}"


def _dates(act: Introduction) -> Iterator[str]:
    if act.asked_by:
        yield f"asked by {act.asked_by.text}"
    for word, on in (("made", act.made), ("met", act.met)):
        if on:
            yield f"{word} {on}"
    if act.outcome:
        noted = f": {act.outcome.note}" if act.outcome.note else ""
        yield f"outcome {act.outcome.on or ''}: {act.outcome.was}{noted}".replace(" :", ":")
    if act.thanked:
        yield f"thanked {act.thanked}"
    if act.set_aside:
        until = f" until {act.set_aside.until}" if act.set_aside.until else ""
        why = f": {act.set_aside.because}" if act.set_aside.because else ""
        yield f"set aside {act.set_aside.on or ''}{until}{why}"


for _command in (list_, show, asked, answer, nudged, made, met, outcome, thank, aside):
    introduction.add_command(_command)
