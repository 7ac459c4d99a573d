"""What is to be imported, opened: a file, or what lies in an archive or a folder; never unbounded.

An archive is read in memory. The names in it are shown, and never used as paths.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kithbook.exchange.other_files import WORKBOOKS, archive_instead
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused

MAX_FILE = 200_000_000
MAX_ARCHIVE = 400_000_000
"""How many bytes the files of one archive may have, unpacked."""
MAX_FILES = 20_000
_ZIP = b"PK\x03\x04"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    IndexError,
)  # fmt: skip
"""What the reader of archives raises for one whose bytes are wrong."""
_OF_TAKEOUT = (".vcf", ".csv")
_TAKEOUT = "takeout"
_WANTED = (".csv", ".tsv", ".txt", ".json", ".vcf", ".vcard")


class FoundFile(NamedTuple):
    """One file: the name to show, and its bytes."""

    name: str
    raw: bytes


def is_archive(raw: bytes) -> bool:
    """Whether bytes are those of a zip."""
    return raw.startswith(_ZIP)


def read_beginning(path: Path) -> bytes:
    """The first bytes of a file, by which a zip is told; refused as `read_file` does."""
    return _read(path, len(_ZIP))


def read_file(path: Path, most: int = MAX_FILE) -> bytes:
    """The bytes of a file; refuses what is no file, too large, or may not be read."""
    raw = _read(path, most + 1)
    if len(raw) > most:
        hint = "Split it, and import the parts"
        raise Refused(Location(str(path)), f"It has more than {most:,} bytes", hint)
    return raw


def _read(path: Path, most: int) -> bytes:
    at = Location(str(path))
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(at, "This is no file that ends", "Name a file, a folder or a zip")
            return file.read(most)
    except OSError as fault:
        raise Refused(at, f"It cannot be read: {fault.strerror or fault}") from fault


def files_in_archive(
    path: Path, raw: bytes | None = None
) -> tuple[tuple[FoundFile, ...], tuple[str, ...]]:
    """The files of a zip that may hold people, and the names of the others.

    It lies at the path, or is in the bytes. Of a Google Takeout, which may be larger than any
    memory, only cards and tables are unpacked.
    """
    try:
        with zipfile.ZipFile(path if raw is None else BytesIO(raw)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            takeout = any(is_of_takeout(one.filename) for one in inside)
            if len(inside) > MAX_FILES and not takeout:
                hint = "Unpack it, and name the folder"
                raise Refused(Location(str(path)), f"It holds {len(inside):,} files", hint)
            _require_contacts(path, [one.filename for one in inside])
            endings = _OF_TAKEOUT if takeout else _WANTED
            wanted = [one for one in inside if one.filename.lower().endswith(endings)]
            found = tuple(_unpacked(path, archive, wanted))
    except _BROKEN as fault:
        raise Refused(
            Location(str(path)), "This zip is broken, or not all of it is here"
        ) from fault
    except (RuntimeError, ValueError, UnicodeError) as fault:
        hint = "Unpack it, and name the folder"
        raise Refused(
            Location(str(path)), "This zip is locked, or is no plain one", hint
        ) from fault
    taken = {one.name for one in found}
    return found, tuple(one.filename for one in inside if one.filename not in taken)


def _require_contacts(path: Path, names: list[str]) -> None:
    """Refuses a zip that is a file of some program."""
    if (told := archive_instead(names)) in WORKBOOKS and told:
        raise Refused(Location(str(path)), told.what, told.then)


def _unpacked(
    path: Path, archive: zipfile.ZipFile, wanted: list[zipfile.ZipInfo]
) -> Iterator[FoundFile]:
    left = MAX_ARCHIVE
    for one in sorted(wanted, key=lambda one: one.filename):
        with archive.open(one) as file:
            # What an archive says of its sizes is not believed.
            raw = file.read(min(left, MAX_FILE) + 1)
        left -= len(raw)
        if left < 0 or len(raw) > MAX_FILE:
            what = f"It unpacks to more than {MAX_ARCHIVE:,} bytes"
            raise Refused(Location(str(path)), what, "Unpack it, and name the files that you want")
        yield FoundFile(one.filename, raw)


def is_of_takeout(name: str) -> bool:
    """Whether a file is one of a Google Takeout, by its place."""
    return name.lower().startswith(f"{_TAKEOUT}/")


def files_of_takeout(path: Path) -> tuple[FoundFile, ...]:
    """The cards and tables of an unpacked Google Takeout: in the folder, or in that above it."""
    root = path if path.name.lower() == _TAKEOUT else path / "Takeout"
    below = sorted(one for one in root.rglob("*") if one.suffix.lower() in _OF_TAKEOUT)
    files = (one for one in below if one.is_file() and not one.is_symlink())
    return tuple(
        FoundFile(f"Takeout/{one.relative_to(root).as_posix()}", read_file(one)) for one in files
    )


def files_in_folder(path: Path) -> tuple[tuple[FoundFile, ...], tuple[str, ...]]:
    """The files directly in a folder that may hold people, and the names of the others."""
    names = names_in(path)
    wanted = [one for one in names if one.suffix.lower() in _WANTED]
    found, left = [], MAX_ARCHIVE
    for one in wanted:
        raw = read_file(one)
        left -= len(raw)
        if left < 0:
            what = f"Its files have more than {MAX_ARCHIVE:,} bytes"
            raise Refused(Location(str(path)), what, "Name the files that you want")
        found.append(FoundFile(one.name, raw))
    return tuple(found), tuple(one.name for one in names if one not in wanted)


def names_in(path: Path) -> list[Path]:
    """The files directly in a folder, without hidden ones and links; refuses what is unreadable."""
    try:
        with os.scandir(path) as inside:
            names = [Path(one.path) for one in inside if one.is_file(follow_symlinks=False)]
    except OSError as fault:
        why = f"It cannot be read: {fault.strerror or fault}"
        raise Refused(Location(str(path)), why) from fault
    return sorted(one for one in names if not one.name.startswith("."))
