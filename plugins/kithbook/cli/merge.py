"""`kith merge`: two people who are one, put together; or said, once, to be two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import block, note, say
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.merge_people import Merging
    from kithbook.book.network import Network


@click.command()
@click.argument("one", type=PersonName())
@click.argument("other", type=PersonName())
@click.option("--not-the-same", "apart", is_flag=True, help="Remember that they are two people.")
@click.option("--apply", "write", is_flag=True, help="Write it; otherwise only show what changes.")
@click.pass_obj
def merge(book: ChosenBook, one: str, other: str, apart: bool, write: bool) -> None:
    """Put two people together who are one, into the file of the first.

    Nothing is lost: lists have the items of both, notes and entries stand in their order, and where
    the two files say something else, the first keeps its word and the other's is noted. Every link
    to the second means the first. With --not-the-same it is remembered that they are two.
    """
    from kithbook.actions.merge_people import merge as plan_for
    from kithbook.actions.merge_people import not_the_same
    from kithbook.actions.stepwise import diff_of_steps, write_steps

    root, network, _ = book.read()
    first, second = (find_person(network.index, each) for each in (one, other))
    plan = None if apart else plan_for(root, network, first, second)
    steps = plan.steps if plan else not_the_same(root, first, second)
    if not write:
        say(diff_of_steps(root, steps.steps))
    if plan:
        _tell(plan, network)
    if not write:
        note("To write it: --apply")
        return
    write_steps(steps, root, network.settings, note)
    names = network.name_of(first), network.name_of(second)
    if plan is None:
        say(f"{names[0]} and {names[1]} are two people: nothing asks about them any more.")
        return
    others = f" Links in {counted(plan.elsewhere, 'other file')} follow." if plan.elsewhere else ""
    say(f"{names[1]} ({second}) is {names[0]} ({first}) now.{others}")


def _tell(plan: Merging, network: Network) -> None:
    kept = (
        f"{one.key}: {one.kept or 'nothing'}; from the other file, as a note: {one.other}"
        for one in plan.others
    )
    block("The two said differently:", kept)
    twins = (f"{mine.path} and {theirs.path}" for mine, theirs in plan.twins)
    block("Introductions of the same two from now on:", twins)
    who = network.people[plan.other]
    if who.consent or who.public:
        note("What may be public of them: kith disclose")
