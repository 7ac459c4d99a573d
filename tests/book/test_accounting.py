"""No line is passed over: each is something, or lies in a finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kithbook.book.accounting import TakenFor, accounting
from kithbook.book.load import load_book
from kithbook.text.source import Source, read_source
from tests.book.bookfiles import case_paths, read_case, write_book
from tests.book.mixtures import texts_below

pytestmark = pytest.mark.uncounted

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


def unkept(root: Path) -> list[str]:
    """The lines of notes, entries and asides whose words do not stand in the records, in order."""
    network = load_book(root)
    kept = words(" | ".join(texts_below(network)))
    return [
        f"{path}:{line.line}: {line.text}"
        for path, lines in explained(root).items()
        for line in lines
        if line.taken in ("notes", "aside", "continuation", "entry")
        if words(said_in(line)) not in kept
    ]


def said_in(line: TakenFor) -> str:
    """What a line says; of an entry what stands behind its colon, without its ending."""
    text = line.text.removesuffix("'").removesuffix('"')
    if line.taken == "entry":
        _, *said = re.split(r"(?<=\w|\])[:.](?: |$)", text, maxsplit=1)
        text = said[0] if said else ""
        text = re.sub(r"(?:[ ,]*\b(?:by|done) \d{4}[-\d]*)+\W*$|\([^()]*\)\W*$", "", text)
    return re.sub(r"^\s*(?:\d+[.)] )", "", text)


def words(text: str) -> str:
    """The words of a text, each between two blanks."""
    return " ".join(["", *re.findall(r"[^\W_]+", text), ""])


def test_every_line_of_the_sample_is_something() -> None:
    assert passed_over(ROOT) == []
    assert unkept(ROOT) == []
    lines = [line for each in explained(ROOT).values() for line in each]
    assert len(lines) > 1000
    assert {line.taken for line in lines} >= {"key", "value", "notes", "entry", "aside", "row"}


@pytest.mark.parametrize("path", case_paths("check"), ids=lambda path: path.stem)
def test_every_line_of_the_broken_books_is_something(path: Path, tmp_path: Path) -> None:
    write_book(tmp_path, read_case(path))
    assert passed_over(tmp_path) == []
    assert unkept(tmp_path) == []
