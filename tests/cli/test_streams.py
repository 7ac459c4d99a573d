"""Closed, broken and full streams: no traceback, and the book is what it would be otherwise."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.cli.main import COMMANDS
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

# The random codes that answers are known by: each run makes others.
CODE = re.compile(rb"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")

LINES = {
    "init": "init new-book",
    "new": "new 'Cy Dahl'",
    "log": "log 'call with Ada: the sea wall'",
    "inbox": "inbox -",
    "set": "set ada place Galveston",
    "need": "need ada rope",
    "offer": "offer ada rope",
    "know": "know ada rope",
    "drop": "drop ada CFO",
    "circle": "circle ada warm",
    "snooze": "snooze ada 2026-12-24",
    "pause": "pause ada",
    "done": "done ada",
    "edit": "edit --help",
    "tidy": "tidy",
    "promote": "promote",
    "rename": "rename bo-chen 'Bo Stone' --apply",
    "merge": "merge ada-byrne ines-ruiz",
    "forget": "forget bo-chen",
    "check": "check",
    "doctor": "doctor",
    "explain": "explain people/ada-byrne.md",
    "today": "today",
    "brief": "brief ada-byrne",
    "find": "find houston",
    "share": "share 'a report on salaries'",
    "way-to": "way-to Galveston",
    "suggest": "suggest",
    "about": "about ada-byrne",
    "coach": "coach -",
    "introduce": "introduce ines-ruiz bo-chen --because ines-ruiz rides --because bo-chen rides",
    "introduction": "introduction asked 2026-11 bo-lind",
    "draft": "draft 2026-11",
    "request": "request import -",
    "disclose": "disclose --apply",
    "check-public": "check-public content",
    "undo": "undo",
    "guard": "guard",
    "build": "build --help",
    "publish": "publish --help",
    "serve": "serve --help",
    "agent": "agent --help",
    "stage": "stage people",
    "completion": "completion show --shell bash",
    "export": "export build/kith.vcf",
    "calendar": "calendar build/kith.ics",
    "import": "import introductions",
}
COMBINATIONS = [" ".join(one) for one in product(("", "<&-"), (">&-", ""), ("2>&-", ""))][:-1]
FULL = Path("/dev/full")
TROUBLE = re.compile(r"a mistake in its own code|Traceback|Exception ignored")


class Ended(NamedTuple):
    """How a command ended: its code, what it wrote, and the book after it."""

    code: int
    text: str
    book: Mapping[str, bytes]


def run(folder: Path, line: str, streams: str) -> Ended:
    """Runs a command; `gone` stands for pipes that nobody reads."""
    book = Session(folder).book
    shell = f"'{sys.executable}' -m kithbook.cli {line} {streams.removeprefix('gone')}"
    reader, writer = os.pipe()
    os.close(reader)
    out = writer if streams.startswith("gone") else subprocess.PIPE
    with subprocess.Popen(
        ["sh", "-c", shell], cwd=book, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE
    ) as process:
        os.close(writer)
        texts = process.communicate(b"Hello there.")
    text = b"".join(one for one in texts if one).decode()
    return Ended(process.returncode, text, contents(book))


def contents(book: Path) -> Mapping[str, bytes]:
    return {
        str(p.relative_to(book)): CODE.sub(b"CODE", p.read_bytes())
        for p in book.rglob("*")
        if p.is_file()
    }


def run_all(folder: Path, runs: list[tuple[str, str]]) -> list[Ended]:
    def one(number: int) -> Ended:
        return run(folder / str(number), *runs[number])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, range(len(runs))))


def whole(folder: Path, line: str) -> Ended:
    """The same command, run as the other tests run it."""
    session = Session(folder / "whole" / line.split(maxsplit=1)[0])
    done = session.kith(shlex.split(line), "Hello there.")
    return Ended(done.code, f"{done.out}{done.err}", contents(session.book))


def test_no_command_is_left_out() -> None:
    assert set(LINES) == set(COMMANDS)


def test_every_command_ends_the_same_without_streams(tmp_path: Path) -> None:
    names = [
        name for name in LINES if name not in ("coach", "inbox", "request")
    ]  # they read what is given
    ended = run_all(tmp_path, [(LINES[name], "<&- >&- 2>&-") for name in names])
    for name, closed in zip(names, ended, strict=True):
        open_ = whole(tmp_path, LINES[name])
        assert (closed.code, closed.book) == (open_.code, open_.book), name
        assert closed.text == ""


@pytest.mark.parametrize("line", ["log 'call with Ada: the sea wall'", "nonsense"])
def test_any_of_the_streams_may_be_closed(tmp_path: Path, line: str) -> None:
    ended = run_all(tmp_path, [(line, one) for one in COMBINATIONS])
    assert len(ended) == 7
    open_ = whole(tmp_path, line)
    for streams, one in zip(COMBINATIONS, ended, strict=True):
        assert not TROUBLE.search(one.text), streams
        assert (one.code, one.book) == (open_.code, open_.book), streams


@pytest.mark.parametrize("line", ["coach -", "request import -"])
def test_an_input_that_is_closed_is_empty(tmp_path: Path, line: str) -> None:
    (ended,) = run_all(tmp_path, [(line, "<&-")])
    assert ended.code == 0
    assert not TROUBLE.search(ended.text)


def test_what_was_asked_is_done_where_nobody_reads_the_answer(tmp_path: Path) -> None:
    names = ("new", "log", "introduce", "introduction", "request", "disclose", "init")
    runs = [(LINES[name], streams) for name in names for streams in ("gone", "gone 2>&1")]
    ended = run_all(tmp_path, runs)
    for (line, streams), one in zip(runs, ended, strict=True):
        assert one.book == whole(tmp_path / streams, line).book, line
        assert not TROUBLE.search(one.text)


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("line", ["today", "coach -", "--version"])
def test_a_full_disk_is_told(tmp_path: Path, line: str) -> None:
    told, mute = run_all(tmp_path, [(line, ">/dev/full"), (line, ">/dev/full 2>/dev/full")])
    assert told.code == 1
    assert "No space left on device" in told.text
    assert not TROUBLE.search(told.text)
    assert (mute.code, mute.text) == (1, "")
