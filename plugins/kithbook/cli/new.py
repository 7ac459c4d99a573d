"""`kith new`: a file for one more person, unless there is one already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from kithbook.book.edit import Edit, new_file
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.scalars import reads_plain, scalar_texts
from kithbook.cli.history import write
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import mistake, say
from kithbook.cli.whereabouts import Whereabouts, read_day
from kithbook.text.addresses import address_key
from kithbook.text.nodes import is_own_folder
from kithbook.text.problems import Problem
from kithbook.text.slug import free_name, slug
from kithbook.text.source import Source
from kithbook.text.words import fold, full_stop


@dataclass(frozen=True, slots=True)
class Known:
    """What was said about the new person."""

    name: str
    met: tuple[tuple[str, str], ...]
    reach: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]


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
@click.option("--anyway", is_flag=True, help="Make it although somebody alike is there.")
@click.pass_obj
def new(place: Whereabouts, /, *, name: str, yml: bool, anyway: bool, **said: str | None) -> None:
    """Make a file for a person you have something to say about."""
    from kithbook.book.load import load_book

    root = place.root()
    network = load_book(root)
    today = network.settings.today or date.today()  # noqa: DTZ011 - the day where the owner is
    known = _known(" ".join(name.split()), said, network, today)
    made = person_file(root, network, known, today, yml=yml, anyway=anyway)
    write((made,), root, network.settings, "new", known.name)
    who = Path(made.path).stem if network.index.resolve(known.name).ids else known.name
    say(f"{made.path} is made.")
    say(f"Next: kith log 'note on {who}: …'")


def person_file(
    root: Path,
    network: Network,
    known: Known,
    today: date,
    *,
    yml: bool = False,
    anyway: bool = False,
) -> Edit:
    """The file of one more person; ends the command where it would be a second or a bad one."""
    _require_visible(known)
    if not anyway:
        _require_new(network, known.name, dict(known.reach).get("email"))
    person = _free_id(root, known.name)
    text = _text(known, yml=yml)
    path = f"people/{person}.{'yml' if yml else 'md'}"
    _require_good(Source(path, text), network, today)
    return new_file(path, text)


def _known(name: str, said: dict[str, str | None], network: Network, today: date) -> Known:
    through = said["through"]
    met = (
        ("on", _met_on(said["met_on"], today)),
        ("where", said["where"] or ""),
        ("through", find_person(network.index, through) if through else ""),
        ("how", said["how"] or ""),
    )
    reach = tuple((key, said[key] or "") for key in ("email", "phone"))
    keys = (("circle", "circle"), ("role", "role"), ("org", "org"), ("place", "home"))
    return Known(name, met, reach, tuple((key, said[option] or "") for key, option in keys))


def _met_on(text: str | None, today: date) -> str:
    if not text:
        return ""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text.strip()):
        return text.strip()
    return str(read_day(text, today, "--met-on"))


def _require_visible(known: Known) -> None:
    values = (known.name, *(value for _, value in (*known.met, *known.reach, *known.keys)))
    for value in values:
        if not value.isprintable():
            mistake("A value holds a character that cannot be seen. Type it again on one line.")
    if not any(letter.isalnum() for letter in known.name):
        mistake("A person needs a name. Write: kith new 'Ada Byrne'")


def _require_new(network: Network, name: str, email: str | None) -> None:
    """Ends the command where somebody has the same name or address already."""
    for person in network.people.values():
        why = _alike(person, name, email)
        if why:
            mistake(
                f"{person.path} has {why} already. Log there, or make a second file "
                "with --anyway if this is somebody else."
            )
    for lost in network.unread:
        if fold(lost.id) == fold(slug(name)):
            mistake(f"{lost.path} is there already, and cannot be read. See: kith check")


def _alike(person: Person, name: str, email: str | None) -> str:
    if fold(name) in {fold(each) for each in (person.name, *person.aliases)}:
        return f'the name "{name}"'
    if email and address_key(email) in {address_key(each) for each in person.reach.emails}:
        return f"the address {email}"
    return ""


def _free_id(root: Path, name: str) -> str:
    folder = root / "people"
    there = {fold(path.stem) for path in folder.iterdir()} if is_own_folder(root, folder) else set()
    return free_name(slug(name) or "person", lambda one: fold(one) in there)


def _text(known: Known, *, yml: bool) -> str:
    lines = [f"name: {_block(known.name)}"]
    lines += [f"{key}: {_block(value)}" for key, value in known.keys if value]
    for key, values in (("met", known.met), ("reach", known.reach)):
        pairs = ", ".join(f"{inner}: {_flow(value)}" for inner, value in values if value)
        lines += [f"{key}: {{{pairs}}}"] if pairs else []
    front = "\n".join(lines) + "\n"
    return front if yml else f"---\n{front}---\n\n## Log\n"


def _block(value: str) -> str:
    return next(scalar_texts(value, flow=False))


def _flow(value: str) -> str:
    return value if reads_plain(value, flow=True) else next(scalar_texts(value, flow=True))


def _require_good(source: Source, network: Network, today: date) -> None:
    """Ends the command where the new file would have findings of its own."""
    for problem in _findings(source, network, today):
        mistake(f"{full_stop(problem.sentence)} Nothing was made.")


def _findings(source: Source, network: Network, today: date) -> Iterator[Problem]:
    from kithbook.book.checks import reach_forms
    from kithbook.book.people import PersonSource, open_person, read_person
    from kithbook.book.reading import Reading

    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        yield from opened
        return
    reading = Reading(source, network.settings, network.index)
    person = read_person(opened, reading)
    yield from reading.problems
    yield from reach_forms(Network({person.id: person}, settings=network.settings), today)
