"""A book to act on, and what was told meanwhile; no command line anywhere."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.committing import commit
from kithbook.actions.outcome import Edits
from kithbook.book.load import load_book
from kithbook.book.network import Network

BOOK = Path(__file__).parent.parent / "cli" / "book"
DAY = date(2026, 11, 22)


@dataclass
class Desk:
    """A book on its day, and the remarks that actions made."""

    root: Path
    today: date = DAY
    told: list[str] = field(default_factory=list)

    @property
    def network(self) -> Network:
        return load_book(self.root)

    def commit(self, edits: Edits) -> None:
        commit(edits, self.root, self.network.settings, self.told.append)

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(BOOK, tmp_path / "book")))
