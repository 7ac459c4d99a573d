"""Takes back one write while its former text is still known: a page's undo, with git or without.

Where the write is in a commit of its own, that is reverted, as `kith undo` does. Otherwise each
file is put back as it was. Neither is done where anything else was written into one of them since.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kithbook.actions.last_write import OwnCommit
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.undo import undo_commit
from kithbook.actions.writes import Write, content_digest, on_record, one_at_a_time, record
from kithbook.book.edit import Edit, apply, digest, require_applicable
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


def take_back(write: Undoable, root: Path, tell: Tell = silent) -> None:
    """Takes a write back; refused where anything of it was changed since."""
    for one in write.files:
        _require_as_left(one, root)
    on_file = _on_record(write, root)
    if on_file and on_file.commit:
        undo_commit(root, OwnCommit(on_file.commit, on_file.made, on_file.subject))
        return
    kept = [one for one in write.files if one.text is not None]
    edits = tuple(Edit(one.path, one.after, one.text or b"") for one in kept)
    with one_at_a_time(root):
        require_applicable(edits, root)
        for edit in edits:
            if remark := apply(edit, root):
                tell(remark)
        for one in write.files:
            if one.text is None:
                _delete(one, root)
        # Nothing of it is left that a later undo could take back.
        record(root, [one for one in on_record(root) if one != on_file])


def _on_record(write: Undoable, root: Path) -> Write | None:
    """The newest write on record that is this one."""
    files = {(one.path, one.after) for one in write.files}
    return next(
        (
            one
            for one in reversed(on_record(root))
            if one.subject == write.subject and {(f.path, f.after) for f in one.files} == files
        ),
        None,
    )


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
