"""`kith log`: one line about what happened, put where it belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from kithbook.book.names import load_names
from kithbook.cli.chosen_book import ChosenBook, read_day, settings_of, the_day, today_option
from kithbook.cli.persons import can_ask, choose_person, find_person
from kithbook.cli.screen import asking_for, mistake, note, piped, say
from kithbook.cli.spoken_lines import found_in, place_of, show_lines, summary_of

if TYPE_CHECKING:
    from datetime import date

    from kithbook.actions.sentence import Sentence
    from kithbook.actions.spoken_batch import SpokenBatch
    from kithbook.book.model import Settings
    from kithbook.book.name_index import NameIndex


@click.command()
@click.argument("text")
@click.option("--on", "on", metavar="DAY", help="When it was: 2026-11-21, yesterday, monday.")
@click.option("--kind", metavar="KIND", help="The kind of entry, where the text does not say it.")
@click.option("--journal", is_flag=True, help="Write it into journal/ instead of a person's file.")
@click.option("--apply", "apply_", is_flag=True, help="Write the lines that are piped in with -.")
@today_option
@click.pass_obj
def log(
    book: ChosenBook,
    text: str,
    *,
    on: str | None,
    kind: str | None,
    journal: bool,
    apply_: bool,
    today: str | None,
) -> int:
    """Write down what happened, as you would say it.

    \b
    kith log 'called Ben about the van'
    kith log 'lunch with Ana and Bo yesterday, promised to send the recipe by friday'
    kith log 'Hazel gave me a spade'
    kith log 'coffee with Ana and Bo: planned the ride' --on 2026-11-14

    The line goes into the file of the first person named; the others are linked in it. What is not
    clear is asked, and nothing is written then. With - for TEXT, many lines are piped in; each is
    shown as what it becomes, and --apply writes them.
    """
    if text == "-":
        if kind is not None:
            mistake("--kind is for one line. Write the kind into each line that is piped in.")
        return _log_many(book, on, journal, apply_, today)
    if apply_:
        mistake("--apply goes with -, for lines that are piped in; one line is written at once.")
    return _log_one(book, text, kind, on, journal, today)


def _log_one(
    book: ChosenBook, text: str, kind: str | None, on: str | None, journal: bool, today: str | None
) -> int:
    """One line, written at once."""
    from kithbook.actions.log import log as write
    from kithbook.actions.log import log_line, require_past
    from kithbook.book.edit import Changed

    root = book.root()
    settings = settings_of(root)
    now = the_day(settings, today)
    index = load_names(root)
    given = read_day(on, now, "--on") if on else None
    lines = []
    for one in _said(text, kind, settings, index, now):
        day = given or one.on or now
        require_past(day, now, one.kind)
        lines.append(log_line(one, day, index, settings, journal=journal, find=find_person))
    try:
        for logged in write(lines, root, settings, index, note):
            say(place_of(logged))
    except Changed:
        raise click.ClickException(
            f"The file of {lines[0].person} keeps changing. Close what writes it, then try again."
        ) from None
    return 0


def _log_many(
    book: ChosenBook, on: str | None, journal: bool, apply_: bool, today: str | None
) -> int:
    """Many lines from stdin, each shown as what it becomes."""
    from kithbook.actions.spoken_batch import LineToRead, read_batch, write_batch
    from kithbook.book.edit import Changed

    text = piped("-", "lines, one a line").splitlines()
    root, network, now = book.read(today)
    day = read_day(on, now, "--on") if on else None
    lines = [
        LineToRead(line.strip(), now, day, n) for n, line in enumerate(text, 1) if line.strip()
    ]

    def read() -> SpokenBatch:
        return read_batch(lines, root, network, journal=journal)

    try:
        batch = write_batch(read, root, network, note) if apply_ else read()
    except Changed:
        raise click.ClickException(
            "A file of the book keeps changing. Close what writes it, then try again."
        ) from None
    show_lines(batch)
    note(summary_of(batch, write=apply_))
    return found_in(batch)


def _said(
    text: str, kind: str | None, settings: Settings, index: NameIndex, today: date
) -> tuple[Sentence, ...]:
    """What a line says; asks which of several is meant, where somebody is there."""
    from kithbook.actions.meant import Several
    from kithbook.actions.spoken import said_in

    while True:
        try:
            with asking_for(day="Write 2026-11-21, or use --on."):
                return said_in(text, kind, settings, index, today)
        except Several as several:
            if not can_ask():
                raise
            text = _instead(text, several.text, choose_person(index, several))


def _instead(text: str, name: str, person: str) -> str:
    """A line with the id of the one who is meant for the name."""
    return re.sub(rf"\b{re.escape(name)}\b", lambda _: person, text, count=1)
