"""The built public site as the scan sees it: every reading of every file, indexed by words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import pairwise
from math import inf
from pathlib import Path

from kithbook.coach.page import is_page_script
from kithbook.leakscan.canon import row, words
from kithbook.leakscan.decode import Step, follow, joined, readings
from kithbook.leakscan.unpack import Sheet, Unreadable, sheets

FIRST, LARGE = 1_000_000, 8_000_000
"""Bytes that are read first of a site that is larger than so many."""
_LONGEST_RUN = 60
_DIGITS = re.compile(r"(?<= )[0-9]+(?: [0-9]+)*(?= )")
_PHONE_LENGTHS = range(7, 16)
_PHONE_GROUPS = 7
# Packages whose own files, byte for byte, can hold nothing of a book.
_SHIPPED = (("material", "templates"), ("mkdocs", "contrib/search"),
            ("properdocs", "contrib/search"), ("kithbook", "public"),
            ("kithbook", "look"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutputText:
    """One reading of one text of a file, as a row of words; `last` with all escapes undone."""

    file: str
    sheet: Sheet
    steps: tuple[Step, ...]
    row: str
    last: bool = True

    @property
    def glued(self) -> bool:
        """Whether words with a tag between them stand there as one."""
        return joined in self.steps

    def again(self, text: str) -> str:
        """The row that another text would give in the same way."""
        return row(words(follow(text, self.steps)))


@dataclass(frozen=True)
class Output:
    """All readings of a site; `unread` names files that nobody can look into."""

    readings: tuple[OutputText, ...]
    files: int
    size: int
    unread: tuple[tuple[str, str], ...] = ()
    whole: bool = True
    _found: dict[str, OutputText | None] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> tuple[list[str], ...]:
        return tuple(reading.row.split() for reading in self.readings)

    @cached_property
    def singles(self) -> frozenset[str]:
        """Every word."""
        return frozenset(word for one in self._rows for word in one)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two words that follow one another."""
        return frozenset(pair for one in self._rows for pair in pairwise(one))

    @cached_property
    def threes(self) -> frozenset[tuple[str, ...]]:
        """Every three words that follow one another."""
        return frozenset(
            three for one in self._rows for three in zip(one, one[1:], one[2:], strict=False)
        )

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Whatever reads like a telephone number, as digits, with the words it is written in."""
        return {digits: run for reading in self.readings for digits, run in numbers_in(reading.row)}

    def find_phrase(self, sought: tuple[str, ...]) -> OutputText | None:
        """The reading that holds these words and has no escapes left; a glued one if no other."""
        one = row(sought)
        found = [has for has in self.readings if has.last and one in has.row]
        return min(found, key=lambda has: has.glued, default=None)

    def find(self, sought: tuple[str, ...]) -> OutputText | None:
        """The first reading that holds these words one after another."""
        if len(sought) == 1:
            there = sought[0] in self.singles
        else:
            there = all(pair in self.pairs for pair in pairwise(sought))
        return self._confirmed(row(sought)) if there else None

    def _confirmed(self, sought: str) -> OutputText | None:
        if sought not in self._found:
            self._found[sought] = next((one for one in self.readings if sought in one.row), None)
        return self._found[sought]


def numbers_in(whole: str) -> Iterator[tuple[str, str]]:
    """The digits of everything in a row that could be a telephone number, with their words."""
    for found in _DIGITS.finditer(whole):
        groups = found[0].split()
        if len(groups) > _LONGEST_RUN:  # the numbers of a drawing or a table
            continue
        for start in range(len(groups)):
            digits = ""
            for end in range(start, min(start + _PHONE_GROUPS, len(groups))):
                digits += groups[end]
                if len(digits) in _PHONE_LENGTHS:
                    yield digits, row(groups[start : end + 1])


def read_in_steps(site: Path, masks: tuple[re.Pattern[str], ...]) -> Iterator[Output]:
    """A large site first in part, since a leak of everything shows there; then the whole."""
    if sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) > LARGE:
        yield read_output(site, masks, FIRST)
    yield read_output(site, masks)


def read_output(site: Path, masks: tuple[re.Pattern[str], ...] = (), most: float = inf) -> Output:
    """Reads a built site, or the beginning of it; what a mask covers counts as not there."""
    shipped = _shipped_files()
    found: list[OutputText] = []
    unread: list[tuple[str, str]] = []
    size = files = read = 0
    paths = iter(sorted(path for path in site.rglob("*") if path.is_file() or path.is_symlink()))
    while read <= most and (path := next(paths, None)):
        name = path.relative_to(site).as_posix()
        if path.is_symlink() and not path.is_file():
            unread.append((name, "It is a link that leads to no file"))
            continue
        raw = path.read_bytes()
        files, size = files + 1, size + len(raw)
        found.extend(_readings(name, Sheet(name, "utf-8", "its name"), masks))
        if _is_shipped(path, raw, shipped):
            continue
        read += len(raw)
        try:
            for sheet in sheets(name, raw):
                found.extend(_readings(name, sheet, masks))
        except Unreadable as reason:
            unread.append((name, f"It {reason}"))
    return Output(tuple(found), files, size, tuple(unread), whole=next(paths, None) is None)


def _readings(name: str, sheet: Sheet, masks: tuple[re.Pattern[str], ...]) -> Iterator[OutputText]:
    seen: set[tuple[str, bool]] = set()
    for steps, last in readings(sheet.text):
        whole = row(words(follow(sheet.text, steps)))
        for mask in masks:
            whole = mask.sub("\0", whole)
        if (whole, last) not in seen and whole.strip():
            seen.add((whole, last))
            yield OutputText(name, sheet, steps, whole, last)


def shipped_folders() -> Iterator[Path]:
    """Where the packages keep the files that end in every site."""
    for package, folder in _SHIPPED:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place) / folder


def shipped_under(folder: Path) -> Iterator[Path]:
    """The files of such a folder in a stable order, without the ten thousand icons of the theme."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".icons")
        yield from (Path(place, name) for name in sorted(names))


@cache
def _shipped_files() -> Mapping[tuple[str, int], list[Path]]:
    files: dict[tuple[str, int], list[Path]] = {}
    for folder in shipped_folders():
        for path in shipped_under(folder):
            if path.suffix and path.is_file():
                files.setdefault((path.suffix, path.stat().st_size), []).append(path)
    return files


def _is_shipped(path: Path, raw: bytes, shipped: Mapping[tuple[str, int], list[Path]]) -> bool:
    same = shipped.get((path.suffix, len(raw)), ())
    return any(one.read_bytes() == raw for one in same) or _is_coach(path, raw)


def _is_coach(path: Path, raw: bytes) -> bool:
    """Whether a file is the coach's script, put together from the package's own files."""
    return path.suffix == ".js" and is_page_script(raw.decode("utf-8", "replace"))
