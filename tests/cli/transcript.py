"""Transcripts: a file of commands with what each writes, run in a copy of a fixture book."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

import pytest

from kithbook.cli.main import run
from kithbook.text import answer_code

HERE = Path(__file__).parent
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))
# What depends on the machine, or on how many files a site happens to have.
_COUNTS = re.compile(r"\b\d+(?:\.\d)?(?= (?:pages in|files,|s\b|MB\b))|(?<=\.html:)\d+")
_JSON_COUNTS = re.compile(r'(?<="size": )\d+|(?<="files": )\d+|(?<="offset": )\d+')


class Outcome(NamedTuple):
    """What one command wrote, and its exit code."""

    out: str
    err: str
    code: int


@dataclass(frozen=True)
class Step:
    """One command of a transcript, and what it is expected to do."""

    command: str
    expected: Outcome


def read(text: str) -> tuple[str, list[Step]]:
    """The heading of a transcript, and its steps."""
    heading, *blocks = re.split(r"^\$ ", text, flags=re.MULTILINE)
    return heading, [_step(block) for block in blocks]


def _step(block: str) -> Step:
    command, _, rest = block.partition("\n")
    out: list[str] = []
    err: list[str] = []
    code = 0
    for line in rest.removesuffix("\n").split("\n") if rest.strip() else []:
        if line.startswith("! "):
            err.append(line[2:])
        elif line.startswith("? "):
            code = int(line[2:])
        else:
            out.append(line)
    while out and not out[-1]:
        out.pop()
    return Step(command, Outcome("\n".join(out), "\n".join(err), code))


def write(heading: str, steps: list[tuple[str, Outcome]]) -> str:
    """A transcript as its file holds it."""
    parts = []
    for command, outcome in steps:
        lines = [f"$ {command}", *([outcome.out] if outcome.out else [])]
        lines += [f"! {line}" for line in outcome.err.split("\n") if outcome.err]
        lines += [f"? {outcome.code}"] if outcome.code else []
        parts.append("\n".join(lines))
    return heading + "\n\n".join(parts) + "\n"


class Session:
    """A copy of a fixture book, in which commands are run."""

    def __init__(self, root: Path, fixture: str = "book") -> None:
        self.book = root / "book"
        shutil.copytree(HERE / fixture, self.book)
        if fixture == "broken":  # not as a file of the repository, whose tools all read UTF-8
            (self.book / "people" / "zoe.md").write_bytes(b"---\nname: Zo\xeb\n---\n")
        for name, text in _site_files():
            (self.book / name).write_text(text, encoding="utf-8")
        self.here = self.book
        self.dice = Random(7)  # noqa: S311 - the codes of one session, every time the same

    def run(self, command: str) -> Outcome:  # noqa: PLR0911 - one for each program
        """Runs `kith …`, `git …`, `cat FILE`, `ls FOLDER`, `cd FOLDER` or `add TEXT FILE`.

        `quietly kith …` keeps the last remark alone.
        """
        name, *words = shlex.split(command)
        if name == "cd":
            self.here = (self.here / words[0]).resolve()
            return Outcome("", "", 0)
        if name == "cat":
            return Outcome((self.here / words[0]).read_text(encoding="utf-8").rstrip("\n"), "", 0)
        if name == "ls":
            found = sorted(path.name for path in (self.here / words[0]).iterdir())
            return Outcome("\n".join(found), "", 0)
        if name == "add":
            with (self.here / words[1]).open("a", encoding="utf-8") as file:
                file.write(f"{words[0]}\n")
            return Outcome("", "", 0)
        if name == "git":
            return self._git(words)
        assert "kith" in (name, *words[:1]), command
        if name == "kith":
            return self.kith(words)
        done = self.kith(words[1:])
        return Outcome("", done.err.rpartition("\n")[2], done.code)

    def _git(self, words: list[str]) -> Outcome:
        done = subprocess.run(
            ["git", *words], cwd=self.here, capture_output=True, text=True, check=False
        )
        return Outcome(done.stdout.rstrip("\n"), done.stderr.rstrip("\n"), done.returncode)

    def kith(self, words: list[str], stdin: str = "") -> Outcome:
        """Runs the command line as a process without a terminal would."""
        out, err = io.StringIO(), io.StringIO()
        outs, errs = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
        codes = patch.object(answer_code, "choose", self.dice.choice)
        with _inside(self.here, stdin), codes, outs, errs:
            code = run(words)
        return Outcome(self._settled(out), self._settled(err), code)

    def _settled(self, stream: io.StringIO) -> str:
        text = stream.getvalue().replace(str(self.book.parent), "TMP")
        return _JSON_COUNTS.sub("0", _COUNTS.sub("N", text)).rstrip("\n")


def _site_files() -> Iterator[tuple[str, str]]:
    starter = HERE.parent.parent / "plugins" / "kithbook" / "actions" / "starter"
    for name in ("mkdocs.yml", "mkdocs.private.yml"):
        text = (starter / name).read_text(encoding="utf-8")
        for words, own in _OWN_FACTS.items():
            text = text.replace(words, own)
        yield name, text


# What an owner writes in the place of the starter's words, without which nothing is published.
_OWN_FACTS = {
    "Your Name": "Nora Quill",
    "One sentence about you.": "I mend tower clocks.",
    "you@example.org": "nora@example.org",
}


@contextlib.contextmanager
def _inside(folder: Path, stdin: str) -> Iterator[None]:
    before, old = Path.cwd(), sys.stdin
    os.chdir(folder)
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    try:
        yield
    finally:
        sys.stdin = old
        os.chdir(before)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session in the fixture book."""
    return Session(tmp_path)
