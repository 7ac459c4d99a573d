"""Completion of commands and names in the owner's shell: where its file goes, and the file itself.

It goes where the shell looks for such files of the owner's, and replaces nothing but itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kithbook.book.edit import Edit, apply, digest
from kithbook.text.nodes import content_of, real
from kithbook.text.refusal import refuse

Shell = Literal["bash", "zsh", "fish"]
SHELLS: tuple[Shell, ...] = ("bash", "zsh", "fish")
MARK = "# Written by `kith completion install`, which writes this file anew."
"""A line that every file of ours has, and none that somebody wrote for kith by hand."""
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class CompletionFile:
    """The file for one shell: where it goes, and the edit, which is None where it stands so."""

    path: Path
    edit: Edit | None

    @property
    def folder(self) -> Path:
        """The folder that the edit is relative to; links of the owner's are followed."""
        return real(self.path).parent

    def write(self) -> str:
        """Writes it, with the folders above; a remark for the owner, mostly empty."""
        if self.edit is None:
            return ""
        self.folder.mkdir(parents=True, exist_ok=True)
        return apply(self.edit, self.folder)


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
    """What is to be written for a shell; raises Declined where the place is somebody else's."""
    path = completion_place(shell, home, environment)
    content = _marked(text).encode()
    target = real(path)
    if not os.path.lexists(target):
        return CompletionFile(path, Edit(target.name, None, content))
    if target.is_dir():
        refuse(f"{path} is a folder. Move it away, then run this again.")
    there = content_of(target.parent, target, _MOST_BYTES) or b""
    if there == content:
        return CompletionFile(path, None)
    if there and MARK.encode() not in there:
        refuse(f"{path} is there already, and not from kith. Move it away first.")
    return CompletionFile(path, Edit(target.name, digest(there), content))


def completion_place(shell: Shell, home: Path, environment: Mapping[str, str]) -> Path:
    """The file that a shell reads when a word of `kith` is to be completed.

    As bash-completion 2 and the manual of fish say; zsh has no folder for it but those of `fpath`.
    """
    data = _folder(environment.get("XDG_DATA_HOME"), home / ".local/share")
    if shell == "fish":
        settings = _folder(environment.get("XDG_CONFIG_HOME"), home / ".config")
        return settings / "fish/completions/kith.fish"
    if shell == "zsh":
        return data / "zsh/site-functions/_kith"
    own = environment.get("BASH_COMPLETION_USER_DIR", "").partition(os.pathsep)[0]
    return _folder(own, data / "bash-completion") / "completions/kith"


def _folder(named: str | None, otherwise: Path) -> Path:
    """A folder of the environment; a relative one is ignored, as the XDG specification has it."""
    return Path(named) if named and Path(named).is_absolute() else otherwise


def _marked(text: str) -> str:
    """The lines with our mark; a first line that zsh reads stays the first."""
    first, _, rest = text.partition("\n")
    lines = (first, MARK, rest) if first.startswith("#") else (MARK, text)
    return "\n".join(lines).rstrip() + "\n"


def looks_there(folder: Path, home: Path, environment: Mapping[str, str]) -> bool:
    """Whether the owner's settings of zsh name a folder, in full or from the home."""
    place = _folder(environment.get("ZDOTDIR"), home) / ".zshrc"
    try:
        lines = place.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    inside = folder.relative_to(home) if folder.is_relative_to(home) else folder
    named = (line for line in lines if not line.lstrip().startswith("#"))
    return any(inside.as_posix() in line for line in named)
