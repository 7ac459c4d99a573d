"""Whether an entry stands in a file already, in whatever form it is written there."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.book.log_reading import read_journal
from kithbook.book.model import Entry, Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location
from kithbook.text.source import Source
from kithbook.text.words import fold


def standing_at(
    entry: Entry, source: Source, settings: Settings, index: NameIndex
) -> Location | None:
    """Where the same was written before: of that day and kind, with these people and words.

    A promise that was kept since is the same promise.
    """
    wanted = _of_it(entry)
    for one in _entries(source, settings, index):
        if str(one.on) == str(entry.on) and _of_it(one) == wanted:
            return one.at
    return None


def _of_it(one: Entry) -> tuple[str, frozenset[str], str, str, str]:
    text = fold(links_as_names(one.text)).rstrip(".")
    return one.kind, frozenset(one.ids), text, str(one.by or ""), one.size


def _entries(source: Source, settings: Settings, index: NameIndex) -> Iterable[Entry]:
    """The entries of a person's file or of a journal."""
    reading = Reading(source, settings, index)
    if not source.path.startswith("people/"):
        return read_journal(reading).entries if source.text.strip() else ()
    opened = open_person(source)
    return read_person(opened, reading).log if isinstance(opened, PersonSource) else ()
