"""`kith completion`: commands, options and names of people completed in the owner's shell."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from kithbook.actions.shell_completion import SHELLS, Shell, completion_file, shell_of
from kithbook.cli.screen import note, say

_VARIABLE = "_KITH_COMPLETE"


@click.command()
@click.argument("what", type=click.Choice(["install", "show"]))
@click.option(
    "--shell", type=click.Choice(SHELLS), help="For this shell; otherwise that of $SHELL."
)
def completion(what: str, shell: Shell | None) -> None:
    """Let your shell complete commands, options and the names of people.

    \b
    kith completion install
    kith completion show --shell zsh

    install puts a file where your shell looks for such files, and replaces none but its own; show
    prints it.
    """
    meant = shell or shell_of(os.environ)
    text = _source(meant)
    if what == "show":
        say(text.rstrip("\n"))
        return
    file = completion_file(meant, text, Path.home(), os.environ)
    if file.is_there:
        say(f"{file.path} is there already.")
    else:
        file.write()
        say(f"{file.path} is written. It holds from the next {meant} on.")
    if file.then:
        note(file.then)


def _source(shell: Shell) -> str:
    """The file that makes a shell ask kith; click has it for each."""
    from kithbook.cli.main import kith

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"There is no completion for {shell}.")
    asking = kind(kith, {}, "kith", _VARIABLE)
    return asking.source_template % asking.source_vars()
