"""What a run that was killed left behind: the next command tells of it and clears it away."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kithbook.book.edit import TEMP_SUFFIX
from kithbook.book.load import PRIVATE_FOLDERS
from kithbook.cli.screen import note
from kithbook.text.built import sweep
from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within, real
from kithbook.text.own_folder import keep, own_file, own_folder, start_of

_WRITTEN_IN = (*PRIVATE_FOLDERS, "content", "content/private", ".vscode")
_LONGEST_JOURNAL = 20_000
_HALF_WRITTEN = re.compile(rf"\.(.+)\.[0-9a-f]{{8}}{re.escape(TEMP_SUFFIX)}")
JOURNAL = Path(".kith/publishing")
"""Names the folder that is being replaced, for as long as that takes."""


def clear_leftovers(root: Path) -> None:
    """Clears away what is ours and nobody's any more; a run that is still going keeps its own."""
    for path, name in _half_written(root):
        where = path.relative_to(root).as_posix()
        note(f"{where}: left by a run that was broken off, and cleared away. {name} is whole.")
    for left in sweep(root):
        note(f"{left}: a site that a broken-off run had not finished, and cleared away.")
    _mend_publication(root)


def _half_written(root: Path) -> Iterator[tuple[Path, str]]:
    for place in _WRITTEN_IN:
        if not lies_within(root / place, root):
            continue
        for folder, _, names in os.walk(root / place):
            for name in names:
                found = _HALF_WRITTEN.fullmatch(name) if name.endswith(TEMP_SUFFIX) else None
                if found and _removed(Path(folder, name)):
                    yield Path(folder, name), found[1]


def _removed(path: Path) -> bool:
    with suppress(OSError), locked(path.parent, wait=False) as ours:
        if ours:
            path.unlink()
            return True
    return False


def _mend_publication(root: Path) -> None:
    journal = own_file(root, JOURNAL.name)
    if journal is None or not journal.is_file():
        return
    from kithbook.cli.published_folder import PublishedFolder

    with suppress(OSError), locked(journal.parent, wait=False) as ours:
        if not ours:
            return
        told = start_of(root, JOURNAL.name, _LONGEST_JOURNAL)
        folder, _, here = told.rstrip("\n").partition("\n")
        if here == _here(journal.parent):
            for said in PublishedFolder(Path(folder)).mend():
                note(said)
        journal.unlink()


def _here(folder: Path) -> str:
    """This very folder on this disk: what a copy of the book, sent by somebody, cannot know."""
    status = folder.stat()
    return f"{status.st_dev}:{status.st_ino}:{real(folder)}"


@contextmanager
def publishing(root: Path, folder: Path) -> Iterator[None]:
    """Keeps in mind which folder is being replaced, until it is."""
    own = own_folder(root, make=True)
    if own is None:
        yield
        return
    with locked(own):
        journal = keep(root, JOURNAL.name, f"{folder}\n{_here(own)}\n")
        yield
        if journal:
            journal.unlink()
