"""The session in which commands are run, for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.text.hosts import HOSTS
from tests.cli.gitbook import GitBook
from tests.cli.transcript import session

__all__ = ["session"]


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's own machine, wherever the tests run: a host may not build the private site."""
    for name in HOSTS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def somebody_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Vera Lindholm")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "vera@example.org")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitBook:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return GitBook.made(tmp_path / "book")
