"""Findings in the owner's files, as values: where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kithbook.text.codes import CODES

Severity = Literal["error", "warning"]


class Location(NamedTuple):
    """A place in a file of the book; `line` and `column` count characters from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a listed code, what is so, and the next step."""

    location: Location
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"{self.code} is not in the table of codes")

    @property
    def severity(self) -> Severity:
        """How grave it is: only an error makes `kith check` end with 1."""
        return CODES[self.code].severity

    @property
    def mend(self) -> str:
        """What to do about it, without a full stop: its own hint, else that of its code."""
        return (self.hint or CODES[self.code].mend).rstrip(".")

    @property
    def sentence(self) -> str:
        """The message with its hint, as one line."""
        return f"{self.message}. {self.hint}" if self.hint else f"{self.message}."

    def __str__(self) -> str:
        return f"{self.location}: {self.code}: {self.sentence}"

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Orders findings by file, line, column, then code."""
        return (self.location, self.code, self.message)
