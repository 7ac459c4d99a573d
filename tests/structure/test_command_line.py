"""The command line stays thin: so many lines, and so many more for each command that is added."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.cli.main import kith
from tests.structure.sources import PACKAGE, Looked, plant

COMMANDS = 37
"""So many commands there were when the lines were counted."""
LINES, LINES_A_COMMAND = 4_200, 90


def commands(command: click.Command) -> int:
    """How many commands one can give, those of groups among them."""
    if not isinstance(command, click.Group):
        return 1
    context = click.Context(command)
    found = (command.get_command(context, name) for name in command.list_commands(context))
    return sum(commands(one) for one in found if one is not None)


def too_many_lines(package: Path, number: int) -> Looked:
    """What is to be said of the command line of a package that has a number of commands."""
    files = sorted((package / "cli").rglob("*.py"))
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
    most = LINES + LINES_A_COMMAND * max(0, number - COMMANDS)
    over = [f"cli has {lines} lines for {number} commands, {lines - most} too many"]
    return Looked(len(files), over if lines > most else [])


def test_the_command_line_is_thin() -> None:
    number = commands(kith)
    looked = too_many_lines(PACKAGE, number)
    assert number >= COMMANDS
    assert looked.inspected >= 25
    assert looked.findings == []


def test_a_line_too_many_is_seen_and_a_command_makes_room_for_it(tmp_path: Path) -> None:
    plant(tmp_path, "cli/main.py", "x = 1\n" * (LINES - 1))
    plant(tmp_path, "cli/more/today.py", "x = 1\n")
    assert too_many_lines(tmp_path, COMMANDS) == Looked(2, [])
    plant(tmp_path, "cli/log.py", "x = 1\n")
    assert too_many_lines(tmp_path, COMMANDS).findings == [
        "cli has 4201 lines for 37 commands, 1 too many"
    ]
    assert too_many_lines(tmp_path, COMMANDS + 1).findings == []


def test_commands_of_groups_are_counted() -> None:
    group = click.Group("of", commands={"one": click.Command("one"), "two": click.Command("two")})
    assert commands(click.Group("all", commands={"of": group, "new": click.Command("new")})) == 3
