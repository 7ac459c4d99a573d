"""Git, as everything here starts it: three ways to run it, by what it may run in its turn.

`ask` looks, and nothing that a repository names is run: no hook, filter, textconv, external diff,
monitor, signature program, pager or remote. `reach` talks with a remote that the owner named.
`act` makes a commit or a push of the owner's, with the owner's hooks, filters and signing.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kithbook.text.git_folder import leads_elsewhere, repository_place
from kithbook.text.nodes import real

_NOWHERE = "/dev/null"  # git for Windows knows it too
_ALWAYS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "core.quotePath=false",
    "color.ui=false",
    f"diff.orderFile={_NOWHERE}",
    "revert.reference=false",
)
_NO_HOOKS = (f"core.hooksPath={_NOWHERE}", "commit.gpgSign=false", "push.gpgSign=false")
_LOOKING = (
    *_NO_HOOKS,
    "log.showSignature=false",
    "log.mailmap=false",
    f"mailmap.file={_NOWHERE}",
    f"core.attributesFile={_NOWHERE}",
    f"core.excludesFile={_NOWHERE}",
    "diff.ignoreSubmodules=all",
    "i18n.logOutputEncoding=UTF-8",
    "maintenance.auto=false",
    "gc.auto=0",
)
# An answer in plain words that can be told apart, no lock, no prompt, no fetch of what is missing.
_LOOKING_ENVIRONMENT: Mapping[str, str] = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
}
_SHOWING = frozenset({"diff", "diff-files", "diff-index", "diff-tree", "log", "show"})
# What git itself sets for one repository (git rev-parse --local-env-vars), as in a hook of it.
_INHERITED = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
_MOST_SETTINGS = 1_000_000
_LEADING = (b"include", b"worktree", b"excludesfile", b"attributesfile", b"template")
State = Literal["ready", "no git", "no repository", "refused"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What git answered: its exit code, what it wrote, and what it had to say about it."""

    code: int
    out: bytes
    said: str

    @property
    def done(self) -> bool:
        """Whether git did what was asked."""
        return self.code == 0

    @property
    def text(self) -> str:
        """What it wrote, without the line ends around it."""
        return self.out.decode("utf-8", "replace").strip("\r\n")

    @property
    def lines(self) -> list[str]:
        """What it wrote, a line each."""
        return self.text.splitlines()


@dataclass(frozen=True, slots=True)
class FoundRepository:
    """The repository that a folder lies in, or why there is none to use.

    `said` are the words of git, or ours, where it is refused: an owner that git does not trust,
    a bare repository within other files, a repository that works on another folder.
    """

    state: State
    top: Path = Path()
    folder: Path = Path()
    said: str = ""


def ask(
    where: Path, *words: str, given: bytes = b"", more: Mapping[str, str] | None = None
) -> Reply:
    """Looks; nothing that the repository names is run, nothing is fetched, no file is locked.

    It is not for what compares the files on disk (status, diff, add): there, filters would run.
    """
    return _run(where, words, _LOOKING, given, {**_LOOKING_ENVIRONMENT, **(more or {})})


def reach(where: Path, *words: str) -> Reply:
    """Asks a remote that the owner named, by the owner's own way to it; no hook is run."""
    return _run(where, words, _NO_HOOKS, b"", {})


def act(where: Path, *words: str, more: Mapping[str, str] | None = None) -> Reply:
    """Commits or pushes for the owner: hooks, filters and signing are the owner's, and run."""
    return _run(where, words, (), None, more or {})


def found(where: Path) -> FoundRepository:
    """The repository of a folder, as git finds it and as it may be used."""
    if _program() is None:
        return FoundRepository("no git", said="git is not installed")
    if said := _leads_elsewhere(where):
        return FoundRepository("refused", said=said)
    asked = ask(where, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    if not asked.done or len(asked.lines) != 2:
        none = asked.said.startswith("fatal: not a git repository (or any")
        return FoundRepository("no repository" if none else "refused", said=_plain(asked.said))
    top, folder = (Path(line) for line in asked.lines)
    if not real(where).is_relative_to(real(top)):
        return FoundRepository("refused", said=f"{folder} works on {top}, and not on this folder")
    if folder == top or folder in top.parents:  # git before 2.38 takes it for one
        said = f"{folder} is a bare repository within other files, which is not used"
        return FoundRepository("refused", said=said)
    return FoundRepository("ready", top, folder)


def _leads_elsewhere(where: Path) -> str:
    place = repository_place(real(where))
    try:
        return leads_elsewhere(place, _settings) if place else ""
    except OSError as fault:
        return f"{fault.filename}: {fault.strerror}"


def _settings(file: Path, pattern: str) -> list[str]:
    """Values in one file of settings, asked from where no repository is."""
    if not file.is_file():
        return []
    if file.stat().st_size > _MOST_SETTINGS:
        raise OSError(errno.EFBIG, "it is too large for settings of git", str(file))
    if not any(word in file.read_bytes().lower() for word in _LEADING):
        return []
    words = ("config", "-z", "--no-includes", "--file", str(file), "--get-regexp", pattern)
    rows = ask(Path(file.anchor), *words).text.split("\0")
    return [row.partition("\n")[2] for row in rows if row]


def _plain(said: str) -> str:
    """The words of git without the mark before them."""
    return said.removeprefix("fatal: ").removeprefix("error: ").strip()


def _run(
    where: Path,
    words: tuple[str, ...],
    settings: tuple[str, ...],
    given: bytes | None,
    more: Mapping[str, str],
) -> Reply:
    program = _program()
    if program is None:
        return Reply(127, b"", "git is not installed")
    options = [word for one in (*_ALWAYS, *settings) for word in ("-c", one)]
    shown = ("--no-ext-diff", "--no-textconv") if words[0] in _SHOWING else ()
    command = [program, "--no-pager", "--literal-pathspecs", "-C", str(where), *options]
    done = subprocess.run(  # noqa: S603 - git itself, with words of our own
        [*command, words[0], *shown, *words[1:]],
        input=given,
        capture_output=True,
        env=_environment(more),
        check=False,
    )
    return Reply(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def _program() -> str | None:
    """Git by its whole path: never one that lies in the folder where the command is run."""
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    program = shutil.which("git", path=os.pathsep.join(filter(os.path.isabs, entries)))
    return program if program and Path(program).is_absolute() else None


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    if not (sys.stdin and sys.stdin.isatty()):
        kept["GIT_TERMINAL_PROMPT"] = "0"
    return {**kept, **more}
