"""docs/cli.md holds every command's help as the parser prints it; test_json.py has the JSON keys.

UPDATE_TRANSCRIPTS=1 writes the blocks anew.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import click
import pytest

from kithbook.cli.main import COMMANDS, kith
from tests.structure.sources import ROOT

PAGE = ROOT / "docs" / "cli.md"
_BLOCK = re.compile(
    r"^```text\n(?P<help>Usage: (?P<path>kith(?: [a-z-]+)*) .*?)^```$", re.MULTILINE | re.DOTALL
)


def commands() -> dict[str, click.Command]:
    """Every command by the path that one types."""
    context = click.Context(kith, info_name="kith", **kith.context_settings)
    found: dict[str, click.Command] = {"kith": kith}
    for name in COMMANDS:
        command = kith.get_command(context, name)
        if command:
            found[f"kith {name}"] = command
        if isinstance(command, click.Group):
            within = click.Context(command, parent=context)
            for inner in command.list_commands(within):
                found[f"kith {name} {inner}"] = command.commands[inner]
    return found


def help_of(path: str, command: click.Command) -> str:
    settings = kith.context_settings
    parent = None
    *above, name = path.split()
    for part in above:
        parent = click.Context(kith, info_name=part, parent=parent, **settings)
    own = {**command.context_settings, "max_content_width": 80}
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80, **own)
    return command.get_help(context)


def undocumented(path: str, command: click.Command) -> list[str]:
    """What of a command has no words of its own."""
    missing = [] if command.help else [path]
    missing += [
        f"{path} {option.opts[0]}"
        for option in command.params
        if isinstance(option, click.Option) and not (option.help or "").endswith(".")
    ]
    return missing


def blocks(page: str) -> dict[str, str]:
    return {found["path"]: found["help"] for found in _BLOCK.finditer(page)}


def test_every_command_and_option_has_help() -> None:
    options = [param for each in commands().values() for param in each.params]
    assert len(commands()) > len(COMMANDS) + 1 >= 11
    assert len(options) >= 40
    assert [gap for path, each in commands().items() for gap in undocumented(path, each)] == []


def test_an_option_without_help_is_red() -> None:
    bare = click.Command("bare", params=[click.Option(["--quietly"])])
    assert undocumented("kith bare", bare) == ["kith bare", "kith bare --quietly"]


def test_the_reference_holds_the_help_of_every_command() -> None:
    page = PAGE.read_text(encoding="utf-8")
    wanted = {path: help_of(path, command) + "\n" for path, command in commands().items()}
    if os.environ.get("UPDATE_TRANSCRIPTS") == "1":
        page = _BLOCK.sub(lambda found: f"```text\n{wanted[found['path']]}```", page)
        PAGE.write_text(page, encoding="utf-8")
    assert list(blocks(page)) == list(wanted)
    assert blocks(page) == wanted


def test_a_reference_that_is_stale_is_red() -> None:
    page = PAGE.read_text(encoding="utf-8")
    stale = page.replace("--journal", "--diary")
    assert blocks(stale)["kith log"] != blocks(page)["kith log"]


_KITH = re.compile(r"^\$? ?kith (?P<words>.*)$", re.MULTILINE)


WITH_COMMANDS = [
    PAGE,
    *(ROOT / name for name in ("README.md", "docs/first-week.md", "docs/tour.md", "docs/index.md")),
]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_that_pages_show_are_parsed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = re.findall(r"^```console\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    lines = [found["words"] for block in shown for found in _KITH.finditer(block)]
    if page == PAGE:
        assert len(lines) >= 12
    for line in lines:
        name, *words = shlex.split(line.partition(" | ")[0])
        command = commands()[f"kith {name}"]
        with click.Context(kith, info_name="kith", **kith.context_settings) as parent:
            command.make_context(name, words, parent=parent)
