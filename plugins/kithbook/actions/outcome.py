"""What an action gives: the files that it would change, with the words for it, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kithbook.book.edit import Edit

Tell = Callable[[str], None]
"""Takes a remark for the owner: to a screen, a page, or nowhere."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What an action would write: some files, as one commit `command: what`."""

    files: tuple[Edit, ...]
    command: str
    what: str


def silent(_remark: str) -> None:
    """Tells nobody."""
