"""Why something was not done, in whole sentences for whoever asked, whichever the door."""

from __future__ import annotations

from typing import NoReturn

from kithbook.text.problems import Location, Problem


class Declined(Exception):
    """Something that was not done; says why and what to do.

    `asked` says that it cannot be asked for so, whatever the book holds.
    """

    def __init__(self, message: str, *, asked: bool = False) -> None:
        super().__init__(message)
        self.asked = asked


class Wanting(Declined):
    """Declined until more is said: `wants` names what, and each door says how to say it there."""

    def __init__(self, message: str, wants: str) -> None:
        super().__init__(message, asked=True)
        self.wants = wants


class Refused(Declined):
    """An edit that was not made; nothing was written. Says where, why and what to do."""

    def __init__(self, location: Location, message: str, hint: str = "") -> None:
        super().__init__(f"{location}: {message}.{f' {hint}.' if hint else ''}")
        self.location, self.message, self.hint = location, message, hint


def refuse(why: str, wants: str = "") -> NoReturn:
    """Ends an action for what was asked: whole sentences, why and what to do."""
    raise Wanting(why, wants) if wants else Declined(why, asked=True)


def refuse_for(problem: Problem) -> NoReturn:
    """Ends an action for what a file says."""
    raise Refused(problem.location, problem.message, problem.hint)
