"""The file of a new introduction, written where it reads back without a finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kithbook.actions.committing import commit
from kithbook.actions.outcome import Edits
from kithbook.book.introductions_requests import read_introduction
from kithbook.book.reading import Reading
from kithbook.cli.screen import mistake, note
from kithbook.introductions.beginning import FOLDER, Beginning, begin
from kithbook.text.nodes import is_own_folder
from kithbook.text.source import Source

if TYPE_CHECKING:
    from kithbook.book.edit import Edit
    from kithbook.cli.introduction_case import Records


def new_record(records: Records, made: Beginning, command: str) -> Edit:
    """Writes the file of a new introduction; ends the command where it would have findings."""
    folder = records.root / FOLDER
    there = folder.iterdir() if is_own_folder(records.root, folder) else ()
    taken = {path.stem for path in there}
    edit = begin(made, taken, records.today)
    network = records.network
    reading = Reading(Source(edit.path, edit.content.decode()), network.settings, network.index)
    if read_introduction(reading) is None or reading.problems:
        mistake(f"{reading.problems[0].sentence.rstrip('.')}. Nothing was made.")
    edits = Edits((edit,), command, Path(edit.path).stem)
    commit(edits, records.root, network.settings, note)
    return edit
