"""`kith merge`: two people who are one, put together; or said, once, to be two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import block, note, say
from kithbook.text.words import counted

if TYPE_CHECKING:
    from pathlib import Path

    from kithbook.actions.merge_people import Merging
    from kithbook.actions.same_or_not import Meant
    from kithbook.actions.stepwise import Steps
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

    Either may stand in an address book alone: a name, an address, a number, a LinkedIn page, or
    the place of a row, rosters/x.csv:12. Then it is remembered that the two are one, and the row
    stays where it is.
    """
    from kithbook.actions.same_or_not import two_meant
    from kithbook.actions.stepwise import diff_of_steps, write_steps

    root, network, _ = book.read()
    two = two_meant(network, one, other, partial(find_person, network.index))
    plan, steps = _planned(root, network, two, apart=apart)
    if not write:
        say(diff_of_steps(root, steps.steps))
    if plan:
        _tell(plan, network)
    if not write:
        note("To write it: --apply")
        return
    write_steps(steps, root, network.settings, note)
    if plan is None:
        both = " and ".join(each.called(network) for each in two)
        are = "are two people" if apart else "are one"
        say(f"{both} {are}: nothing asks about them any more.")
        return
    first, second = (f"{network.name_of(each.person)} ({each.person})" for each in two)
    others = f" Links in {counted(plan.elsewhere, 'other file')} follow." if plan.elsewhere else ""
    say(f"{second} is {first} now.{others}")


def _planned(
    root: Path, network: Network, two: tuple[Meant, Meant], *, apart: bool
) -> tuple[Merging | None, Steps]:
    """The joining of two files, or what remembers of two whether they are one."""
    from kithbook.actions.merge_people import merge as plan_for
    from kithbook.actions.merge_people import not_the_same
    from kithbook.actions.same_or_not import say_pair

    first, second = two
    if not (first.person and second.person):
        return None, say_pair(root, network, first, second, same=not apart)
    if apart:
        return None, not_the_same(root, first.person, second.person)
    plan = plan_for(root, network, first.person, second.person)
    return plan, plan.steps


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
