"""What a file is read against: whom names mean, which circles there are, what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from kithbook.book.model import Mention, Settings
from kithbook.book.network import NameIndex
from kithbook.text.problems import Problem
from kithbook.text.source import Source
from kithbook.text.words import did_you_mean, listed


@dataclass
class Reading:
    """Collects the findings of one file while it is read; the only thing here that changes."""

    source: Source
    settings: Settings = field(default_factory=Settings)
    names: NameIndex | None = None
    problems: list[Problem] = field(default_factory=list)

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
        near = did_you_mean(text, names.names())
        self.report(
            offset,
            "unknown-person",
            f'"{text}" leads to nobody in the book',
            near or make_one(text),
        )


def make_one(name: str) -> str:
    """What to do where a name leads to nobody."""
    quoted = "'" + name.replace("'", "'\\''") + "'"
    return f"Make a file for them with: kith new {quoted}"
