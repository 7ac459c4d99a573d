"""Histories of git made from texts, and what the printed commands make of them, carried out here.

git-filter-repo is no part of this environment. What it does with paths, versions and words is done
anew: every version of every path, with the lines of the script as they are printed.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from kithbook.actions.forget_person import Forgotten, forget
from kithbook.actions.forgotten_history import HistoryHolds, search_history
from kithbook.actions.history_commands import HistoryPlace, commands, told_of_history
from kithbook.book.load import load_book

Commit = tuple[str, dict[str, str | bytes | None]]


def git(root: Path, *words: str, given: bytes | None = None) -> bytes:
    done = subprocess.run(
        ["git", "-C", str(root), *words], input=given, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def made(root: Path, commits: Iterable[Commit]) -> Path:
    """A repository with these commits, whose last one is checked out."""
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    lines: list[bytes] = []
    for number, (message, files) in enumerate(commits):
        said = message.encode()
        when = f"committer Me <me@example.org> {1_700_000_000 + number} +0000\n"
        lines.append(f"commit refs/heads/main\n{when}data {len(said)}\n".encode() + said + b"\n")
        for path, text in files.items():
            if text is None:
                lines.append(f"D {path}\n".encode())
                continue
            raw = text if isinstance(text, bytes) else text.encode()
            lines.append(f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n")
    git(root, "fast-import", "--quiet", given=b"".join(lines))
    git(root, "checkout", "-qf", "main")
    return root


def sought(
    root: Path, person: str, also: tuple[str, ...] = (), keep: tuple[str, ...] = ()
) -> tuple[Forgotten, HistoryHolds]:
    """What forgetting somebody comes to, in the book and in its history."""
    network = load_book(root)
    plan = forget(root, network, person, also, keep)
    return plan, search_history(root, network, plan, also, keep)


def told(holds: HistoryHolds, place: HistoryPlace | None = None) -> str:
    return "\n".join(told_of_history(holds, place or HistoryPlace(), whole=True))


def carried_out(root: Path, holds: HistoryHolds) -> Iterator[tuple[str, bytes]]:
    """Every path with each of its versions, and every message, as the commands leave them."""
    words = [word for line in commands(holds, HistoryPlace()) for word in shlex.split(line)]
    paths = {words[at + 1] for at, word in enumerate(words) if word == "--path"}
    rules = [word for word in words if word.startswith("regex:")]
    stripped = set(holds.blobs)
    assert stripped <= set(words)
    for commit in git(root, "rev-list", "--all").decode().split():
        yield "message", _replaced(git(root, "log", "-1", "--format=%B", commit), rules)
        for row in git(root, "ls-tree", "-rz", commit).decode().split("\0"):
            about, _, path = row.partition("\t")
            blob = about.split(" ")[-1]
            if path and path not in paths and blob not in stripped:
                raw = git(root, "cat-file", "blob", blob)
                yield path, raw if b"\0" in raw[:8192] else _replaced(raw, rules)


def _replaced(raw: bytes, rules: Iterable[str]) -> bytes:
    for line in rules:
        pattern, _, instead = line.removeprefix("regex:").rpartition("==>")
        raw = re.sub(pattern.encode(), instead.encode(), raw)
    return raw
