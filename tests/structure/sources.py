"""What the structural tests look at: the Python files of a tree, and findings with a count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "plugins" / "kithbook"
FOLDERS = ("plugins", "tests", "scripts", "benchmarks")


class Looked(NamedTuple):
    """How many things a guard inspected, and what it has to say about them."""

    inspected: int
    findings: list[str]


def python_files(root: Path) -> Iterator[Path]:
    """The Python files of our folders under root, in a stable order."""
    for folder in FOLDERS:
        yield from sorted((root / folder).rglob("*.py"))


def plant(root: Path, name: str, text: str) -> Path:
    """Write a file that a guard should find, with the folders it needs."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
