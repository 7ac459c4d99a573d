"""Files of the book that move or go, as values beside edits, and each done whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kithbook.book.edit import Changed, Edit, apply, digest
from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused


@dataclass(frozen=True, slots=True)
class Move:
    """A file under another name in the same folder; `before` is the digest of what it holds."""

    path: str
    to: str
    before: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A file that is deleted; `before` is the digest of what it held when that was decided."""

    path: str
    before: str


Step = Edit | Move | Gone


def take(step: Step, root: Path) -> str:
    """Does one step; the answer is a remark for the owner, mostly empty.

    Raises Changed where the file is not what it was, Refused where it lies outside the book,
    OSError when the disk says no.
    """
    if isinstance(step, Edit):
        return apply(step, root)
    target = root / step.path
    if target.is_symlink() or not lies_within(target, root):
        raise Refused(Location(step.path), "It is a link, or lies outside the book", "Look at it")
    with locked(target.parent):
        _require_as_was(step, target)
        if isinstance(step, Gone):
            target.unlink()
            return ""
        new = root / step.to
        if os.path.lexists(new) and not _is_same(target, new):
            raise Changed(Location(step.to), "The file is there already", "Choose another id")
        target.rename(new)
    return ""


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are one file, as where a disk knows no large letters."""
    return one.name != other.name and one.samefile(other)


def _require_as_was(step: Move | Gone, target: Path) -> None:
    try:
        now = digest(target.read_bytes())
    except FileNotFoundError:
        now = ""
    if now != step.before:
        raise Changed(
            Location(step.path), "The file changed since it was read", "Run the command again"
        )
