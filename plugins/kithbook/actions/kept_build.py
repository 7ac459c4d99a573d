"""Whether the private site that stands there is the one that a build would make now.

It is, where all that it was made of is as it was then, the program too, on the same day, and where
nobody touched the site itself. What is not sure is built.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from time import time_ns

from kithbook.text.hosts import host_in
from kithbook.text.own_folder import own_file
from kithbook.text.program_digest import program_digest
from kithbook.text.words import counted

NAME = "built-private.json"
_ANY_DAY = "any"
_FRESH = 2_000_000_000
"""Nanoseconds for which a file may change without another time on it."""
_PASSED_OVER = frozenset(("__pycache__", ".git"))
_WRITTEN = frozenset((".git", ".kith", "build"))

State = tuple[int, int, int, int]
"""Times of the last change of its text and of anything, size, and number on the disk."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a site is about to be made of: its places in a book, and a digest of all there.

    Of the book's own folder the names count, beside places that are not there. `fresh` are files
    that could change and look the same, each with a digest of its bytes.
    """

    root: str
    places: tuple[str, ...]
    digest: str
    fresh: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeptBuild:
    """A site as it was built: where, of what, on which day, and what was told of it.

    `holds` is a digest of the files in it as they stand on the disk.
    """

    site: str
    made_of: MadeOf
    day: str
    pages: int
    warnings: int
    told: tuple[str, ...]
    program: str = ""
    holds: str = ""

    def summary(self, root: Path) -> str:
        """The site in a line."""
        inside = Path(self.site).is_relative_to(root)
        where = Path(self.site).relative_to(root) if inside else self.site
        warned = f", {counted(self.warnings, 'warning')}" if self.warnings else ""
        return f"{where}: {counted(self.pages, 'page')}, and nothing changed since{warned}"


def looked_at(root: Path, places: Iterable[Path]) -> MadeOf | None:
    """What lies in some places of a book at this moment; None where links lie there."""
    names, began = tuple(dict.fromkeys(map(str, places))), time_ns()
    try:
        found = dict(_states(names))
        late = [name for name, state in found.items() if state and max(state[:2]) > began - _FRESH]
        fresh = {name: _bytes_of(name) for name in late}
    except OSError:
        return None
    if None in found.values():
        return None
    return MadeOf(str(root), names, _digest(found, fresh, _names_in(root)), fresh)


def keep_build(root: Path, built: KeptBuild) -> None:
    """Remembers a site that was built and stands in its place, if it can."""
    holds = _digest(dict(_states((built.site,))))
    text = json.dumps(asdict(replace(built, holds=holds, program=program_digest())))
    with suppress(OSError):
        path = own_file(root, NAME, make=True)
        if path is not None:
            path.unlink(missing_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            path.write_text(text, encoding="utf-8")


def drop_build(root: Path) -> None:
    """Forgets what was built."""
    with suppress(OSError):
        path = own_file(root, NAME)
        if path is not None:
            path.unlink(missing_ok=True)


def day_of(pinned: date | None) -> str:
    """The day that a site holds for: a book that pins its day has the same on any."""
    return _ANY_DAY if pinned else str(date.today())  # noqa: DTZ011 - the owner's own day


def still_built(root: Path) -> KeptBuild | None:
    """The private site of a book, where it is what a build would make; None where it may not be."""
    kept = _kept(root)
    if kept is None or host_in(os.environ) or kept.program != program_digest():
        return None
    if kept.day not in (_ANY_DAY, day_of(None)) or kept.made_of.root != str(root):
        return None
    try:
        is_same = _is_as_it_was(kept.made_of) and _digest(dict(_states((kept.site,)))) == kept.holds
    except OSError:
        return None
    return kept if is_same else None


def _is_as_it_was(made_of: MadeOf) -> bool:
    now = {name: _bytes_of(name) for name in made_of.fresh}
    found = dict(_states(made_of.places))
    return now == made_of.fresh and (
        _digest(found, now, _names_in(Path(made_of.root))) == made_of.digest
    )


def _kept(root: Path) -> KeptBuild | None:
    try:
        path = own_file(root, NAME)
        told = json.loads(path.read_bytes()) if path and path.is_file() else None
        if told is None:
            return None
        made_of = MadeOf(**told.pop("made_of"))
        made_of = replace(made_of, places=tuple(made_of.places))
        return KeptBuild(made_of=made_of, **{**told, "told": tuple(told["told"])})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _states(places: Iterable[str]) -> Iterator[tuple[str, State | None]]:
    """Every file at and below some places, and which places are not there; None for a link."""
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        try:
            if os.path.islink(place):  # noqa: PTH114 - thousands are looked at
                yield place, None
            elif os.path.isdir(place):  # noqa: PTH112
                with os.scandir(place) as inside:
                    waiting += [one.path for one in inside if one.name not in _PASSED_OVER]
                yield place, (0, 0, 0, 0)
            else:
                known = os.stat(place)  # noqa: PTH116
                yield place, (known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino)
        except FileNotFoundError:
            yield place, (0, 0, -1, 0)


def _names_in(folder: Path) -> tuple[str, ...]:
    """What lies in the book's own folder, but where the program and git write themselves."""
    return tuple(sorted(set(os.listdir(folder)) - _WRITTEN))  # noqa: PTH208


def _digest(
    found: Mapping[str, State | None], fresh: Mapping[str, str] | None = None, more: object = ()
) -> str:
    """All names with their states; a fresh one with its bytes instead."""
    late = fresh or {}
    lines = (f"{name}\0{late.get(name) or state}" for name, state in sorted(found.items()))
    text = "\n".join((*lines, repr(more))).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(text, digest_size=20).hexdigest()


def _bytes_of(name: str) -> str:
    return hashlib.blake2b(Path(name).read_bytes(), digest_size=20).hexdigest()
