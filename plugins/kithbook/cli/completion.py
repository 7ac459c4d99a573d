"""`kith completion`: commands, options and names of people completed in the owner's shell."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from kithbook.actions.diffs import diff_of
from kithbook.actions.shell_completion import (
    SHELLS,
    Shell,
    completion_file,
    looks_there,
    shell_of,
)
from kithbook.cli.screen import note, say

_VARIABLE = "_KITH_COMPLETE"


@click.command()
@click.argument("what", type=click.Choice(["install", "show"]))
@click.option(
    "--shell", type=click.Choice(SHELLS), help="For this shell; otherwise that of $SHELL."
)
@click.option("--apply", "write", is_flag=True, help="Write the file; otherwise only show it.")
def completion(what: str, shell: Shell | None, write: bool) -> None:
    """Let your shell complete commands, options and the names of people.

    \b
    kith completion install
    kith completion install --apply
    kith completion show --shell zsh

    install shows the file that goes where your shell looks for such files, and with --apply puts
    it there; it replaces none but its own. show prints it, for a place of yours.
    """
    meant = shell or shell_of(os.environ)
    text = _source(meant)
    if what == "show":
        say(text.rstrip("\n"))
        return
    home = Path.home()
    file = completion_file(meant, text, home, os.environ)
    if file.edit is None:
        say(f"{file.path} is there, as it should be.")
    elif write:
        if remark := file.write():
            note(remark)
        say(f"{file.path} is written.")
    else:
        say(diff_of(file.folder, [file.edit]))
        note(f"It goes to {file.path}. To write it: --apply")
        return
    note(_from_when(meant, file.path.parent, home))


def _from_when(shell: Shell, folder: Path, home: Path) -> str:
    """When the shell reads the file, and what it wants for that."""
    if shell == "fish":
        return "It holds from the next fish on."
    if shell == "bash":
        return "It holds from the next bash on (4.4 or later, with the package bash-completion)."
    if looks_there(folder, home, os.environ):
        return "It holds from the next zsh on."
    return (
        "It holds from the next zsh on, once these lines stand in .zshrc:\n"
        f"  fpath=({folder} $fpath)\n  autoload -Uz compinit && compinit"
    )


def _source(shell: Shell) -> str:
    """The file that makes a shell ask kith; click has it for each."""
    from kithbook.cli.main import kith

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"There is no completion for {shell}.")
    asking = kind(kith, {}, "kith", _VARIABLE)
    return asking.source_template % asking.source_vars()
