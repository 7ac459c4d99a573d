"""Edits of a book's files: computed as values, applied at the edge, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within, oddity, real
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused, refuse_for
from kithbook.text.source import Source, read_source

TEMP_SUFFIX = ".tmp"
_WRITE = 0o222
_MOST_OF_A_NAME = 60


class Changed(Refused):
    """The file is not the one that the edit was made from; reading it again may help."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The new content of one file, and the digest of what it was made from.

    `path` is relative to the book; a `before` of None means that the file must not exist yet;
    `line` is where the change begins.
    """

    path: str
    before: str | None
    content: bytes
    line: int = 1

    @property
    def made(self) -> Source:
        """The file as the edit leaves it."""
        return Source(self.path, self.content.decode())


def digest(content: bytes) -> str:
    """What an edit remembers of the content it was made from."""
    return hashlib.sha256(content).hexdigest()


def edit_of(source: Source, text: str, at: int) -> Edit:
    """The edit that turns a source into this text, changed from character `at` on."""
    line = Source(source.path, text).location(at).line
    return Edit(source.path, digest(source.text.encode()), _encode(source.path, text), line)


def new_file(path: str, text: str, line: int = 1) -> Edit:
    """The edit that makes a file which is not there yet."""
    return Edit(path, None, _encode(path, text), line)


def source_of(root: Path, path: str) -> Source:
    """A file of the book, to be changed; refused where it cannot be read."""
    source = read_source(root, root / path)
    if isinstance(source, Problem):
        refuse_for(source)
    return source


def _encode(path: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(Location(path), "The new text is not UTF-8", "Type it again") from None


def apply(edit: Edit, root: Path) -> str:
    """Writes an edit: the file is the old one or the new one at every moment.

    The answer is a remark for the owner, mostly empty: of a file with two names, one is written.
    Raises Changed when the file changed since it was read, Refused when it lies outside the book,
    OSError when the disk says no.
    """
    target = _target(edit, root)
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.parent):
        remark = _require_writable(edit.path, target, fresh=edit.before is None)
        _require_unchanged(edit, target)
        temporary = _write_beside(target, (edit.content,))
        try:
            _require_unchanged(edit, target)
            if edit.before is None:
                _place(temporary, target, edit.path)
            else:
                temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    return remark


def apply_pieces(
    folder: Path, name: str, pieces: Iterable[bytes], may_replace: Callable[[Path, Path], None]
) -> str:
    """Writes a file piece by piece, so that it is never whole in memory; as `apply` otherwise.

    Where a file is there already, `may_replace` is asked with it and with what is to come, and
    raises where it has to stay.
    """
    target = real(folder / name)
    with locked(target.parent):
        remark = _require_writable(name, target, fresh=not os.path.lexists(target))
        temporary = _write_beside(target, pieces)
        try:
            if os.path.lexists(target):
                may_replace(target, temporary)
                temporary.replace(target)
            else:
                _place(temporary, target, name)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    return remark


def require_applicable(edits: Iterable[Edit], root: Path) -> None:
    """Refuses edits of which one could not be written, before any of them is. Raises Refused."""
    there: dict[Path, str] = {}
    for edit in edits:
        target = _target(edit, root)
        if (other := there.setdefault(target, edit.path)) != edit.path:
            raise Refused(
                Location(edit.path),
                f"It is the same file as {other}, by a link",
                "Delete the link, or name one of the two",
            )
        _require_writable(edit.path, target, fresh=edit.before is None)
        _require_unchanged(edit, target)


def _require_writable(path: str, target: Path, *, fresh: bool) -> str:
    """Refuses what is no file, or a file that its owner made read-only; a remark for two names."""
    if not os.path.lexists(target):
        return ""
    if odd := oddity(target.parent, target):
        raise Refused(Location(path), odd.message, "Put a file in its place")
    found = target.stat()
    if not found.st_mode & _WRITE or not os.access(target, os.W_OK):
        raise Refused(
            Location(path),
            "The file is read-only, so it is left as it is",
            f"Make it writable (chmod u+w {path}), then run the command again",
        )
    if fresh or found.st_nlink < 2:
        return ""
    return (
        f"{path} had another name as well (a hard link). The new text is in {path}; the "
        "file under the other name is as it was."
    )


def _target(edit: Edit, root: Path) -> Path:
    parts = PurePosixPath(edit.path)
    target = real(root / parts)
    if parts.is_absolute() or ".." in parts.parts or not lies_within(target, root):
        raise Refused(
            Location(edit.path), "It lies outside the book", "Move the file itself into the book"
        )
    return target


def _require_unchanged(edit: Edit, target: Path) -> None:
    try:
        now: str | None = digest(target.read_bytes())
    except FileNotFoundError:
        now = None
    if now == edit.before:
        return
    if edit.before is None:
        raise Changed(Location(edit.path), "The file is there already", "Choose another name")
    raise Changed(
        Location(edit.path), "The file changed since it was read", "Run the command again"
    )


def _write_beside(target: Path, pieces: Iterable[bytes]) -> Path:
    temporary = target.with_name(
        f".{target.name[:_MOST_OF_A_NAME]}.{secrets.token_hex(4)}{TEMP_SUFFIX}"
    )
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    try:
        with temporary.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _place(temporary: Path, target: Path, path: str) -> None:
    """Names a new file without ever replacing one that appeared meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise Changed(Location(path), "The file is there already", "Choose another name") from None
    except OSError:  # a file system without hard links
        temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
