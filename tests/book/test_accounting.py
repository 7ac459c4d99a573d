"""No line is passed over: each is something, or lies in a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.accounting import TakenFor, accounting
from kithbook.book.load import load_book
from kithbook.text.source import Source, read_source
from tests.book.bookfiles import case_paths, read_case, write_book

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("people", "journal", "introductions", "requests", "rosters")


def explained(root: Path) -> dict[str, tuple[TakenFor, ...]]:
    """Every file of a book that can be opened, line by line."""
    network = load_book(root)
    found = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.*")):
            source = read_source(root, path)
            meant = path.suffix in (".md", ".yml", ".csv") and not path.name.startswith(".")
            if isinstance(source, Source) and meant and path.stem.lower() != "readme":
                found[source.path] = accounting(source, network)
    return found


def passed_over(root: Path) -> list[str]:
    """The lines of a book that are nothing and lie in no finding."""
    return [
        f"{path}:{line.line}: {line.text}"
        for path, lines in explained(root).items()
        for line in lines
        if line.taken == "unread" and not line.codes and line.what != "no person"
    ]


def test_every_line_of_the_sample_is_something() -> None:
    assert passed_over(ROOT) == []
    lines = [line for each in explained(ROOT).values() for line in each]
    assert len(lines) > 1000
    assert {line.taken for line in lines} >= {"key", "value", "notes", "entry", "aside", "row"}


@pytest.mark.parametrize("path", case_paths("check"), ids=lambda path: path.stem)
def test_every_line_of_the_broken_books_is_something(path: Path, tmp_path: Path) -> None:
    write_book(tmp_path, read_case(path))
    assert passed_over(tmp_path) == []
