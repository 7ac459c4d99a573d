"""Builds and publications killed at many moments: `python -m benchmarks.killed [MOMENTS]`.

Each command runs to its end once, then again for each signal, and is killed after one part in so
many of that time. Afterwards, and after the next start, every file of the book and of the places
around it is searched for a private word.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from kithbook.actions.push_guard import starter

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGKILL")
MOMENTS = 20
SECRET = b"fintech by spring"
COMMANDS = {
    "build": ["build"],
    "build that leaks": ["build", "--only", "public"],
    "publish": ["publish", "--to", "../out", "--apply"],
    "publish that leaks": ["publish", "--to", "../out", "--apply"],
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a killed command left: private bytes outside of the book, a leaking site, its own."""

    outside: tuple[str, ...]
    leaking: tuple[str, ...]
    left: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.outside or self.leaking or self.left)


def make_book(folder: Path, *, leaks: bool) -> Path:
    """A book of two people, whose public page may tell what it must not."""
    book = folder / "book"
    for name in ("people", "content/public", "content/private", "temporary"):
        (book.parent / name if name == "temporary" else book / name).mkdir(parents=True)
    for config in ("mkdocs.yml", "mkdocs.private.yml", "kithbook.yml"):
        (book / config).write_text(starter(config), encoding="utf-8")
    note = f"---\nname: Ada Byrne\n---\nWants to leave {SECRET.decode()}.\n"
    (book / "people/ada-byrne.md").write_text(note, encoding="utf-8")
    more = f"Ada Byrne wants to leave {SECRET.decode()}." if leaks else ""
    (book / "content/public/index.md").write_text(f"# Hello\n\n{more}\n", encoding="utf-8")
    return book


def run(book: Path, words: list[str], after: float | None = None, name: str = "SIGKILL") -> float:
    """Runs a command, and kills it after some seconds; how long it took."""
    began = monotonic()
    hosts = ("CI", "GITHUB_ACTIONS", "NETLIFY", "READTHEDOCS", "CF_PAGES", "VERCEL")
    around = {key: value for key, value in os.environ.items() if key not in hosts}
    child = subprocess.Popen(
        [sys.executable, "-m", "kithbook.cli", *words],
        cwd=book,
        env={**around, "TMPDIR": str(book.parent / "temporary")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if after is not None:
        sleep(after)
        child.send_signal(getattr(signal, name))
    child.wait()
    return monotonic() - began


def outcome(book: Path) -> Outcome:
    """What lies where it must not, now."""
    around = list(_holding(path for path in book.parent.rglob("*") if book not in path.parents))
    built = list(_holding((book / "build/public").rglob("*")))
    left = [one.relative_to(book.parent) for one in book.parent.rglob(".*.kith-*")]
    left += [one.relative_to(book.parent) for one in book.rglob(".kith-aside-*")]
    left += [one.relative_to(book.parent) for one in (book.parent / "temporary").iterdir()]
    told = (tuple(map(str, some)) for some in (around, built, left))
    return Outcome(*told)


def _holding(paths: Iterator[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file() and SECRET in path.read_bytes():
            yield path


def killed(command: str, name: str, part: float, took: float) -> tuple[Outcome, Outcome, bool]:
    """What a kill leaves at once, and after the next start; and whether a site is published."""
    with tempfile.TemporaryDirectory(prefix="kith-killed-") as folder:
        book = make_book(Path(folder), leaks="leaks" in command)
        before = "publish" in command
        if before:
            (Path(folder) / "out").mkdir()
            (Path(folder) / "out/index.html").write_text("before")
            (Path(folder) / "out/.kith-published").write_text("index.html\n")
        run(book, COMMANDS[command], took * part, name)
        at_once = outcome(book)
        run(book, ["check"])
        stands = not before or (Path(folder) / "out/index.html").is_file()
        return at_once, outcome(book), stands


def time_of(command: str) -> float:
    """How long a command takes when nobody kills it."""
    with tempfile.TemporaryDirectory(prefix="kith-killed-") as folder:
        book = make_book(Path(folder), leaks="leaks" in command)
        took = run(book, COMMANDS[command])
        shutil.rmtree(book)
        return took


def main(arguments: list[str]) -> int:
    """Prints a line for each command and signal; 1 where anything was left in the end."""
    moments = int(arguments[0]) if arguments else MOMENTS
    bad = 0
    for command in COMMANDS:
        took = time_of(command)
        for name in SIGNALS:
            ends = [killed(command, name, (one + 0.5) / moments, took) for one in range(moments)]
            faults = [
                end for end in ends if end[0].outside or end[0].leaking or end[1] or not end[2]
            ]
            swept = sum(bool(at_once.left) for at_once, _, _ in ends)
            bad += len(faults)
            print(f"{command:20} {name:8} {moments} moments, {swept} swept, {len(faults)} bad")
            for fault in faults:
                print(f"  {fault}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
