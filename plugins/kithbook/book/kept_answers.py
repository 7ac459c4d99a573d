"""What was worked out of a whole book on one day, kept until anything in it changes.

For answers that take long and follow from everybody: who could meet which need, who should meet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from kithbook.book.kept_records import as_text, back
from kithbook.text.kept_values import KeptValues
from kithbook.text.program_digest import program_digest

T = TypeVar("T")
_NAME = "answers"


class KeptAnswers:
    """The answers of a book in one state, as `Network.state` has it, on one day."""

    def __init__(self, root: Path, state: str, today: date) -> None:
        """Takes the book; without a state every answer is worked out."""
        made_from = f"{program_digest()} {state} {today}"
        digest = hashlib.blake2b(made_from.encode(), digest_size=16).hexdigest()
        self._kept = KeptValues(root, _NAME, digest) if state else None

    def of(self, what: str, kind: Any, work_out: Callable[[], T]) -> T:  # noqa: ANN401 - any type
        """An answer of a kind, a record or a tuple of records, by a name that tells all of it."""
        if self._kept is None:
            return work_out()
        if found := self._kept.some([what]).get(what):
            read, told = back(kind), json.loads(found)
            answer: T = read(told) if read else told
            return answer
        worked_out = work_out()
        self._kept.change({what: as_text(worked_out).encode("utf-8", "surrogatepass")})
        return worked_out


def clear_answers(root: Path) -> None:
    """Drops what was worked out, with all that it quotes."""
    KeptValues(root, _NAME, "").clear()
