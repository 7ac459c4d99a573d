"""`kith edit` opens the file of one person in the owner's editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.transcript import Session


def test_the_file_is_opened_in_the_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(tmp_path)
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\nprintf "Typed.\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    monkeypatch.delenv("VISUAL", raising=False)
    assert session.run("kith edit ada").code == 0
    text = (session.book / "people" / "ada-byrne.md").read_text(encoding="utf-8")
    assert text.endswith("Typed.\n")


def test_an_editor_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", str(tmp_path / "nothing"))
    monkeypatch.delenv("VISUAL", raising=False)
    done = Session(tmp_path / "one").run("kith edit ada")
    assert done.code != 0
    assert "nothing" in done.err
