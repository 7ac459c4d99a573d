"""The names of all files in the folders of a book, and beside its settings and its airlock.

Other than in `folder_files`, names that begin with a dot are among them: what programs leave
behind is told by its name, whether the book reads such files or not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kithbook.airlock.disclosed import FILE as DISCLOSED
from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.settings import FILE as SETTINGS
from kithbook.text.nodes import is_own_folder


class FolderNames(NamedTuple):
    """A folder, with a slash at its end unless it is the book itself, and the names in it."""

    folder: str
    names: tuple[str, ...]


def names_by_folder(root: Path) -> Iterator[FolderNames]:
    """Each folder that is read, with those in it; hidden ones are passed over."""
    for name in PRIVATE_FOLDERS:
        if is_own_folder(root, root / name):
            for folder, inner, files in os.walk(root / name):
                inner[:] = sorted(one for one in inner if one[0] != ".")
                yield FolderNames(f"{Path(folder).relative_to(root).as_posix()}/", tuple(files))
    for path in (SETTINGS, DISCLOSED):
        folder, _, name = path.rpartition("/")
        if not folder or is_own_folder(root, root / folder):
            yield FolderNames(f"{folder}/" if folder else "", tuple(_beside(root / folder, name)))


def _beside(folder: Path, name: str) -> Iterator[str]:
    """The names in a folder that have those of a file in them."""
    stem, ending = name.split(".")
    with suppress(OSError), os.scandir(folder) as found:
        yield from (one.name for one in found if stem in one.name and ending in one.name)
