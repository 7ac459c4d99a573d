"""`kith rename`: another name for somebody, in their file and wherever a link leads to them."""

from __future__ import annotations

import click

from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import mistake, note, say
from kithbook.text.words import counted


@click.command()
@click.argument("name", type=PersonName())
@click.argument("new_name", default="")
@click.option("--id", "new_id", metavar="ID", default="", help="The id from now on.")
@click.option("--keep-id", is_flag=True, help="Leave the file under its name.")
@click.option("--apply", "write", is_flag=True, help="Write it; otherwise only show what changes.")
@click.pass_obj
def rename(
    book: ChosenBook, name: str, new_name: str, new_id: str, keep_id: bool, write: bool
) -> None:
    """Give somebody another name, and every link to them with it.

    Where the file is called after them, it is called after the new name. The old name stays as an
    alias, so that it is still found. Without NEW-NAME and with --id, only the id changes.
    """
    from kithbook.actions.rename_person import NewName
    from kithbook.actions.rename_person import rename as plan_for
    from kithbook.actions.stepwise import diff_of_steps, write_steps

    if not new_name and not new_id:
        mistake("Say the new name, or the new id with --id.")
    root, network, _ = book.read()
    wanted = NewName(name, " ".join(new_name.split()), new_id, keep_id)
    plan = plan_for(root, network, find_person(network.index, name), wanted)
    if not write:
        say(diff_of_steps(root, plan.steps.steps))
        note(f"{_summary(plan.elsewhere)} To write it: --apply")
        return
    write_steps(plan.steps, root, network.settings, note)
    was = network.name_of(plan.was)
    say(f"{was} is now {plan.name} ({plan.person}). {_summary(plan.elsewhere)}")


def _summary(elsewhere: int) -> str:
    if not elsewhere:
        return "No other file has a link to them."
    return f"Links in {counted(elsewhere, 'other file')} follow."
