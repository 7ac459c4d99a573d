"""`kith promote`: a file for somebody in an address book; without a name, who is worth one."""

from __future__ import annotations

import click

from kithbook.cli.chosen_book import ChosenBook, today_option
from kithbook.cli.screen import asking_for, block, note, say
from kithbook.text.words import counted

_MOST = 20
_SECOND = "If this is somebody else, write kith new with --anyway."


@click.command()
@click.argument("names", nargs=-1)
@click.option("--apply", "write", is_flag=True, help="Write it; otherwise only show what changes.")
@today_option
@click.pass_obj
def promote(book: ChosenBook, names: tuple[str, ...], write: bool, today: str | None) -> None:
    """Make a file for somebody in an address book.

    It has what the roster says of them, and as entries what an import has on record. Any part of a
    name will do, an address, a number, a LinkedIn page, or the place of the row, rosters/x.csv:12.
    Who stands in several address books, and is surely one, gets what all of them say; where they
    differ, the newest counts, and the others are named. Who has a file already gets what is still
    on record. Without NAMES: those you have really spoken with, the best first.
    """
    from kithbook.actions.promote import promote as plan_for
    from kithbook.actions.promote import proposed, summary
    from kithbook.actions.stepwise import diff_of_steps, write_steps

    root, network, day = book.read(today)
    if not names:
        found = proposed(root, network, day)
        for one in found[:_MOST]:
            say(f"{one.name}: {one.reason}")
        more = f" {counted(len(found) - _MOST, 'more')}." if len(found) > _MOST else ""
        people = counted(len(found), "person is", "people are")
        note(f"{people} worth a file.{more} To make one: kith promote NAME")
        return
    with asking_for(second=_SECOND):
        plan = plan_for(root, network, names, day)
    if not write:
        say(diff_of_steps(root, plan.steps.steps))
    block("Not taken over, and stays in the roster:", plan.left)
    if not write:
        note("To write it: --apply")
        return
    write_steps(plan.steps, root, network.settings, note)
    say(summary(plan))
