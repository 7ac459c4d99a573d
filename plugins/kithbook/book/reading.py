"""What a file is read against: whom names mean, which circles there are, what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from kithbook.book.model import Mention, Settings
from kithbook.book.network import NameIndex
from kithbook.book.unknown_names import unknown_name_hint
from kithbook.text.problems import Problem
from kithbook.text.source import Source
from kithbook.text.words import listed


@dataclass
class Reading:
    """Collects the findings of one file while it is read; the only thing here that changes."""

    source: Source
    settings: Settings = field(default_factory=Settings)
    names: NameIndex | None = None
    problems: list[Problem] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)
    """What to propose for a key that is not there, where the file itself tells."""

    def report(self, offset: int, code: str, message: str, hint: str = "") -> None:
        """Adds a finding at a character of the file."""
        self.problems.append(self.source.problem(offset, code, message, hint))

    def mention(self, text: str, offset: int) -> Mention:
        """The person a name means; an unknown or ambiguous one is a finding, never a guess."""
        at = self.source.location(offset)
        if self.names is None:
            return Mention(text, at)
        meant = self.names.resolve(text)
        if meant.person is None:
            self._report_name(text, offset, meant.ids, self.names)
        return Mention(text, at, meant.person)

    def _report_name(
        self, text: str, offset: int, candidates: tuple[str, ...], names: NameIndex
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
        self.report(offset, "unknown-person", message, unknown_name_hint(text, names))
