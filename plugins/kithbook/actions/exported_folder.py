"""A folder with a file a card, which other programs carry on: ours kept, others' left alone.

A list in it says which files are ours, and what they held when they were written. Each file is the
old one or the new one at every moment; a run that was broken off is completed by the next.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kithbook.book.edit import digest
from kithbook.text.locks import locked

LIST = ".kith-exported"
_HEAD = "# The cards that kith put here, and what they held. It changes these, and no others.\n"
_ASIDE = ".kith-card."
_AT_ONCE, _MANY = 2_000, 50


@dataclass(frozen=True, slots=True)
class FolderChange:
    """What became of the files of a folder, by name.

    `theirs` were changed since by another program and left so; `foreign` are files of others.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    theirs: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass
class _Work:
    folder: Path
    known: dict[str, frozenset[str]]
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    same: int = 0


def put_into(
    folder: Path, files: Mapping[str, bytes], kept: Collection[str] = (), *, replace: bool = False
) -> FolderChange:
    """Makes a folder hold these files and no others of ours but those in `kept`.

    Only what another program changed since is left as it is, unless it is to be replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        for left in folder.glob(f"{_ASIDE}*"):
            left.unlink(missing_ok=True)
        work = _Work(folder, _listed(folder))
        before = dict(work.known)
        for name, content in files.items():
            _look(work, name, content, replace=replace)
        gone = [name for name in before if name not in files and name not in kept]
        gone = [name for name in gone if _may_go(work, name, replace=replace)]
        coming = {name: frozenset((digest(files[name]),)) for name in work.written}
        # Whatever happens next, the list names each file of ours, as it was and as it will be.
        both = {name: held | work.known.get(name, frozenset()) for name, held in coming.items()}
        _keep_list(folder, {**work.known, **both})
        _place(folder, {name: files[name] for name in work.written})
        for name in gone:
            (folder / name).unlink(missing_ok=True)
            work.known.pop(name)
        _keep_list(folder, {**work.known, **coming})
        ours = {*work.known, *coming}
        foreign = tuple(name for name in _names(folder) if name not in ours)
    return FolderChange(tuple(work.written), tuple(gone), work.same, tuple(work.theirs), foreign)


def _look(work: _Work, name: str, content: bytes, *, replace: bool) -> None:
    now = _digest(work.folder / name)
    wanted = digest(content)
    if now == wanted:
        work.same += 1
        work.known[name] = frozenset((wanted,))
    elif now is None or now in work.known.get(name, ()) or replace:
        work.written.append(name)
    else:
        work.theirs.append(name)


def _may_go(work: _Work, name: str, *, replace: bool) -> bool:
    """Whether a file of ours is as it was written; one that somebody changed is theirs."""
    now = _digest(work.folder / name)
    if now is None or now in work.known[name] or replace:
        return True
    work.theirs.append(name)
    return False


def _digest(path: Path) -> str | None:
    try:
        return None if path.is_symlink() else digest(path.read_bytes())
    except OSError:
        return None


def _names(folder: Path) -> Iterator[str]:
    """The files of a folder that programs look at."""
    return (path.name for path in sorted(folder.iterdir()) if not path.name.startswith("."))


def _listed(folder: Path) -> dict[str, frozenset[str]]:
    text = ""
    with suppress(FileNotFoundError):
        text = (folder / LIST).read_text(encoding="utf-8", errors="replace")
    known: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        held, _, name = line.partition(" ")
        if held != "#" and name and name == Path(name).name:
            known[name] = known.get(name, frozenset()) | {held}
    return known


def _keep_list(folder: Path, known: Mapping[str, frozenset[str]]) -> None:
    lines = sorted((name, one) for name, held in known.items() for one in held)
    text = _HEAD + "".join(f"{one} {name}\n" for name, one in lines)
    if _digest(folder / LIST) != digest(text.encode()):
        _place(folder, {LIST: text.encode()})


def _place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts files there, each whole or not at all; their bytes are on the disk before their names.

    Of many, some thousand are written before they are waited for together.
    """
    names = list(files)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        asides = {name: folder / f"{_ASIDE}{secrets.token_hex(4)}" for name in some}
        together = len(some) > _MANY and hasattr(os, "sync")
        try:
            for name, aside in asides.items():
                with aside.open("xb") as file:
                    file.write(files[name])
                    if not together:
                        file.flush()
                        os.fsync(file.fileno())
            if together:
                os.sync()
            for name, aside in asides.items():
                aside.replace(folder / name)
        except BaseException:
            for aside in asides.values():
                aside.unlink(missing_ok=True)
            raise
