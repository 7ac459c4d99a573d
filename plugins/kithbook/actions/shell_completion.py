"""Completion of commands and names in the owner's shell: where its file goes, and the file itself.

It goes where the shell looks for such files of the owner's, and replaces nothing but itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kithbook.text.refusal import refuse

Shell = Literal["bash", "zsh", "fish"]
SHELLS: tuple[Shell, ...] = ("bash", "zsh", "fish")
_SIGN = "_KITH_COMPLETE"
"""What every such file of ours has in it."""
_MOST_BYTES = 100_000
_ZSH = (
    "Add to ~/.zshrc, where it is not there yet: "
    "fpath=({folder} $fpath); autoload -Uz compinit; compinit"
)


@dataclass(frozen=True, slots=True)
class CompletionFile:
    """The file for one shell: where it goes, what it holds, and what is to be done once."""

    shell: Shell
    path: Path
    text: str
    then: str

    @property
    def is_there(self) -> bool:
        """Whether it is there as it would be written."""
        return self.path.is_file() and self.path.read_text(errors="replace") == self.text

    def write(self) -> None:
        """Writes it; raises Declined where something that is not ours has its name."""
        if os.path.lexists(self.path) and not self._is_ours():
            refuse(f"{self.path} is there already, and not from kith. Move it away first.")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        made = self.path.with_name(f".{self.path.name}.kith-new")
        made.write_text(self.text, encoding="utf-8")
        made.replace(self.path)

    def _is_ours(self) -> bool:
        if self.path.is_symlink() or not self.path.is_file():
            return False
        with self.path.open("rb") as file:
            return _SIGN.encode() in file.read(_MOST_BYTES)


def shell_of(environment: Mapping[str, str]) -> Shell:
    """The shell that the owner works in; raises Declined where it is none that is known."""
    name = Path(environment.get("SHELL", "")).name
    found = next((one for one in SHELLS if one == name), None)
    if found is None:
        said = f"$SHELL is {name}" if name else "$SHELL is not set"
        refuse(f"{said}, which is none of bash, zsh and fish. Name yours with --shell.")
    return found


def completion_file(
    shell: Shell, text: str, home: Path, environment: Mapping[str, str]
) -> CompletionFile:
    """Where the file of a shell goes for this owner."""
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    places = {
        "bash": data / "bash-completion" / "completions" / "kith",
        "zsh": data / "zsh" / "site-functions" / "_kith",
        "fish": settings / "fish" / "completions" / "kith.fish",
    }
    path = places[shell]
    then = _ZSH.format(folder=path.parent) if shell == "zsh" else ""
    return CompletionFile(shell, path, text, then)
