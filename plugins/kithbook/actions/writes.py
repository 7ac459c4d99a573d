"""The record of what commands wrote: which write was the last, and whether it is in a commit.

It lies in `.kith/writes.json`, holds names and digests and no text of a file, and may be deleted:
then git alone says what the last command was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kithbook.book.edit import Edit, apply, digest
from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within, oddity
from kithbook.text.own_folder import NAME, own_file, own_folder
from kithbook.text.refusal import Refused

_RECORD = "writes.json"
RECORD = f"{NAME}/{_RECORD}"
_LOCK = "lock"
_MOST = 50
_MOST_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a command wrote, by the digests of its content; None where there is no file.

    `mark` is the digest of a new line at `line`; `base` is what the last commit held of the file,
    and `ours` says that nothing but commands changed it since.
    """

    path: str
    before: str | None
    after: str | None
    line: int = 1
    mark: str = ""
    base: str | None = None
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """What one command wrote, and what became of it.

    `commit` is the commit that it is alone in, `made` that commit's author time, `why` the reason
    where there is none.
    """

    command: str
    what: str
    files: tuple[Touched, ...]
    commit: str = ""
    made: str = ""
    why: str = ""

    @property
    def subject(self) -> str:
        """The first line of its commit."""
        return f"{self.command}: {self.what}"


def touched(root: Path, edit: Edit) -> Touched:
    """What an edit is about to do to a file."""
    there = (_content(root, edit.path) or b"").splitlines()
    line = edit.content.splitlines()[edit.line - 1 : edit.line]
    is_new = edit.before is not None and line and line[0].strip() and line[0] not in there
    mark = digest(line[0]) if is_new else ""
    return Touched(edit.path, edit.before, digest(edit.content), edit.line, mark)


def content_digest(root: Path, path: str) -> str | None:
    """The digest of a file of the book as it is now; None where there is none."""
    content = _content(root, path)
    return None if content is None else digest(content)


def line_of(root: Path, one: Touched) -> int | None:
    """The number of the line that a write put there, where it is to be found."""
    if not one.mark:
        return one.line if content_digest(root, one.path) == one.after else None
    lines = enumerate((_content(root, one.path) or b"").splitlines(), start=1)
    return next((number for number, line in lines if digest(line) == one.mark), None)


def _content(root: Path, path: str) -> bytes | None:
    target = root / path
    try:
        inside = lies_within(target, root) and target.is_file()
        inside = inside and target.stat().st_size <= _MOST_BYTES
        return target.read_bytes() if inside else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def on_record(root: Path) -> tuple[Write, ...]:
    """The writes on record, the newest last, as they were put there."""
    try:
        raw = _content(root, RECORD) if own_file(root, _RECORD) else None
        if raw is None:
            return ()
        told = json.loads(raw)
        return tuple(_write(one) for one in told["writes"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def standing(root: Path, writes: Iterable[Write]) -> Iterator[Write]:
    """Those in a commit, or of which something is there: not cut short, not undone by hand."""
    earlier: dict[str, set[str | None]] = {}
    for write in writes:
        for one in write.files:
            known = set() if write.commit else earlier.setdefault(one.path, set())
            earlier[one.path] = known | {one.before, one.base}
        if write.commit or any(_is_there(root, one, earlier[one.path]) for one in write.files):
            yield write


def _is_there(root: Path, one: Touched, earlier: set[str | None]) -> bool:
    if one.mark:
        return line_of(root, one) is not None
    return content_digest(root, one.path) not in earlier


def record(root: Path, writes: Iterable[Write]) -> None:
    """Keeps the writes; where the disk says no, git alone will have to do."""
    kept = tuple(writes)[-_MOST:]
    text = json.dumps({"writes": [asdict(one) for one in kept]}, ensure_ascii=False, indent=1)
    with suppress(OSError, Refused):
        if own_file(root, _RECORD, make=True) is not None:
            before = content_digest(root, RECORD)
            apply(Edit(RECORD, before, f"{text}\n".encode("utf-8", "backslashreplace")), root)


def changed(writes: Iterable[Write], old: Write, new: Write) -> tuple[Write, ...]:
    """The writes with one of them as it is now."""
    return tuple(new if one is old else one for one in writes)


def settled_now(root: Path, write: Write) -> Write:
    """The write with its files as they are now, where a hook came to change them."""
    return replace(write, files=tuple(_settled(root, one) for one in write.files))


def _settled(root: Path, one: Touched) -> Touched:
    now = content_digest(root, one.path)
    return one if now == one.after else replace(one, after=now, mark="")


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Keeps two commands that write and commit apart, where there is a place for the lock."""
    folder = None
    with suppress(OSError):
        folder = own_folder(root, make=True)
        if folder and oddity(root, folder / _LOCK) and not os.path.lexists(folder / _LOCK):
            (folder / _LOCK).touch()
    if folder is None or oddity(root, folder / _LOCK):
        yield
        return
    with locked(folder / _LOCK):
        yield


def _write(told: Mapping[str, object]) -> Write:
    listed = told["files"]
    if not isinstance(listed, list) or not listed:
        raise TypeError
    texts = {key: str(told[key]) for key in ("command", "what", "commit", "made", "why")}
    return Write(**texts, files=tuple(map(_touched, listed)))


def _touched(told: Mapping[str, object]) -> Touched:
    keys = ("before", "after", "base")
    before, after, base = (None if told[key] is None else str(told[key]) for key in keys)
    line = int(str(told["line"]))
    mark, ours = str(told["mark"]), told["ours"] is True
    return Touched(str(told["path"]), before, after, line, mark, base, ours)
