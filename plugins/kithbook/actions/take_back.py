"""Takes back one write while its former text is still known: a page's undo, with git or without.

Where the write is the last one and in a commit of its own, `undo` reverts that. Otherwise each file
is put back as it was, as long as nothing else was written into it since.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kithbook.actions.committing import one_commit
from kithbook.actions.last_write import OwnCommit, last_written
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.undo import undo
from kithbook.actions.writes import Touched, Write, content_digest
from kithbook.book.edit import Edit, apply, digest, require_applicable
from kithbook.book.model import Settings
from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused


@dataclass(frozen=True, slots=True)
class FormerText:
    """A file before a write: its text, or None where it was not there; and what was written."""

    path: str
    text: bytes | None
    after: str


@dataclass(frozen=True, slots=True)
class Undoable:
    """A write that can be taken back: its subject, and its files as they were."""

    subject: str
    files: tuple[FormerText, ...]


def undoable(edits: Edits, root: Path) -> Undoable:
    """What is to be known of a write to take it back; asked before it is written."""
    files = tuple(
        FormerText(
            edit.path,
            None if edit.before is None else (root / edit.path).read_bytes(),
            digest(edit.content),
        )
        for edit in edits.files
    )
    return Undoable(f"{edits.command}: {edits.what}", files)


def take_back(write: Undoable, root: Path, settings: Settings, tell: Tell = silent) -> None:
    """Takes a write back; refused where anything of it was changed since."""
    for one in write.files:
        _require_as_left(one, root)
    last = last_written(root) if settings.commit else None
    if isinstance(last, OwnCommit) and last.subject == write.subject:
        undo(root, apply=True)
        return
    kept = [one for one in write.files if one.text is not None]
    edits = tuple(Edit(one.path, one.after, one.text or b"") for one in kept)
    require_applicable(edits, root)
    files = tuple(
        Touched(one.path, one.after, None if one.text is None else digest(one.text))
        for one in write.files
    )
    with one_commit(Write("undo", write.subject, files), root, settings, tell):
        for edit in edits:
            if remark := apply(edit, root):
                tell(remark)
        for one in write.files:
            if one.text is None:
                _delete(one, root)


def _require_as_left(one: FormerText, root: Path) -> None:
    if content_digest(root, one.path) != one.after:
        raise Refused(
            Location(one.path),
            "It changed since, so nothing is taken back",
            "Change it in your editor",
        )


def _delete(one: FormerText, root: Path) -> None:
    """Deletes a file that the write made, as it made it."""
    target = root / one.path
    with locked(target.parent):
        if target.is_symlink() or not lies_within(target, root):
            raise Refused(
                Location(one.path), "It is a link, or lies outside the book", "Look at it"
            )
        _require_as_left(one, root)
        target.unlink()
