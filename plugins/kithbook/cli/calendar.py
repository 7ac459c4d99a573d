"""`kith calendar`: the days of a book as a file that every calendar program reads."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kithbook.cli.chosen_book import ChosenBook, today_option
from kithbook.cli.screen import note
from kithbook.text.words import listed


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--full", is_flag=True, help="Titles with whole names, and what was promised.")
@click.option("--keep-in-touch", is_flag=True, help="Also the days on which somebody is due.")
@today_option
@click.pass_obj
def calendar(
    book: ChosenBook, file: Path, full: bool, keep_in_touch: bool, today: str | None
) -> None:
    """Write birthdays, promises and questions as a calendar file.

    \b
    kith calendar ~/Calendars/kith.ics
    kith calendar build/kith.ics --keep-in-touch
    kith calendar - --full

    Titles are discreet unless --full is given: a first name and an initial, and nothing of what was
    promised. In the book the file goes under build/ only.
    """
    from kithbook.actions.outgoing_file import require_outgoing, write_outgoing
    from kithbook.exchange.calendar_events import CalendarWish, calendar_feed
    from kithbook.exchange.calendar_writing import BEGINNING, calendar_file

    to_screen = str(file) == "-"
    if not to_screen:
        require_outgoing(book.folder(), file)
    root, network, day = book.read(today)
    feed = calendar_feed(network, day, CalendarWish(full, keep_in_touch))
    content = calendar_file(feed.events)
    if to_screen:
        sys.stdout.write(content.decode().replace("\r\n", "\n"))
    elif remark := write_outgoing(root, file, content, BEGINNING):
        note(remark)
    out = f" Left out: {listed(feed.left_out, 'and')}." if feed.left_out else ""
    note(f"{'' if to_screen else f'{file}: '}{feed.words}.{out} It is as private as the book.")
