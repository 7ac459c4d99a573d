"""`kith inbox`: sentences from a telephone or a mail to oneself, each as what it becomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, today_option
from kithbook.cli.screen import bytes_in, mistake, note, piped_bytes, say_json
from kithbook.cli.spoken_lines import as_json, found_in, show_lines, summary_of

if TYPE_CHECKING:
    from datetime import date

    from kithbook.actions.spoken_batch import SpokenBatch
    from kithbook.book.network import Network


@click.command()
@click.argument("file", type=click.Path(), required=False)
@click.option("--apply", "write", is_flag=True, help="Do it; otherwise only show it.")
@click.option("--json", "in_json", is_flag=True, help="Answer in JSON.")
@today_option
@click.pass_obj
def inbox(book: ChosenBook, file: str | None, write: bool, in_json: bool, today: str | None) -> int:
    """Take in sentences that you noted on the way: what happened, promises, needs, offers.

    \b
    kith inbox notes.txt
    kith inbox notes.txt --apply
    kith inbox

    FILE is a text file with a sentence a line, a mail to yourself (.eml) or an mbox of such; with -
    it is piped in. Each line is shown as what it becomes. With --apply the clear ones are written
    and taken out of a text file; the others stay in it, with the reason below. For a note of
    another day, name that day with --today.

    Without FILE it takes in what an assistant proposed through kith agent.
    """
    root, network, day = book.read(today)
    batch = _batch(file or _proposed(root), root, network, day, write=write)
    if in_json:
        say_json(as_json(batch, applied=write and bool(batch.edits.files)))
        return found_in(batch)
    show_lines(batch)
    note(summary_of(batch, write=write))
    return found_in(batch)


def _proposed(root: Path) -> str:
    """The file of what an assistant proposed; ends the command where there is none."""
    from kithbook.actions.propose import PROPOSALS

    path = root / PROPOSALS
    if not path.is_file() or not path.stat().st_size:
        mistake("Nothing is proposed. Name a file of notes: kith inbox notes.txt")
    return str(path)


def _batch(file: str, root: Path, network: Network, day: date, *, write: bool) -> SpokenBatch:
    from kithbook.actions.note_inbox import read_inbox, require_no_file_of_the_book, take_in
    from kithbook.book.edit import Changed

    path = None if file == "-" else Path(file).resolve()
    if path:
        require_no_file_of_the_book(path, root)
    raw = bytes_in(path) if path else piped_bytes("-", "a note")
    if not write:
        return read_inbox(raw, path.name if path else "-", root, network, day)
    try:
        return take_in(path, lambda: bytes_in(path) if path else raw, root, network, day, note)
    except Changed:
        raise click.ClickException(
            f"{file} or a file of the book keeps changing. Close what writes it, then try again."
        ) from None
