"""A note or a mail to oneself taken into the book; what is not clear stays where it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from kithbook.actions.note_lines import (
    is_mail_file,
    lines_of_mails,
    lines_of_note,
    note_edit,
    note_of,
    without_taken,
)
from kithbook.actions.outcome import Tell
from kithbook.actions.spoken_batch import SpokenBatch, read_batch, write_batch
from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.edit import Changed, apply
from kithbook.book.network import Network
from kithbook.book.settings import FILE
from kithbook.text.refusal import refuse

_TRIES = 50


def read_inbox(raw: bytes, name: str, root: Path, network: Network, today: date) -> SpokenBatch:
    """What each line of a note, or of mails, becomes."""
    if is_mail_file(raw, name):
        lines = tuple(lines_of_mails(raw, name, today))
    else:
        lines = tuple(lines_of_note(note_of(raw, name), today))
    return read_batch(lines, root, network, facts=True)


def require_no_file_of_the_book(path: Path, root: Path) -> None:
    """Refuses a file that the book reads, which is no note."""
    if path.is_relative_to(root) and path.relative_to(root).parts[0] in (*PRIVATE_FOLDERS, FILE):
        refuse(f"{path.relative_to(root)} is a file of the book. Keep what you note in another.")


def take_in(
    path: Path | None,
    raw: Callable[[], bytes],
    root: Path,
    network: Network,
    today: date,
    tell: Tell,
) -> SpokenBatch:
    """Writes what is clear into the book, and only then takes it out of the note.

    A run that is stopped between the two does nothing twice: what stands in the book already is
    taken out of the note by the next. Raises Changed where the files never come to rest.
    """
    name = path.name if path else "-"
    for left in reversed(range(_TRIES)):
        content = raw()
        read = partial(read_inbox, content, name, root, network, today)
        batch = write_batch(read, root, network, tell)
        if path is None or is_mail_file(content, name):
            return batch
        made = without_taken(note_of(content, name), batch.lines, today)
        edit = note_edit(path, content, made)
        with suppress(*((Changed,) if left else ())):
            if edit.content != content and (remark := apply(edit, path.parent)):
                tell(remark)
            return batch
    raise AssertionError
