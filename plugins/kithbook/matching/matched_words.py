"""The words of a text that answer a query, and the passage that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the query and the word of the passage that answers it, both as written.

    `telling`, from 0 to 1, is how much the less telling of them says of a subject.
    """

    asked: str
    found: str
    how: Literal["same", "near"]
    telling: float = 1.0

    @property
    def words(self) -> str:
        """The word as found, a near one behind the word that was asked: `wage ~ pay`."""
        return self.found if self.how == "same" else f"{self.asked} ~ {self.found}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage by its position, the span `[start:end]` to quote, and the words that match."""

    passage: int
    start: int
    end: int
    matches: tuple[Match, ...]
