"""An import killed at any moment: each file is before or after, and the next run completes it."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from kithbook.book import edit as edits
from kithbook.cli.main import run
from tests.cli.transcript import Session

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="it needs a process that can be forked"),
]
P = ParamSpec("P")
T = TypeVar("T")
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = (
    "{name},Byrne,https://www.linkedin.com/in/{name}-byrne,{name}@example.org,{org},Poet,"
    "08 Feb 2021\n"
)
NAMES = [f"N{chr(97 + number)}" for number in range(12)]
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER\n"
    "1,,Me,https://www.linkedin.com/in/me,Na Byrne,https://www.linkedin.com/in/Na-byrne,"
    "2026-05-01 14:03:22 UTC,,Hi,INBOX\n"
)
POINTS = 20


def export(folder: Path, org: str, names: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    rows = "".join(ROW.format(name=name, org=org) for name in names)
    (folder / "Connections.csv").write_text(HEAD + rows, encoding="utf-8")
    (folder / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    (folder / "Profile.csv").write_text("First Name,Last Name,Headline\nMe,,x\n", encoding="utf-8")
    return folder


def files(book: Path) -> dict[str, bytes]:
    found = (path for path in book.rglob("*") if path.is_file() and ".kith" not in path.parts)
    return {str(path.relative_to(book)): path.read_bytes() for path in found}


def in_a_child(book: Path, words: list[str], die_at: int) -> tuple[int, int]:
    """Runs a command in a process of its own that kills itself at a step of its writing.

    Gives back its exit status, and how many steps it took.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(book)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        steps = 0

        def counted(function: Callable[P, T]) -> Callable[P, T]:
            def step(*given: P.args, **more: P.kwargs) -> T:
                nonlocal steps
                steps += 1
                if steps == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*given, **more)

            return step

        calls = ("fsync", "link", "replace", "rename", "unlink", "open")
        for owner, name in (*((os, name) for name in calls), (edits, "_write_beside")):
            setattr(owner, name, counted(getattr(owner, name)))
        code = 1
        try:
            code = run(words)
        finally:
            os.write(write, str(steps).encode())
            os._exit(code)
    os.close(write)
    _, status = os.waitpid(child, 0)
    told = os.read(read, 100)
    os.close(read)
    return status, int(told or 0)


@pytest.fixture
def imported(session: Session) -> Session:
    """A book with one import in it, and files of some of the people."""
    for name in NAMES[:6]:
        text = f"---\nname: {name} Byrne\nreach: {{email: {name}@example.org}}\n---\n\n## Log\n"
        (session.book / f"people/{name.lower()}-byrne.md").write_text(text, encoding="utf-8")
    first = export(session.book.parent / "first", "Acme", NAMES[:-2])
    assert session.kith(["import", str(first), "--apply"]).code == 0
    return session


def test_a_killed_import_leaves_each_file_before_or_after_and_is_completed_by_the_next(
    imported: Session,
) -> None:
    book = imported.book
    second = export(book.parent / "second", "Beta", NAMES[1:])
    words = ["import", str(second), "--apply", "--today", "2026-12-01"]
    before = files(book)
    findings = imported.kith(["check"]).out
    status, steps = in_a_child(book, words, 0)
    assert status == 0
    after = files(book)
    changed = {path for path in after if after[path] != before.get(path)}
    assert len(changed) >= 8
    chance = random.Random(16)  # noqa: S311 - no secret
    half = 0
    for point in sorted(chance.sample(range(1, steps + 1), POINTS)):
        restore(book, before)
        status, _ = in_a_child(book, words, point)
        assert os.WIFSIGNALED(status), point
        left = files(book)
        for path, content in left.items():
            temporary = path.endswith(".tmp")
            assert temporary or content in (before.get(path), after.get(path)), (point, path)
        assert before.keys() <= left.keys()
        half += left != before and any(left.get(path) != after[path] for path in changed)
        assert imported.kith(["check"]).out == findings, point
        assert imported.kith(words).code == 0
        assert files(book) == after, point
    assert half >= POINTS // 2


def restore(book: Path, before: dict[str, bytes]) -> None:
    for path in files(book).keys() - before.keys():
        (book / path).unlink()
    for path, content in before.items():
        (book / path).write_bytes(content)
