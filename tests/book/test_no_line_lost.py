"""No line of a book is lost: its words stand in the records once, or it lies in a finding.

Looked for in random mixtures by words that stand nowhere else. KITH_MIXTURES=5000 takes as many.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kithbook.book import introductions_requests, log_reading, people
from kithbook.book.accounting import TakenFor, accounting
from kithbook.book.load import load_book
from kithbook.book.log_lines import NotesAndLog
from kithbook.book.model import Introduction, LogRead
from kithbook.book.records import Record
from kithbook.text.problems import Problem
from kithbook.text.source import Source, read_source
from tests.book.mixtures import WORD, Mixer, counted, texts_below, words_kept

pytestmark = pytest.mark.uncounted

MIXTURES = int(os.environ.get("KITH_MIXTURES", "150"))
TAKEN = {
    "key", "value", "notes", "heading", "entry", "continuation", "aside", "header", "row",
    "comment", "fence",
}  # fmt: skip
LINE_END = re.compile(r"\r\n|\n|\r")
HIDDEN = re.compile(
    r"^[ \t]*<!--(?:(?!-->)[\s\S])*(?:-->|\Z)"
    r"|^ {0,3}(?P<mark>`{3,}(?=[^`\n]*$)|~{3,}).*\n(?:(?![ \t]*(?P=mark)).*\n)*(?:.*|\Z)",
    re.MULTILINE,
)
REMARK = re.compile(r"^[ \t]*#.*|[ \t]#(?:[ \t].*)?$")
OWN = re.compile(r"^x_.*(?:\n+[ \t-].*)*", re.MULTILINE)


def lost(root: Path) -> list[str]:
    """What is said of no line of a book, or twice."""
    network = load_book(root)
    kept, below = words_kept(network), counted(texts_below(network))
    files = [path for path in sorted(root.glob("*/**/*.*")) if path.is_file()]
    written = "".join(path.read_bytes().decode(errors="replace") for path in files)
    places = {word: at for at, word in enumerate(WORD.findall(written))}
    texts = texts_below(network)
    found = [f"out of order: {text}" for text in texts if not in_order(text, places)]
    for path in files:
        source = read_source(root, path)
        if isinstance(source, Problem) and source.code == "unfinished-merge":
            source = Source(source.location.path, path.read_bytes().decode())
        if isinstance(source, Source):
            raw = path.read_bytes().decode().removeprefix("\ufeff")
            lines = accounting(source, network)
            typed = LINE_END.split(raw)
            assert len(lines) == len(typed) - (not typed[-1])
            strange = any("unknown-columns" in line.codes for line in lines)
            unsaid = _unsaid("\n".join(typed))
            for line, text in zip(lines, typed, strict=False):
                if line.taken == "header" or (line.taken == "row" and strange):
                    continue
                said = _said(line, text, unsaid, kept, below)
                found += [f"{source.path}:{line.line}: {said}: {text[:80]}"] if said else []
    return found


def in_order(text: str, places: Mapping[str, int]) -> bool:
    """Whether the words of lines stand as they were written."""
    numbers = [places[word] for word in WORD.findall(text)]
    return numbers == sorted(numbers)


def _unsaid(text: str) -> set[str]:
    """The words that may stand nowhere: in code, in a remark, under a key of the owner's own."""
    hidden = [found.group() for pattern in (HIDDEN, OWN) for found in pattern.finditer(text)]
    return set(WORD.findall(" ".join(hidden)))


def _said(
    line: TakenFor, text: str, unsaid: set[str], kept: dict[str, int], below: dict[str, int]
) -> str:
    if not text.strip():
        return ""
    if line.taken not in TAKEN:
        return "" if line.codes or (line.taken == "blank" and not WORD.search(text)) else line.taken
    counts = below if line.taken in ("notes", "heading", "entry", "continuation", "aside") else kept
    most = 2 if line.taken == "heading" else 1 if counts is below else 99
    if line.taken in ("key", "value", "comment"):
        text = REMARK.sub("", text)
    for word in WORD.findall(text):
        free = word in unsaid or (line.codes and counts is kept)
        if not (0 if free else 1) <= counts[word] <= most:
            return f"{line.taken}, {counts[word]} times"
    return ""


def test_no_line_of_any_mixture_is_lost(tmp_path: Path) -> None:
    found = {seed: lost(Mixer(seed).write(tmp_path / str(seed))) for seed in range(MIXTURES)}
    assert {seed: lines for seed, lines in found.items() if lines} == {}


def without_asides(read: Callable[..., LogRead]) -> Callable[..., LogRead]:
    return lambda *args: read(*args)._replace(asides=())


def twice(read: Callable[..., LogRead]) -> Callable[..., LogRead]:
    def reader(*args: object) -> LogRead:
        found = read(*args)
        return found._replace(entries=(*found.entries, *found.entries))

    return reader


def without_last_note(split: Callable[..., NotesAndLog]) -> Callable[..., NotesAndLog]:
    def splitter(*args: object) -> NotesAndLog:
        found = split(*args)
        return found._replace(notes=found.notes[:-1])

    return splitter


def silent(_report: object) -> Callable[..., None]:
    return lambda *_: None


def without_body(read: Callable[..., Introduction | None]) -> Callable[..., Introduction | None]:
    return lambda *args: (found := read(*args)) and replace(found, notes="")


@pytest.mark.parametrize(
    "place, name, fault",
    [
        (people, "read_log", without_asides),
        (log_reading, "read_log", without_asides),
        (people, "read_log", twice),
        (people, "split_body", without_last_note),
        (introductions_requests, "read_introduction", without_body),
        (Record, "_report_unknown", silent),
    ],
)
def test_a_reader_that_loses_a_line_is_found(
    place: object,
    name: str,
    fault: Callable[..., object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(place, name, fault(getattr(place, name)))
    assert any(lost(Mixer(seed).write(tmp_path / str(seed))) for seed in range(40))
