"""A file for one more person, unless there is one already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.book.checks import reach_forms
from kithbook.book.edit import Edit, new_file
from kithbook.book.folder_files import files_of, id_of
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.book.scalars import reads_plain, scalar_texts
from kithbook.text.addresses import address_key
from kithbook.text.problems import Problem
from kithbook.text.refusal import refuse
from kithbook.text.slug import free_name, slug
from kithbook.text.source import Source
from kithbook.text.unseen import hidden_in
from kithbook.text.words import fold, full_stop, spellings


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is said of somebody new: keys of the file, and those inside `met` and `reach`."""

    name: str
    met: tuple[tuple[str, str], ...] = ()
    reach: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


def new_person(
    root: Path,
    network: Network,
    said: NewPerson,
    today: date,
    *,
    yml: bool = False,
    anyway: bool = False,
) -> Edit:
    """The file of one more person; refused where it would be a second or a bad one."""
    _require_visible(said)
    if not anyway:
        _require_new(network, said.name, dict(said.reach).get("email"))
    person = free_id(root, slug(said.name) or "person")
    text = _text(said, yml=yml)
    path = f"people/{person}.{'yml' if yml else 'md'}"
    _require_good(Source(path, text), network, today)
    return new_file(path, text)


def _require_visible(said: NewPerson) -> None:
    pairs = (("name", said.name), *said.met, *said.reach, *said.keys)
    for key, value in pairs:
        if hidden := hidden_in(value):
            refuse(f"{key}: {hidden}. Type it again on one line.")
    if not any(letter.isalnum() for letter in said.name):
        refuse("A person needs a name. Write: kith new 'Ada Byrne'")


def _require_new(network: Network, name: str, email: str | None) -> None:
    """Refuses where somebody has the same name or address already."""
    for person in network.people.values():
        why = _alike(person, name, email)
        if why:
            refuse(f"{person.path} has {why} already.", wants="second")
    for lost in network.unread:
        named = {way for each in lost.names for way in spellings(each)}
        if fold(lost.id) == fold(slug(name)) or not spellings(name).isdisjoint(named):
            refuse(f"{lost.path} is there already, and cannot be read. See: kith check")


def _alike(person: Person, name: str, email: str | None) -> str:
    known = (way for each in (person.name, *person.aliases) for way in spellings(each))
    if not spellings(name).isdisjoint(known):
        return f'the name "{name}"'
    if email and address_key(email) in {address_key(each) for each in person.reach.emails}:
        return f"the address {email}"
    return ""


def free_id(root: Path, wanted: str) -> str:
    """An id that no file in people/ has, with a number behind it where it is taken."""
    found = files_of(root, "people")
    there = {fold(id_of(path)) for path in (*found.read, *found.apart, *found.others)}
    return free_name(wanted, lambda one: fold(one) in there)


def _text(said: NewPerson, *, yml: bool) -> str:
    lines = [f"name: {_block(said.name)}"]
    lines += [f"{key}: {_block(value)}" for key, value in said.keys if value]
    for key, values in (("met", said.met), ("reach", said.reach)):
        pairs = ", ".join(f"{inner}: {_flow(value)}" for inner, value in values if value)
        lines += [f"{key}: {{{pairs}}}"] if pairs else []
    front = "\n".join(lines) + "\n"
    return front if yml else f"---\n{front}---\n\n## Log\n"


def _block(value: str) -> str:
    return next(scalar_texts(value, flow=False))


def _flow(value: str) -> str:
    return value if reads_plain(value, flow=True) else next(scalar_texts(value, flow=True))


def _require_good(source: Source, network: Network, today: date) -> None:
    """Refuses where the new file would have findings of its own."""
    for problem in findings_of_new(source, network, today):
        refuse(f"{full_stop(problem.sentence)} Nothing was made.")


def read_new(source: Source, network: Network) -> Person | None:
    """Somebody new as the book would read them; None where the file cannot be read."""
    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        return None
    return read_person(opened, Reading(source, network.settings, network.index))


def findings_of_new(source: Source, network: Network, today: date) -> Iterator[Problem]:
    """What a file of somebody new would have of findings."""
    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        yield from opened
        return
    reading = Reading(source, network.settings, network.index)
    person = read_person(opened, reading)
    yield from reading.problems
    yield from reach_forms(Network({person.id: person}, settings=network.settings), today)
