"""`kith share`: who would like to read this, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import mistake, note, piped, say, say_json, text_in
from kithbook.shapes.of_finds import readers_shape
from kithbook.suggestions.readers import Reader, Readers, is_address, readers
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted, listed

_LONGEST_NAME = 255


@click.command()
@click.argument("text", nargs=-1, required=True)
@answering_options
def share(book: ChosenBook, text: tuple[str, ...], as_json: bool, today: str | None) -> None:
    """Show who would like to read a text, and the line that says why.

    TEXT is the text itself, the name of a file, or - for what is piped in.

    \b
    kith share article.txt
    pbpaste | kith share -
    kith share 'A workshop in Lviv casts small odd parts in bronze.'

    Nothing is fetched from the net. People who are paused or snoozed are left out.
    """
    asked = _text(" ".join(text))
    _, network, day = book.read(today)
    found = readers(network, asked, day)
    if as_json:
        say_json(readers_shape(found))
    else:
        _show(found)
    note(" ".join(_remarks(found)))


def _text(said: str) -> str:
    if is_address(said):
        mistake("Nothing is fetched from the net. Paste the text itself, or pipe it: kith share -")
    text = _read(said)
    if not text.strip():
        mistake("There is nothing to read. Name a file, or pipe the text in.")
    if is_address(text):
        mistake("That is an address, and nothing is fetched from the net. Pipe the text itself.")
    return text


def _read(said: str) -> str:
    if said == "-":
        return piped(said, "the text in")
    path = _file(said)
    return said if path is None else text_in(path, said)


def _file(said: str) -> Path | None:
    """The file of that name; ends the command for what looks like one and is not there."""
    if len(said) > _LONGEST_NAME or "\n" in said or "\0" in said:
        return None
    path = Path(said)
    if path.is_file():
        return path
    if " " not in said and path.suffix[1:].isalnum():
        mistake(f"{said}: there is no such file. Text of more than one word is taken as it is.")
    return None


def _show(found: Readers) -> None:
    for number, one in enumerate(found.found, 1):
        say(f"{number}. {one.person.name} ({one.person.id})")
        for line in _lines(one):
            say(f"   {line}")
    if found.found:
        say()
        say(f"Begin: {found.first_line}")


def _lines(one: Reader) -> Iterator[str]:
    words = ", ".join(match.words for match in one.why.matches)
    yield f"{one.why.field}: {links_as_names(one.why.quote)} ({words})  {one.why.at}"
    if one.channel:
        yield f"Reach: {one.channel.kind} {one.channel.label}"
    if one.silence:
        yield f"{one.silence[0].upper()}{one.silence[1:]}."


def _remarks(found: Readers) -> Iterator[str]:
    if found.found:
        yield f"{counted(len(found.found), 'person', 'people')}, the likeliest first."
    else:
        yield "No file says of anybody that they would like to read this."
    if found.resting:
        names = listed([one.name for one in found.resting], "and")
        yield f"Left out, because snoozed: {names}."
    if found.says:
        yield found.says
