"""What a code of findings says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: its name, how grave it is, what it means, how to mend it."""

    name: str
    severity: Literal["error", "warning"]
    meaning: str
    mend: str


def error(name: str, meaning: str, mend: str) -> Code:
    """A code for what cannot be read or must not stay."""
    return Code(name, "error", meaning, mend)


def warning(name: str, meaning: str, mend: str) -> Code:
    """A code for what is read and worth a look."""
    return Code(name, "warning", meaning, mend)
