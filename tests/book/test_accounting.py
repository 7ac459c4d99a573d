"""No line is passed over: each is something, or lies in a finding."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.book.accounting import TakenFor, accounting
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.text.source import Source, read_source
from tests.book.bookfiles import case_paths, read_case, write_book
from tests.book.test_log_lines import shapes

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("people", "journal", "introductions", "requests", "rosters")
MARKS = re.compile(r"[^\w]+")


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
    """The lines of a book that are nothing, in files without a finding."""
    flawed = {one.location.path for one in load_book(root).problems}
    return [
        f"{path}:{line.line}: {line.text}"
        for path, lines in explained(root).items()
        for line in lines
        if line.taken == "unread" and path not in flawed
    ]


def kept_words(network: Network) -> str:
    """All that is kept of logs and journals, as words."""
    people = network.people.values()
    entries = [entry for one in people for entry in one.log] + list(network.journal)
    asides = [aside for one in people for aside in one.asides] + list(network.journal_asides)
    texts = [
        *(f"{e.text} {e.size} {e.by} {e.done} {e.on} {e.kind}" for e in entries),
        *(one.text for one in asides),
        *(one.notes for one in people),
    ]
    return MARKS.sub(" ", " ".join(texts))


def test_every_line_of_the_sample_is_something() -> None:
    assert passed_over(ROOT) == []
    lines = [line for each in explained(ROOT).values() for line in each]
    assert len(lines) > 1000
    assert {line.taken for line in lines} >= {"key", "value", "notes", "entry", "aside", "row"}


@pytest.mark.parametrize("path", case_paths("check"), ids=lambda path: path.stem)
def test_every_line_of_the_broken_books_is_something(path: Path, tmp_path: Path) -> None:
    write_book(tmp_path, read_case(path))
    assert passed_over(tmp_path) == []


HEADS = st.sampled_from(
    ["## Log", "## Log\n\nBefore all.", "", "# Notes", "## Log\n### 2026-11-20"]
)
LINES = st.sampled_from(
    [
        *(shape.typed for shape in shapes()),
        "", "", "plain words", "    deep words", "## Other", "### 20 Nov 2026", "#### Calls", "---",
        "```\ncode\n```", "<!-- remark -->", "> quoted",
        "| a | b |", "- [[Bo Chen]]", "***", "<p>x</p>",
    ]
)  # fmt: skip


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(HEADS, st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_no_line_is_lost_in_any_mixture(head: str, lines: list[str], stop: str) -> None:
    body = "\n".join([head, *lines, ""])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in (
            ("people/ada.md", f"---\nname: Ada\n---\n{body}"),
            ("people/bo-chen.md", "---\nname: Bo Chen\n---\n"),
            ("journal/2026-11-20.md", body),
            ("journal/2026-11.md", body),
        ):
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8", newline=stop)
        found = explained(root)
        network = load_book(root)
        kept = kept_words(network)
    for each in found.values():
        for line in each:
            assert line.taken != "unread", line
            assert line.taken != "blank" or not line.text.strip(), line
            if line.taken in ("aside", "continuation", "notes"):
                words = MARKS.sub(" ", line.text).strip()
                words = re.sub(r"^\d+ ", "", words)
                assert words in kept, line
