"""Findings of what lies in the folders of a book: what is not read, and names that do not do."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.folder_files import ENDINGS, FolderFiles, id_of
from kithbook.book.roster_places import ROSTER_ENDINGS, beside_contacts
from kithbook.book.stand_ins import is_empty
from kithbook.text.nodes import Oddity, oddity
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source
from kithbook.text.words import listed

# What may lie beside the texts: pictures, recordings, scanned letters.
_BESIDE = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".svg", ".tif", ".tiff", ".bmp", ".pdf",
    ".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".mp4", ".mov", ".webm",
)  # fmt: skip
_OUTSIDE = "outside-book"
_FOLDER_HINT = "Move the folder itself into the book; through the link nothing is read or written"
# What would break a link, an address or a command line; a name with blanks does not.
_GOOD_ID = re.compile(r"""@?\w(?:[^][|#^/\\:*?"<>%]*[^][|#^/\\:*?"<>%\s.])?""")


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of a folder of the book that are meant, sorted by name."""
    try:
        inner = (
            sorted(folder.iterdir()) if oddity(folder.parent, folder, folder=True) is None else ()
        )
    except OSError:
        return ()
    return tuple(
        path
        for path in inner
        if not path.name.startswith((".", "#", "~")) and not path.name.endswith(("~", ".tmp"))
    )


def odd_folders(root: Path) -> Iterator[Problem]:
    """A finding for each folder of the book, or folder in one, that cannot be looked into."""
    for name in PRIVATE_FOLDERS:
        folder = root / name
        if not os.path.lexists(folder):
            continue
        below = files_in(folder) if name not in ENDINGS else ()
        inner = (path for path in below if path.is_dir() and not path.is_symlink())
        for one in (folder, *inner):
            if odd := oddity(root, one, folder=True) or _unlisted(one):
                hint = _FOLDER_HINT if odd.code == _OUTSIDE else ""
                where = Location(one.relative_to(root).as_posix())
                yield Problem(where, odd.code, odd.message, hint)


def lying_beside(root: Path, folder: str, there: FolderFiles) -> Iterator[Problem]:
    """A finding for all in a folder that is not read, and is no picture or recording either."""
    for where in there.closed:
        if where != folder and (odd := _unlisted(root / where)):
            yield Problem(Location(where), odd.code, odd.message)
    for where in there.others:
        path = root / where
        odd, linked = oddity(root, path), path.is_dir()
        if odd and (odd.code == _OUTSIDE or not linked):
            yield Problem(Location(where), odd.code, odd.message, _FOLDER_HINT if linked else "")
        elif linked:
            message = f"{path.name} is a link to a folder, and {folder}/ is read without those"
            yield Problem(Location(where), "stray-file", message, "Move the folder itself here")
        elif path.suffix.lower() not in _BESIDE and path.stem.lower() != "readme":
            message = f"In {folder}/ only files that end in {listed(ENDINGS[folder])} are read"
            bare = where.removesuffix(path.suffix)
            hint = f"Save it as text in {bare}.md, or move it elsewhere"
            if bare.lower().endswith(ENDINGS[folder]):
                hint = f"Rename it to {bare}, or move it elsewhere"
            if path.suffix.lower() in ROSTER_ENDINGS:
                hint = f"Move it to rosters/{path.name}, where address books are read"
            yield Problem(Location(where), "stray-file", message, hint)


def _unlisted(folder: Path) -> Oddity | None:
    try:
        next(folder.iterdir(), None)
    except OSError as fault:
        return Oddity("unreadable-file", f"{folder.name}: {fault.strerror}")
    return None


def strays_in(
    root: Path, folder: str, endings: tuple[str, ...], is_told: Callable[[str], bool]
) -> Iterator[Problem]:
    """A finding for each file of a folder that is not read, unless it has one already."""
    for path in files_in(root / folder):
        odd = oddity(root, path)
        if odd and path.suffix not in endings and (odd.code == _OUTSIDE or not path.is_dir()):
            where = path.relative_to(root).as_posix()
            yield Problem(Location(where), odd.code, odd.message)
            continue
        is_folder = path.is_dir() and not path.is_symlink()
        nested = [inner for inner in path.rglob("*") if inner.is_file()] if is_folder else []
        for stray in nested or ([path] if not is_folder else []):
            inside = stray.parent == root / folder
            read = inside and stray.suffix in endings
            beside = stray.suffix.lower() in _BESIDE or stray.stem.lower() == "readme"
            where = stray.relative_to(root).as_posix()
            beside = beside or is_told(where) or beside_contacts(where) is not None
            if not (read or beside or stray.name.startswith(".")):
                yield _stray(root, stray, folder, endings)


def _stray(root: Path, stray: Path, folder: str, endings: tuple[str, ...]) -> Problem:
    where = stray.relative_to(root).as_posix()
    wanted = f"{folder}/{stray.stem}{endings[0]}"
    told = dict.fromkeys(ending.lower() for ending in endings)
    message = f"Only {listed(told, 'and')} files directly in {folder}/ are read"
    hint = f"Move it to {wanted}"
    if folder == "rosters" and stray.suffix in endings:
        hint = f"Move it to {folder}/{stray.name}; until then only the leak scan knows it"
    elif folder == "rosters":
        hint = f"Export it again as CSV, to {wanted}; until then only the leak scan knows it"
    return Problem(Location(where), "stray-file", message, hint)


def long_file(source: Source) -> Problem:
    """The finding that a file is long."""
    return Problem(
        Location(source.path),
        "long-file",
        f"This file has {len(source.text):,} letters; all of them are read, and that takes time",
        "Move entries of old years into journal/, each with [[the name]] before its colon",
    )


def duplicate_id(root: Path, where: str, first: str) -> Problem:
    """The finding that a file has the id of another, which is read in its place."""
    if is_empty(root, where):
        message = f"This file is empty, and {first} has the same id"
        return Problem(Location(where), "duplicate-id", message, "Delete the empty one")
    return Problem(
        Location(where),
        "duplicate-id",
        f'"{id_of(where)}" is already the id of {first}, and this file is not read',
        "Rename one of the two, or put them together",
    )


def note_of_a_day(where: str) -> Problem:
    """The finding that a file in people/ is named for a day, and so is nobody's."""
    folder = where.rpartition("/")[0].rpartition("/")[2]
    whose = f"the log of {folder}" if folder != "people" else "the log of whom they are about"
    return Problem(
        Location(where),
        "stray-file",
        "This file is named for a day, so it is nobody's, and nothing of it is read",
        f"Put its lines into {whose}, or move it to journal/{where.rpartition('/')[2]}",
    )


def poor_id(where: str) -> Problem | None:
    """The finding that a file's name makes a poor id, or None where it does."""
    stem = id_of(where)
    if _GOOD_ID.fullmatch(stem) and stem.isprintable():
        return None
    return Problem(
        Location(where),
        "bad-id",
        f'"{stem}" makes a poor id, since it becomes part of links and addresses',
        "Rename the file to letters, digits and hyphens",
    )
