"""A book as it was read, with the file of one person read anew.

It is for showing that person at once: what the change means for everybody else, and findings that
compare files, come with the next reading of the whole.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kithbook.book.file_alone import AloneReader
from kithbook.book.model import Person, UnreadPerson
from kithbook.book.network import Network
from kithbook.book.plain_notes import is_paper_of_the_house
from kithbook.text.problems import Problem
from kithbook.text.source import Source, read_source


class ReadAgain(NamedTuple):
    """The book with one file as it is now, whose it is, and what is found in it alone.

    Where the file cannot be read, the person is as before, and unread.
    """

    network: Network
    person: str
    problems: tuple[Problem, ...]


def read_again(root: Path, network: Network, today: date, person: str) -> ReadAgain | None:
    """The book with somebody's file read anew; None where only a whole reading can tell."""
    before = network.people[person]
    source = read_source(root, root / before.path)
    if isinstance(source, Problem):
        gone = not (root / before.path).exists()
        return None if gone else _unread(network, before, (source,))
    if is_paper_of_the_house(source):
        return None
    return _read(network, today, before, source)


def _read(network: Network, today: date, before: Person, source: Source) -> ReadAgain:
    alone = AloneReader(network.index, network.settings, today).read(source)
    if not isinstance(alone.record, Person):
        return _unread(network, before, alone.problems)
    unread = tuple(one for one in network.unread if one.id != before.id)
    now = network.with_file_of(alone.record)
    now = now if unread == network.unread else replace(now, unread=unread)
    return ReadAgain(now, before.id, alone.problems)


def _unread(network: Network, before: Person, problems: tuple[Problem, ...]) -> ReadAgain:
    why = problems[0].message if problems else ""
    lost = UnreadPerson(before.id, before.path, why, (before.name, *before.aliases))
    others = tuple(one for one in network.unread if one.id != before.id)
    now = replace(network, unread=(*others, lost), state="")
    return ReadAgain(now, before.id, problems)
