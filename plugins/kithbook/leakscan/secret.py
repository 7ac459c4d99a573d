"""One thing that must not be found."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_JOINED = 8


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that point to somebody, and where in which private file they stand.

    `firm` ones stand in a person's file. `joined` is a name written as one word.
    """

    kind: str
    words: tuple[str, ...]
    path: str
    at: int = 0
    firm: bool = True
    line: int = 0
    joined: bool = False
