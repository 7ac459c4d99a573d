"""`kith log`: one line about what happened, put where it belongs."""

from __future__ import annotations

import click

from kithbook.book.names import load_names
from kithbook.cli.chosen_book import ChosenBook, read_day, settings_of, the_day, today_option
from kithbook.cli.persons import find_person
from kithbook.cli.screen import asking_for, note, say


@click.command()
@click.argument("text")
@click.option("--on", "on", metavar="DAY", help="When it was: 2026-11-21, yesterday, monday.")
@click.option("--kind", metavar="KIND", help="The kind of entry, where the text does not say it.")
@click.option("--journal", is_flag=True, help="Write it into journal/ instead of a person's file.")
@today_option
@click.pass_obj
def log(
    book: ChosenBook,
    text: str,
    on: str | None,
    kind: str | None,
    journal: bool,
    today: str | None,
) -> None:
    """Add one line to the log of a person.

    \b
    kith log 'coffee with Ana and Bo: planned the ride' --on yesterday
    kith log 'promised Ada: send the survey by 2026-11-30'
    kith log 'gave Ada: reviewed her talk (1h)'

    The line goes into the file of the first person named; the others are linked in it.
    """
    from kithbook.actions.log import log as write
    from kithbook.actions.log import log_line, require_past, typed
    from kithbook.book.edit import Changed

    root = book.root()
    settings = settings_of(root)
    now = the_day(settings, today)
    index = load_names(root)
    with asking_for(day="Write 2026-11-21, or use --on."):
        said = typed(text, kind, settings, index, now)
    day = read_day(on, now, "--on") if on else said.on or now
    require_past(day, now, said.kind)
    line = log_line(said, day, index, settings, journal=journal, find=find_person)
    try:
        edit = write(line, root, settings, note)
    except Changed:
        raise click.ClickException(
            f"The file of {line.person} keeps changing. Close what writes it, then try again."
        ) from None
    say(f"{edit.path}:{edit.line}: - {line.entry}")
