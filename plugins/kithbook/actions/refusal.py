"""Why something was not done, in whole sentences for whoever asked, whichever the door."""

from __future__ import annotations


class Declined(Exception):
    """Something that was not done; says why and what to do.

    `asked` says that it cannot be asked for so, whatever the book holds.
    """

    def __init__(self, message: str, *, asked: bool = False) -> None:
        super().__init__(message)
        self.asked = asked
