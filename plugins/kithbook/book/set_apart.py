"""Files in people/ that are read as no person, and copies: whom they name, whose consent they end.

They are looked into for what may not go out, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kithbook.book.consent_reading import ends_somewhere
from kithbook.book.consent_words import plain_words
from kithbook.book.model import Person
from kithbook.book.names import Named
from kithbook.book.names_in_files import named_at
from kithbook.text.problems import Problem
from kithbook.text.source import Source, read_source


class SetApart(NamedTuple):
    """A file that is no person: its path, the names in it, and whether a consent ends there."""

    path: str
    named: Named
    ends: bool


def read_set_apart(root: Path, paths: Iterable[str]) -> Iterator[SetApart]:
    """Each of some files as far as it names somebody."""
    for path in paths:
        source = read_source(root, root / path)
        ends = isinstance(source, Source) and ends_somewhere(source)
        yield SetApart(path, named_at(root, path, source), ends)


def ended_apart(
    people: Iterable[Person], found: Iterable[SetApart]
) -> Iterator[tuple[Person, Problem]]:
    """Whose consent a file of the same name ends that is no person, with the finding."""
    ended = {_called(one.named[1]): one.path for one in found if one.ends}
    for person in people if ended else ():
        if person.consent and (other := ended.get(_called(person.name))):
            message = (
                f"{other} is of {person.name} too, and speaks of an end of the consent: "
                "this one does not hold"
            )
            hint = "If it was taken back, write withdrawn: and the day here; else delete that file"
            yield person, Problem(person.consent.at, "consent-unclear", message, hint)


def _called(name: str) -> tuple[str, ...]:
    return tuple(sorted(plain_words(name).split()))
