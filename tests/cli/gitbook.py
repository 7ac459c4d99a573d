"""A small book in git, and the commands in it, run in this process."""

from __future__ import annotations

import contextlib
import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kithbook.cli.main import run
from tests.cli.transcript import Outcome

PEOPLE = {"ada-byrne": "Ada Byrne", "bo-chen": "Bo Chen", "cy-doe": "Cy Doe"}


@dataclass(frozen=True)
class GitBook:
    """A book with `commit: true` whose last commit is all that it holds."""

    root: Path

    @classmethod
    def made(cls, root: Path, settings: str = "commit: true\n") -> GitBook:
        book = cls(root)
        (root / "people").mkdir(parents=True)
        (root / "kithbook.yml").write_text(f"today: 2026-11-29\n{settings}", encoding="utf-8")
        (root / ".gitignore").write_text(".kith/\n", encoding="utf-8")
        for stem, name in PEOPLE.items():
            text = f"---\nname: {name}\n---\n\n## Log\n"
            (root / "people" / f"{stem}.md").write_text(text, encoding="utf-8")
        book.git("init", "--quiet", "-b", "main")
        book.git("add", "-A")
        book.git("commit", "--quiet", "-m", "The book")
        return book

    def git(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *words], capture_output=True, text=True, check=False
        )
        assert fails or done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n")

    def kith(self, *words: str) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--book", str(self.root), *words])
        return Outcome(out.getvalue().rstrip("\n"), err.getvalue().rstrip("\n"), code)

    def log(self, text: str) -> Outcome:
        done = self.kith("log", text)
        assert done.code == 0, done
        return done

    def person(self, stem: str) -> Path:
        return self.root / "people" / f"{stem}.md"

    def type_into(self, stem: str, line: str) -> None:
        with self.person(stem).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def hook(self, name: str, script: str) -> Path:
        path = self.root / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    @property
    def subjects(self) -> list[str]:
        """The subjects of the history, the newest first."""
        return self.git("log", "--format=%s").splitlines()

    @property
    def status(self) -> str:
        return self.git("status", "--porcelain")

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the files of people."""
        return {path.stem: path.read_text() for path in (self.root / "people").iterdir()}
