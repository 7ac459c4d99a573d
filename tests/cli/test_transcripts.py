"""Every transcript in transcripts/ comes out as it is written there.

UPDATE_TRANSCRIPTS=1 writes down what comes out now; read the diff before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kithbook.cli.main import COMMANDS
from tests.cli.transcript import TRANSCRIPTS, Outcome, Session, read, write


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    heading, steps = read(path.read_text(encoding="utf-8"))
    session = Session(tmp_path, "broken" if path.stem.startswith("broken") else "book")
    done: list[tuple[str, Outcome]] = [(step.command, session.run(step.command)) for step in steps]
    if os.environ.get("UPDATE_TRANSCRIPTS") == "1":
        path.write_text(write(heading, done), encoding="utf-8")
        return
    for step, (_, outcome) in zip(steps, done, strict=True):
        assert (step.command, outcome) == (step.command, step.expected)


def test_every_command_has_transcripts_good_and_bad() -> None:
    seen: dict[str, set[bool]] = {name: set() for name in COMMANDS}
    count = 0
    for path in TRANSCRIPTS:
        for step in read(path.read_text(encoding="utf-8"))[1]:
            words = step.command.split()
            name = next((word for word in words[1:] if word in COMMANDS), None)
            if words[0] == "kith" and name:
                seen[name].add(step.expected.code == 0)
                count += 1
    assert count >= 60
    # One ends only when it is stopped: tests/cli/test_serve.py; one opens an editor: test_edit.py;
    # what one says is of the machine: test_doctor.py; one speaks with a client: tests/agent.
    elsewhere = {"serve", "edit", "doctor", "agent"}
    assert {name for name, codes in seen.items() if codes != {True, False}} <= elsewhere


def test_a_transcript_that_differs_is_red(tmp_path: Path) -> None:
    step = read("$ kith find nobody-there\nsomething else\n! 7 people.\n? 1\n")[1][0]
    outcome = Session(tmp_path).run(step.command)
    assert outcome.out != step.expected.out
    assert outcome.err != step.expected.err
    assert outcome.code != step.expected.code


def test_a_transcript_reads_back_as_it_was_written() -> None:
    for path in TRANSCRIPTS:
        text = path.read_text(encoding="utf-8")
        heading, steps = read(text)
        assert write(heading, [(step.command, step.expected) for step in steps]) == text
