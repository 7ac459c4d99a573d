"""How much is tried of what would take long: a share that meets everything, or all of it.

`make test` tries a share; `make thorough` sets KITHBOOK_THOROUGH and tries each with each.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

THOROUGH = os.environ.get("KITHBOOK_THOROUGH") == "1"


def examples(number: int) -> int:
    """How many examples of so many a property is tried with: a third, or all."""
    return number if THOROUGH else max(1, number // 3)


def share(items: Sequence[T], turn: int, parts: int, *, thorough: bool = THOROUGH) -> Sequence[T]:
    """One part of some items, another at each turn, so that as many turns as parts meet all."""
    return items if thorough else items[turn % parts :: parts]
