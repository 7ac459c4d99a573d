"""People promoted, renamed, put together and forgotten by a process that is killed at any moment.

Each file is as before or as after, the book reads without an error, and the same command goes on.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kithbook.book.checks import check
from kithbook.book.load import load_book
from kithbook.text.problems import Problem
from tests.actions.lives import DAY, files, sample, write

pytestmark = pytest.mark.uncounted
RANDOM = Random(20)  # noqa: S311 - moments, and no secret
ROSTERS = {
    "rosters/club.csv": "Name,E-mail,Company\nAnn Lee,ann@example.org,Oakgate\n",
    "rosters/choir.vcf": (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ann\r\nFN:Ann Lee\r\nEMAIL:ann@example.org\r\n"
        "TEL:+1 713 555 0142\r\nEND:VCARD\r\n"
    ),
    "rosters/club-happenings.csv": (
        "key,on,kind,text\nann@example.org,2026-01-02,call,of the boat\n"
        "bo@example.org,2026-01-03,call,of tea\n"
    ),
    "rosters/choir-happenings.csv": "key,on,kind,text\nann,2026-02-02,meal,soup\n",
}
COMMANDS = {
    "promote": (["promote", "Ann Lee"], frozenset[str]()),
    "rename": (["rename", "Ada Byrne", "Ada Lind"], frozenset[str]()),
    "merge": (["merge", "ada-byrne", "walt-pruitt"], frozenset({"same-name", "same-person"})),
    "forget": (
        ["forget", "Łukasz Wójcik", "--word", "Łukasz", "--word", "Wójcik"],
        frozenset({"consent-missing", "stale-airlock", "unknown-person"}),
    ),
}
# A process that ends itself before the n-th time that something of the disk is changed.
KILLED = """
import os, signal, sys
from kithbook.book import edit, file_steps
left = int(sys.argv[1])
def counted(function):
    def step(*words, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*words, **more)
    return step
import pathlib, shutil
for name in ("replace", "rename", "unlink"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
os.link, shutil.rmtree = counted(os.link), counted(shutil.rmtree)
from kithbook.cli.main import run
code = run(sys.argv[2:])
print(left)
sys.exit(code)
"""


def killed(book: Path, left: int, words: list[str]) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-c", KILLED, str(left), "--book", str(book), *words, "--apply"]
    return subprocess.run(line, capture_output=True, check=False)


def own_findings(book: Path) -> set[tuple[str, str, str]]:
    found: tuple[Problem, ...] = check(load_book(book), DAY)
    return {(one.code, one.location.path, one.message) for one in found}


def text_of(book: Path) -> dict[str, bytes]:
    return {path: one for path, one in files(book).items() if not path.startswith(".kith")}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_at_any_moment_leaves_whole_files_and_the_command_goes_on(
    tmp_path: Path, name: str
) -> None:
    words, told = COMMANDS[name]
    start = write(sample(tmp_path / "book"), ROSTERS)
    whole = Path(shutil.copytree(start, tmp_path / "whole"))
    done = killed(whole, 1_000, words)
    assert done.returncode == 0, done.stderr
    count = 1_000 - int(done.stdout.splitlines()[-1])
    before, after, known = text_of(start), text_of(whole), own_findings(start)
    moments = RANDOM.choices(range(count), k=20)
    for moment in sorted(set(moments)):
        book = Path(shutil.copytree(start, tmp_path / f"at-{moment}"))
        assert killed(book, moment, words).returncode == -signal.SIGKILL
        now = text_of(book)
        for path, content in now.items():
            if not path.endswith(".tmp") and path != "people/ada-lind.md":
                assert content in (before.get(path), after.get(path), halfway(name, path, content))
        fresh = {code for code, *_ in own_findings(book) - known}
        assert fresh <= told, moment
        again = killed(book, 1_000, words)
        finished = b"Nobody in this book is called" in again.stderr
        assert again.returncode == 0 or finished or b"already" in again.stderr, again.stderr
        if name in ("forget", "promote") or again.returncode == 0:
            assert text_of(book) == after
        shutil.rmtree(book)


def halfway(name: str, path: str, content: bytes) -> bytes | None:
    """The file of somebody renamed, with the new name and before it moves."""
    return content if (name, path) == ("rename", "people/ada-byrne.md") else None
