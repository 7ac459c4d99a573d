"""Values kept in a file of the folder `.kith/`, by key: bytes that can be made anew at any time.

The file is a SQLite database that its owner alone can read. It is changed in transactions, so a
killed run leaves it as it was; what is dropped or replaced is overwritten with zeros. Where it
cannot be read or written, because of a lock, a full disk or a read-only folder, nothing is kept.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kithbook.text.own_folder import own_file

if TYPE_CHECKING:
    import sqlite3

ENDING = ".sqlite"
_JOURNAL = "-journal"
_WAIT = 0.2
_AT_ONCE = 500
_BROKEN = (1, 11, 26)
"""Codes of SQLite: another schema, a damaged file, no database."""
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS made_from (digest TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL)",
)
_ALL = "SELECT key, value FROM kept"
_PUT = "INSERT INTO kept VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class KeptValues:
    """Values of one kind, by key; `made_from` is a digest of all that made them beside their keys.

    What was made from anything else is never given, and goes with the next change.
    """

    def __init__(self, root: Path, name: str, made_from: str) -> None:
        """Takes the book, the name of the file without its ending, and the digest."""
        self._root, self._name, self._made_from = root, f"{name}{ENDING}", made_from

    def all(self) -> dict[str, bytes]:
        """Every value by its key, in no order."""
        return dict(self._rows((_ALL, ())))

    def some(self, keys: Collection[str]) -> dict[str, bytes]:
        """The values of some keys, of those that are there."""
        asked = tuple(keys)
        parts = (asked[start : start + _AT_ONCE] for start in range(0, len(asked), _AT_ONCE))
        return dict(
            self._rows(*((f"{_ALL} WHERE key IN ({_marks(part)})", part) for part in parts))
        )

    def change(
        self,
        put: Mapping[str, bytes],
        drop: Collection[str] = (),
        *,
        seen: tuple[str, bytes | None] | None = None,
    ) -> bool:
        """Puts some values in their places and drops others, all or nothing; whether it was done.

        With `seen`, a key and its value, not where another run has changed that one meanwhile.
        Raises nothing: where it could not be, the values are made anew the next time.
        """
        path = self._path(make=True)
        if path is None:
            return False
        for _ in range(2):
            try:
                return self._change(path, put, drop, seen)
            except _errors() as fault:
                if not _is_broken(fault):
                    return False
                self.clear()
        return False

    def clear(self) -> None:
        """Deletes the file with all that is in it."""
        path = self._path()
        if path is not None:
            for one in (path, path.with_name(f"{path.name}{_JOURNAL}")):
                with suppress(OSError):
                    one.unlink(missing_ok=True)

    def _path(self, *, make: bool = False) -> Path | None:
        try:
            return own_file(self._root, self._name, make=make)
        except OSError:
            return None

    def _change(
        self,
        path: Path,
        put: Mapping[str, bytes],
        drop: Collection[str],
        seen: tuple[str, bytes | None] | None,
    ) -> bool:
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(_opened(path)) as database:
            for line in ("secure_delete = ON", "synchronous = NORMAL", "temp_store = MEMORY"):
                database.execute(f"PRAGMA {line}").fetchall()
            database.execute("BEGIN IMMEDIATE")
            for line in _SCHEMA:
                database.execute(line)
            if not _is_of(database, self._made_from):
                database.execute("DELETE FROM kept")
                database.execute("DELETE FROM made_from")
                database.execute("INSERT INTO made_from VALUES (?)", (self._made_from,))
            now = dict(database.execute(f"{_ALL} WHERE key = ?", seen[:1])) if seen else {}
            if seen and now.get(seen[0]) != seen[1]:
                return False
            database.executemany("DELETE FROM kept WHERE key = ?", ((one,) for one in drop))
            database.executemany(_PUT, put.items())
            database.execute("COMMIT")
        return True

    def _rows(self, *queries: tuple[str, tuple[str, ...]]) -> list[tuple[str, bytes]]:
        """What queries find; nothing where there is no such file, or none that fits."""
        path = self._path()
        if path is None or not path.is_file():
            return []
        try:
            with closing(_opened(path)) as database:
                if not _is_of(database, self._made_from):
                    return []
                return [row for sql, keys in queries for row in database.execute(sql, keys)]
        except _errors():
            return []


def _opened(path: Path) -> sqlite3.Connection:
    import sqlite3  # noqa: PLC0415 - commands that keep nothing are quicker without it

    # Unfinished changes of a killed run are taken back as soon as something is read.
    return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)


def _errors() -> tuple[type[Exception], ...]:
    try:
        import sqlite3  # noqa: PLC0415 - as above
    except ImportError:  # a Python that was built without it
        return (ImportError,)
    return (sqlite3.Error, OSError)


def _is_broken(fault: Exception) -> bool:
    """Whether the file is no database of ours any more, and not just in use or full."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF in _BROKEN


def _marks(part: Collection[str]) -> str:
    return ",".join("?" * len(part))


def _is_of(database: sqlite3.Connection, made_from: str) -> bool:
    return database.execute("SELECT digest FROM made_from").fetchall() == [(made_from,)]
