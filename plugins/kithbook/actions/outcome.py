"""What an action gives: the files that it would change, with the words for it, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kithbook.book.edit import Edit, Refused
from kithbook.text.problems import Problem
from kithbook.text.source import Source, read_source

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


def refuse_for(problem: Problem) -> NoReturn:
    """Ends an action for what a file says."""
    raise Refused(problem.location, problem.message, problem.hint)


def source_of(root: Path, path: str) -> Source:
    """A file of the book, to be changed; refused where it cannot be read."""
    source = read_source(root, root / path)
    if isinstance(source, Problem):
        refuse_for(source)
    return source
