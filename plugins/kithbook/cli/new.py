"""`kith new`: a file for one more person, unless there is one already."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, read_day
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import asking_for, note, say

if TYPE_CHECKING:
    from kithbook.actions.new_person import NewPerson
    from kithbook.book.network import Network

_SECOND = "Log there, or make a second file with --anyway if this is somebody else."


@click.command()
@click.argument("name")
@click.option(
    "--met-on", metavar="DATE", help="When you met: 2019, 2019-05, 2019-05-07, yesterday."
)
@click.option("--where", metavar="TEXT", help="Where you met.")
@click.option("--through", metavar="PERSON", type=PersonName(), help="Who brought you together.")
@click.option("--how", metavar="TEXT", help="How it came about.")
@click.option("--circle", metavar="CIRCLE", help="How close; one of the circles in kithbook.yml.")
@click.option("--email", metavar="ADDRESS", help="An e-mail address.")
@click.option("--phone", metavar="NUMBER", help="A telephone number.")
@click.option("--place", "home", metavar="PLACE", help="Where they live.")
@click.option("--role", metavar="TEXT", help="What they do.")
@click.option("--org", metavar="TEXT", help="Where they do it.")
@click.option("--yml", is_flag=True, help="Make a .yml file instead of a .md file.")
@click.option(
    "--anyway", is_flag=True, help="Make it although somebody with that name or address is there."
)
@click.pass_obj
def new(book: ChosenBook, /, *, name: str, yml: bool, anyway: bool, **said: str | None) -> None:
    """Make a file for a person you have something to say about."""
    from kithbook.actions.committing import commit
    from kithbook.actions.new_person import new_person
    from kithbook.actions.outcome import Edits

    root, network, day = book.read()
    known = _known(" ".join(name.split()), said, network, day)
    with asking_for(second=_SECOND):
        made = new_person(root, network, known, day, yml=yml, anyway=anyway)
    commit(Edits((made,), "new", known.name), root, network.settings, note)
    who = Path(made.path).stem if network.index.resolve(known.name).ids else known.name
    say(f"{made.path} is made.")
    say(f"Next: kith log 'note on {who}: …'")


def _known(name: str, said: dict[str, str | None], network: Network, today: date) -> NewPerson:
    from kithbook.actions.new_person import NewPerson

    through = said["through"]
    met = (
        ("on", _met_on(said["met_on"], today)),
        ("where", said["where"] or ""),
        ("through", find_person(network.index, through) if through else ""),
        ("how", said["how"] or ""),
    )
    reach = tuple((key, said[key] or "") for key in ("email", "phone"))
    keys = (("circle", "circle"), ("role", "role"), ("org", "org"), ("place", "home"))
    return NewPerson(name, met, reach, tuple((key, said[option] or "") for key, option in keys))


def _met_on(text: str | None, today: date) -> str:
    if not text:
        return ""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text.strip()):
        return text.strip()
    return str(read_day(text, today, "--met-on"))
