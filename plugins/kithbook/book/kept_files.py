"""What was read of the files of a book, kept so that only those are read anew that changed.

A file is the one that was read by its size, times and number on the disk; where they differ, or
were too fresh to be trusted, by a digest of its text. What was read of it holds as long as the
names that it asked for mean whom they meant.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from kithbook.book.asked_names import LookedUp
from kithbook.book.kept_answers import clear_answers
from kithbook.book.kept_records import as_text, back_of_record
from kithbook.book.model import Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.names_beside import Said
from kithbook.text.kept_values import ENDING, KeptValues
from kithbook.text.own_folder import clear_folder, own_file
from kithbook.text.problems import Problem
from kithbook.text.program_digest import program_digest
from kithbook.text.words import fold

Named = tuple[str, str, tuple[str, ...]]
NAME, SETTINGS = "read", "settings"
FEWEST = 100
"""Files from which on keeping saves anything that one would notice."""
_FORMAT = "2"
_CODE = ("book", "text", "language", "airlock")
_NAMES = ""
"""The key under which stands who was in the book, and which organisations."""
_OF_TEXTS, _OF_NAMES = "suggesting", "finding"
"""Folders of what is kept of everybody's words; of no use once somebody is gone, or has a name."""
_FRESH = 2_000_000_000
"""Nanoseconds in which a file may change again without another time on it."""
_DISTRUSTED = -1
_HERE = b"[\x01"
"""Where a list begins with the path of the file itself, as places do; no JSON has that sign."""
_PROBLEMS = back_of_record(tuple[Problem, ...])


class Stand(NamedTuple):
    """How a file stood on the disk: its size, times in nanoseconds, and number."""

    size: int
    modified: int
    changed: int
    number: int


