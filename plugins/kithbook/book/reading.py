"""What a file is read against: whom names mean, which circles there are, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kithbook.book.folder_files import id_of
from kithbook.book.model import Mention, Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.unknown_names import (
    hint_near,
    loose_link_hint,
    names_no_person,
    unknown_name_hint,
    what_else,
)
from kithbook.text.problems import Problem
from kithbook.text.source import Node, Source
from kithbook.text.words import listed


class ReadAs(NamedTuple):
    """The path of our key that a foreign one was read as, empty where it is passed over, and how.

    `value` is what stands there in the words of our key.
    """

    path: str
    value: Node

    @property
    def words(self) -> str:
        """The key in words: `born`, `email of reach`."""
        outer, _, inner = self.path.partition(".")
        return f"{inner} of {outer}" if inner else outer


@dataclass
class Reading:
    """Collects the findings of one file while it is read; the only thing here that changes."""

    source: Source
    settings: Settings = field(default_factory=Settings)
    names: NameIndex | None = None
    problems: list[Problem] = field(default_factory=list)
    read_as: Mapping[int, ReadAs] = field(default_factory=dict)
    """Where a key of another program begins, and what it was read as."""
    apart: frozenset[int] = frozenset()
    """Lines that only one side of a merge has: they are shown, and count as nothing."""

    def stands_apart(self, offset: int) -> bool:
        """Whether only one side of a merge has the line of a character."""
        return bool(self.apart) and self.source.location(offset).line in self.apart

    def report(self, offset: int, code: str, message: str, hint: str = "") -> None:
        """Adds a finding at a character of the file."""
        self.problems.append(self.source.problem(offset, code, message, hint))

    def mention(self, text: str, offset: int, *, loose: bool = False) -> Mention:
        """The person a name means; an unknown or ambiguous one is a finding, never a guess.

        Where it is `loose`, a link in a text, it need not be a person.
        """
        at = self.source.location(offset)
        if self.names is None:
            return Mention(text, at)
        meant = self.names.resolve(text)
        if meant.person is None:
            self._report_name(text, offset, meant.ids, self.names, loose=loose)
        return Mention(text, at, meant.person)

    def known(self, text: str, offset: int) -> Mention:
        """The person a name means, where it may stand for something else and is no finding."""
        meant = self.names.resolve(text) if self.names else None
        return Mention(text, self.source.location(offset), meant.person if meant else None)

    def is_no_person(self, text: str) -> bool:
        """Whether a link leads to nobody, and to a day, a file, an organisation or an event."""
        if self.names is None or self.names.resolve(text).ids:
            return False
        return bool(what_else(text, self.names)) or names_no_person(text)

    def _report_name(
        self,
        text: str,
        offset: int,
        candidates: tuple[str, ...],
        names: NameIndex,
        *,
        loose: bool,
    ) -> None:
        if candidates:
            self.report(
                offset,
                "ambiguous-person",
                f'"{text}" could mean {listed(candidates)}',
                "Write the id of the one you mean",
            )
            return
        message = f'"{text}" leads to nobody in the book'
        own = id_of(self.source.path) if self.source.path.startswith("people/") else ""
        if loose and not hint_near(text, names, own):
            self.report(offset, "unknown-link", message, loose_link_hint(text))
        else:
            hint = unknown_name_hint(text, names, own)
            self.report(offset, "unknown-person", message, hint)
