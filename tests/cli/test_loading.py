"""A command loads what it needs and no more, so that none of the small ones makes anybody wait."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kithbook.cli.main import COMMANDS
from tests.cli.test_reference import commands
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

HEAVY = (
    "numpy", "PIL", "mkdocs", "material", "jinja2", "markdown_it", "kithbook.private",
    "kithbook.public", "kithbook.matching", "kithbook.leakscan",
)  # fmt: skip
ALONE = ("kithbook.cli.main", "kithbook.cli.screen", "kithbook.text.")
"""What the help may load of our own, beside the packages that these are in."""
LIGHT = {
    "log": "log 'coffee with Ada: planned the ride' --on 2026-11-14",
    "find": "find bronze",
    "about": "about ada-byrne",
    "new": "new 'Zoe Quill'",
    "set": "set 'Ada Byrne' place Lisbon",
    "check": "check",
}
OF_CHECK = ("kithbook.leakscan", "kithbook.public")
"""A check also looks at what of the book may be public, so it takes a part of these."""
_RUN = """
import shlex, sys
from kithbook.cli.main import run
code = run(shlex.split(sys.argv[1]))
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
sys.exit(code)
"""


def loaded(session: Session, words: str, first: str = "", **more: str) -> list[str]:
    """The modules that are there when a command has done its work; `first` runs before it."""
    done = subprocess.run(
        [sys.executable, "-c", f"{first}\n{_RUN}", words],
        cwd=session.book, env={**os.environ, **more}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stderr.splitlines()


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in packages)


def of_commands(modules: list[str]) -> set[str]:
    """The modules of commands that were loaded, by the names that one types."""
    names = {module.rpartition(".")[2] for module in modules if module.startswith("kithbook.cli.")}
    return {name for name in COMMANDS if name.replace("-", "_") in names}


def test_the_first_sentences_are_those_of_the_commands() -> None:
    told = {
        path.partition(" ")[2]: command.get_short_help_str(limit=1_000)
        for path, command in commands().items()
        if path.count(" ") == 1
    }
    assert list(told.items()) == list(COMMANDS.items())


def test_the_help_loads_no_command_and_nothing_of_a_book(session: Session) -> None:
    for words in ("--help", "--version"):
        ours = [one for one in loaded(session, words) if one.startswith("kithbook.")]
        assert len(ours) >= 5
        known = (*ALONE, "kithbook.cli", "kithbook.text")
        assert [one for one in ours if one not in known and not one.startswith(ALONE)] == []
        assert len(ours) <= 14


@pytest.mark.parametrize("name", LIGHT)
def test_a_light_command_loads_no_other_and_nothing_heavy(session: Session, name: str) -> None:
    modules = loaded(session, LIGHT[name])
    assert len(modules) >= 150
    assert heavy_of(modules, name) == []
    assert of_commands(modules) <= {name}


def heavy_of(modules: list[str], name: str) -> list[str]:
    """The heavy modules that a light command may not load."""
    allowed = OF_CHECK if name == "check" else ()
    return [one for one in modules if within(one, HEAVY) and not within(one, allowed)]


@pytest.mark.parametrize("name", ["log", "check"])
def test_a_light_command_that_loads_something_heavy_is_seen(session: Session, name: str) -> None:
    planted = ("numpy", "PIL.Image", "mkdocs.config", "jinja2", "kithbook.matching.stems")
    found = heavy_of(loaded(session, LIGHT[name], f"import {', '.join(planted)}"), name)
    assert set(planted) <= set(found)


def test_what_ranks_loads_the_engine_and_is_seen(session: Session) -> None:
    modules = loaded(session, "find 'who could cast something small in bronze?'")
    assert {"numpy", "kithbook.matching"} <= set(modules)
