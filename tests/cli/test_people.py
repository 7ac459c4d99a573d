"""Choosing among people: at a terminal, in a script, and while a word is being typed."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kithbook.cli import persons
from kithbook.cli.main import kith
from tests.cli.transcript import Outcome, Session


def at_terminal(session: Session, monkeypatch: pytest.MonkeyPatch, typed: str) -> Outcome:
    monkeypatch.setattr(persons, "can_ask", lambda: True)
    return session.kith(["log", "coffee with Bo: cake"], typed)


def test_a_terminal_offers_a_numbered_choice(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = at_terminal(session, monkeypatch, "2\n")
    assert outcome.out == "people/bo-lind.yml:6: - 2026-11-22 coffee: cake"
    assert outcome.err.startswith(
        '"Bo" could be:\n  1  Bo Chen (bo-chen)\n  2  Bo Lind (bo-lind)\nWhich one:'
    )


def test_a_choice_that_is_not_made_writes_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in (session.book / "people").iterdir()}
    for typed in ("", "7\n", "x\n"):
        outcome = at_terminal(session, monkeypatch, typed)
        assert outcome.code == 130
        assert "Stopped" in outcome.err
    assert before == {path: path.read_bytes() for path in (session.book / "people").iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_real_terminal_is_asked(session: Session) -> None:
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "kithbook.cli", "log", "coffee with Bo: cake"],
        cwd=session.book,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    os.write(ours, b"1\n")
    out, _ = run.communicate(timeout=30)
    os.close(ours)
    assert run.returncode == 0
    assert out == "people/bo-chen.md:10: - 2026-11-22 coffee: cake\n"


def test_many_candidates_are_cut_short_and_counted(session: Session) -> None:
    for number in range(30):
        path = session.book / "people" / f"max-{number:02}.md"
        path.write_text(f"---\nname: Max {number:02}\n---\n")
    outcome = session.kith(["log", "call with Max: x"])
    assert outcome.code == 2
    assert "Max 08 (max-08) and 21 more. Write the id" in outcome.err


@pytest.mark.parametrize(
    "typed, offered",
    [
        ("bo", ["bo-chen", "bo-lind"]),
        ("ADA", ["ada-byrne"]),
        ("Inés", ["ines-ruiz"]),
        ("bo l", ["Bo Lind"]),
        ("zz", []),
    ],
)
@pytest.mark.parametrize("command", ["about", "brief"])
def test_names_are_completed(
    session: Session, command: str, typed: str, offered: list[str]
) -> None:
    assert complete(session.book, f"kith {command} ", typed) == offered


def test_completion_sees_the_book_that_was_named(session: Session, tmp_path: Path) -> None:
    line = f"kith --book {session.book} about "
    assert complete(tmp_path, line, "ada") == ["ada-byrne"]
    assert complete(session.book, "kith new Zed --through ", "ada") == ["ada-byrne"]


def test_completion_is_silent_where_there_is_no_book(tmp_path: Path) -> None:
    assert complete(tmp_path, "kith about ", "a") == []


def test_commands_are_completed(session: Session) -> None:
    assert complete(session.book, "kith ", "b") == ["brief", "build"]


def complete(folder: Path, line: str, word: str) -> list[str]:
    """What zsh would be offered for a word."""
    environment = {
        "_KITH_COMPLETE": "bash_complete",
        "COMP_WORDS": line + f"'{word}'",
        "COMP_CWORD": str(len(line.split())),
    }
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(kith, [], env=environment, prog_name="kith")
    finally:
        os.chdir(before)
    assert result.stderr == ""
    return [line.partition(",")[2] for line in result.stdout.splitlines() if line]
