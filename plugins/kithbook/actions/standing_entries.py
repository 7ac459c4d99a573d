"""Whether an entry stands in a file already, in whatever form it is written there.

What reads a file is imported only where it may.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import re
from collections.abc import Iterable

from kithbook.book.model import Entry, Settings
from kithbook.book.name_index import NameIndex
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location
from kithbook.text.source import Source
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"\[\[[^\]]*\]\]")


def standing_at(
    entry: Entry, source: Source, settings: Settings, index: NameIndex
) -> Location | None:
    """Where the same was written before: of that day and kind, with these people and words.

    A promise that was kept since is the same promise.
    """
    if not _may_stand(entry, source):
        return None
    wanted = _of_it(entry)
    for one in _entries(source, settings, index):
        if str(one.on) == str(entry.on) and _of_it(one) == wanted:
            return one.at
    return None


def _may_stand(entry: Entry, source: Source) -> bool:
    """Whether a file has the longest word of an entry, without which the same is not in it."""
    words = _WORD.findall(_LINK.sub(" ", entry.text))
    longest = max(words, key=len, default="")
    known = longest.isascii() and source.text.isascii()
    return not known or longest.lower() in source.text.lower()


def _of_it(one: Entry) -> tuple[str, frozenset[str], str, str, str]:
    text = fold(links_as_names(one.text)).rstrip(".")
    return one.kind, frozenset(one.ids), text, str(one.by or ""), one.size


def _entries(source: Source, settings: Settings, index: NameIndex) -> Iterable[Entry]:
    """The entries of a person's file or of a journal."""
    from kithbook.book.log_reading import read_journal
    from kithbook.book.people import PersonSource, open_person, read_person
    from kithbook.book.reading import Reading

    reading = Reading(source, settings, index)
    if not source.path.startswith("people/"):
        return read_journal(reading).entries if source.text.strip() else ()
    opened = open_person(source)
    return read_person(opened, reading).log if isinstance(opened, PersonSource) else ()