class KeptFile:
    """What was kept of a file: what is known of it at once, and lines of JSON for later."""

    __slots__ = ("_asked", "_problems", "_value", "digest", "first", "path", "stand")

    def __init__(self, path: str, value: bytes) -> None:
        """Takes the path, and what was kept under it."""
        self.path, self._value = path, value
        head = json.loads(value[: value.index(b"\n")])
        self.stand, self.digest, self._asked, self.first, self._problems = head

    @property
    def mark(self) -> bytes:
        """What tells it from all else that may be kept of the file, wherever that stood."""
        said = self._value[self._value.index(b"],") :]
        return hashlib.blake2b(said, digest_size=16).digest()

    @property
    def asked(self) -> LookedUp:
        """Which names its reading asked for."""
        return LookedUp(*self._asked)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found in it once names were known."""
        return read_problems(self._problems) if self._problems else ()

    def line(self, number: int) -> Any:  # noqa: ANN401 - what JSON gives
        """One of the lines that were kept of it, from 0."""
        found = self._value.split(b"\n", number + 2)[number + 1]
        return json.loads(found.replace(_HERE, b"[" + _in_json(self.path)))

    def let_go(self) -> None:
        """Forgets what was known at once, when it has been taken over: a book has many files."""
        self.first, self._asked, self.stand = [], (), []

    def may_hold(self, word: str) -> bool:
        """Whether a small word of ASCII may stand in it, whatever case and accents it is in."""
        return not self._value.isascii() or word.encode() in self._value.lower()

    def with_stand(self, stand: list[int]) -> bytes:
        """What is to be kept of it, for another stand of the same text."""
        head = [stand, self.digest, self._asked, self.first, self._problems]
        return _line(head) + self._value[self._value.index(b"\n") + 1 :]


class KeptFiles:
    """What was read of the files of one book, for one reading of it."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Takes all that is kept for these settings and this program."""
        self._root, self._folder = root, str(root)
        # What the owner looks for is asked of nobody's file, and its places move with each edit.
        asked = repr(replace(settings, needs=()))
        made_from = "\n".join((_FORMAT, program_digest(*_CODE), asked))
        digest = hashlib.blake2b(made_from.encode("utf-8", "surrogatepass"), digest_size=16)
        self._all_asked = repr(settings)
        self._kept = KeptValues(root, NAME, digest.hexdigest())
        self._values = self._kept.all()
        self._before = self._now = self._values.pop(_NAMES, None)
        self._stands: dict[str, Stand] = {}
        self._digests: dict[str, str] = {}
        self._put: dict[str, bytes] = {}
        self._held: set[str] = set()
        self._changed = False
        self._names: frozenset[str] | None = frozenset()
        self._organisations: Collection[str] = ()

    def fresh(self, path: str) -> KeptFile | None:
        """What is kept of a file, where it has not changed since; names may have."""
        now = self._stand(path)
        value = self._values.get(path)
        if now is None or value is None:
            return None
        kept = KeptFile(path, value)
        if kept.stand != list(now):
            if kept.digest != self._digest(path):
                return None
            self._put[path] = kept.with_stand(self._trusted(now))
        self._held.add(path)
        self._digests[path] = kept.digest
        return kept

    def know(
        self, named: Sequence[Named], said: Sequence[Said], unread: Sequence[tuple[str, str]]
    ) -> None:
        """Takes who is in the book now, and compares it with who was."""
        self._now = _line([named, said, unread])
        self._changed = self._now != self._before
        if not self._changed:
            return
        before, earlier_said, _ = json.loads(self._before) if self._before else ([], [], [])
        earlier = [(one, name, tuple(others)) for one, name, others in before]
        both = set(earlier) & set(named)
        if [one for one in earlier if one in both] != [one for one in named if one in both]:
            self._names = None
        else:
            self._names = NameIndex((set(earlier) | set(named)) - both).keys()
        self._organisations = _organisations(earlier_said) ^ _organisations(said)

    def holds(self, kept: KeptFile) -> bool:
        """Whether all that was asked for while a file was read is as it was."""
        if not self._changed:
            return True
        names, words, among_all = kept.asked
        holds = (
            self._names is not None
            and not among_all
            and self._names.isdisjoint(names)
            and not any(word in self._organisations for word in words)
        )
        if not holds:
            self._held.discard(kept.path)
            self._put.pop(kept.path, None)
        return holds

    def keep(
        self,
        path: str,
        digest: str,
        asked: LookedUp,
        first: object,
        problems: Sequence[Problem],
        *lines: str,
    ) -> None:
        """Keeps what was read of a file with a digest, whose stand was asked for before that.

        `first` is what can be given before names are known; `lines` are JSON without a line end.
        """
        if (stand := self._stands.get(path)) is None:
            return
        self._digests[path] = digest
        head = [self._trusted(stand), digest, asked, first, problems]
        rest = "\n".join(lines).encode("utf-8", "surrogatepass")
        self._put[path] = _line(head) + rest.replace(b"[" + _in_json(path), _HERE)

    def state(self, others: Iterable[str]) -> str:
        """A digest of all that was read, of other files by how they stand; empty where in doubt.

        In doubt are links, and files that may still change without another time on them.
        """
        found = sorted(self._digests.items())
        for path in others:
            if path in self._digests:
                continue
            stand = self._stand(path)
            if stand is None or self._trusted(stand)[0] == _DISTRUSTED:
                return ""
            found.append((path, str(stand)))
        return digest_of(_line([found, self._all_asked]) + (self._now or b""))

    def write(self) -> None:
        """Puts on the disk what was read anew, and drops what is of no file any more."""
        drop = self._values.keys() - self._held - self._put.keys()
        if not (drop or self._put or self._changed):
            return
        clear_answers(self._root)
        if any(path.startswith("people/") for path in drop):
            clear_folder(self._root, _OF_TEXTS)
        if drop or self._changed:
            clear_folder(self._root, _OF_NAMES)
        if self._now is not None:
            self._kept.change({**self._put, _NAMES: self._now}, drop, seen=(_NAMES, self._before))

    def _stand(self, path: str) -> Stand | None:
        """How a file stands now; None for what is no file, a link among them."""
        try:
            found = os.lstat(f"{self._folder}/{path}")
            path.encode()
        except (OSError, UnicodeEncodeError):  # a name of bytes that are no text can be no key
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        stand = Stand(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        self._stands[path] = stand
        return stand

    def _digest(self, path: str) -> str:
        try:
            return digest_of((self._root / path).read_bytes())
        except OSError:
            return ""

    def _trusted(self, stand: Stand) -> list[int]:
        """A stand as it is kept: one that no later change could have goes by its digest."""
        fresh = max(stand.modified, stand.changed) > time.time_ns() - _FRESH
        return [_DISTRUSTED, *stand[1:]] if fresh else [*stand]


def kept_files(root: Path, settings: Settings, people: int) -> KeptFiles | None:
    """What is kept of a book with so many files of people, where it is large and may be kept."""
    if settings.incremental and people >= FEWEST:
        return KeptFiles(root, settings)
    for name in (NAME, SETTINGS):
        KeptValues(root, name, "").clear()
    clear_answers(root)
    return None


def is_kept(root: Path) -> bool:
    """Whether anything that was read of a book is kept."""
    path = own_file(root, f"{NAME}{ENDING}")
    return path is not None and path.is_file()


def digest_of(raw: bytes) -> str:
    """What tells a text from every other."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def read_problems(found: list[Any]) -> tuple[Problem, ...]:
    """Findings of which JSON has the fields."""
    problems: tuple[Problem, ...] = _PROBLEMS(found)
    return problems


def _organisations(said: Iterable[Sequence[Any]]) -> frozenset[str]:
    return frozenset(fold(org) for _, _, org, _ in said if org)


def _in_json(path: str) -> bytes:
    return f"{as_text(path)},".encode("utf-8", "surrogatepass")


def _line(value: object) -> bytes:
    return f"{as_text(value)}\n".encode("utf-8", "surrogatepass")
