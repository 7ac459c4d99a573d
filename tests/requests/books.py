"""Small books with requests in them, and imports into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kithbook.book.edit import apply
from kithbook.book.load import load_book
from kithbook.requests.filing import Plan, plan
from kithbook.requests.mailboxes import read_bytes, read_path

TODAY = date(2026, 11, 22)


def book(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """A book with some files."""
    (root / "kithbook.yml").write_text("today: 2026-11-22\n", encoding="utf-8")
    for name, text in (files or {}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def take_in(root: Path, *came: bytes | Path, name: str = "x.eml", today: date = TODAY) -> Plan:
    """Files what came, and applies it."""
    network = load_book(root)
    read = (
        made
        for one in came
        for made in (
            read_path(one, today) if isinstance(one, Path) else read_bytes(one, name, today)
        )
    )
    made = plan(read, network, root, today)
    for edit in made.edits:
        apply(edit, root)
    return made


def contents(root: Path) -> dict[str, bytes]:
    """Every file in requests/, by name."""
    return {path.name: path.read_bytes() for path in sorted((root / "requests").glob("*"))}
