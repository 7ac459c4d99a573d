"""Where one is about to ask, the command says what was asked before and not yet returned."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook.cli.main import kith
from tests.private.sites import write_book

HELPED = "".join(f"- 2026-{month:02}-01 got: a hand with the boat\n" for month in (7, 8, 9))
SPOKEN = "- 2026-10-01 call: about the pier\n- 2026-06-01 coffee: about tides\n"
BOOK = {
    "kithbook.yml": "sign_off: Vera\n",
    "people/ada.md": "---\nname: Ada\nvouch: gladly\ncircle: close\nneeds: [a loft]\n---\n\n"
    f"## Log\n{HELPED}{SPOKEN}",
    "people/bo.md": f"---\nname: Bo\nvouch: gladly\ncircle: warm\n---\n\n## Log\n{SPOKEN}",
}
SAID = "Before you ask: Ada helped you three times"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_book(tmp_path, BOOK)
    monkeypatch.chdir(folder)
    return folder


def kithed(*words: str) -> Result:
    return CliRunner().invoke(kith, [*words, "--today", "2026-11-22"])


def test_it_is_said_when_an_introduction_begins_and_when_asking_is_drafted(root: Path) -> None:
    reasons = ("--because", "ada", "he has a loft", "--because", "bo", "she knows the tides")
    begun = kithed("introduce", "ada", "bo", *reasons)
    assert begun.exit_code == 0
    assert SAID in begun.stderr
    asked = kithed("draft", "ask", "ada", "bo", "--to", "ada", "--text")
    assert SAID in asked.stderr
    assert SAID not in asked.stdout
    assert "Before you ask" not in kithed("draft", "ask", "ada", "bo", "--to", "bo").stderr
