"""Texts of the book that an action puts together from several sides, and the edits they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kithbook.book.address_books import MAX_ROSTER_BYTES
from kithbook.book.edit import Edit, digest
from kithbook.text.decoding import read_export
from kithbook.text.problems import Problem
from kithbook.text.refusal import refuse_for
from kithbook.text.source import read_raw


@dataclass
class PendingTexts:
    """The texts of some files as they are by now; written as UTF-8, however they were before."""

    root: Path
    before: dict[str, str | None] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    def read(self, path: str) -> str | None:
        """A file's text; None where there is none. Refused where it cannot be read."""
        if path in self.now:
            return self.now[path]
        if path not in self.before:
            self._open(path)
        return self.was.get(path)

    def _open(self, path: str) -> None:
        if not (self.root / path).exists():
            self.before[path] = None
            return
        raw = read_raw(self.root, self.root / path, MAX_ROSTER_BYTES)
        if isinstance(raw, Problem):
            refuse_for(raw)
        export = read_export(path, raw)
        if export.source is None and raw.strip():
            refuse_for(export.problems[0])
        self.before[path] = digest(raw)
        self.was[path] = export.source.text if export.source else ""

    def write(self, path: str, text: str) -> None:
        """Gives a file another text; the same one is no change."""
        if self.read(path) != text:
            self.now[path] = text

    def edits(self) -> Iterator[Edit]:
        """The edits of what changed."""
        for path, text in self.now.items():
            if self.was.get(path) != text:
                content = text.encode("utf-8", "replace")
                yield Edit(
                    path, self.before[path], content, _first_change(self.was.get(path), text)
                )


def _first_change(old: str | None, new: str) -> int:
    if not old:
        return 1
    pairs = zip(old.splitlines(), new.splitlines(), strict=False)
    return next((at for at, (was, now) in enumerate(pairs, 1) if was != now), old.count("\n") + 1)
