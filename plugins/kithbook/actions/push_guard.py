"""The push guard: a pre-push hook of git, in the repository that holds the book and in no other.

Hooks that the owner has are kept and called: one beside it under another name, and those that
`core.hooksPath` keeps elsewhere from a folder of this repository's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.text import git
from kithbook.text.nodes import lies_within
from kithbook.text.refusal import Declined

HOOK = "pre-push"
OURS = "kithbook-hooks"
_BOOK, _ELSEWHERE = "kithbook.book", "kithbook.hookspath"
_SETTINGS = r"^(remote\..*\.(url|pushurl)|kithbook\.(book|hookspath))$"
_MARK = "\n# Kithbook: "
_LEGACY = f"{HOOK}.legacy"  # where the pre-commit program keeps, and calls, what was there before
_NUMBERS = tuple(f"-{number}" for number in range(2, 100))
_MOST_OF_A_HOOK = 1_000_000
_OWN_PLACES = (*OWN_FOLDERS, "build/private")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that holds the book or a private folder of it.

    `hooks` is where git looks for hooks; `book` the way from its top to the book, `books` those
    whose way its guard knows; `elsewhere` is the folder of the owner's hooks, as git names it.
    """

    top: Path
    common: Path
    hooks: Path
    book: str
    books: tuple[str, ...]
    elsewhere: str
    has_remote: bool

    @property
    def guarded(self) -> bool:
        """Whether git runs today's guard before it pushes, and the guard knows this book."""
        if self.book not in (self.books or (".",)) or not self.may_be_read:
            return False
        first = _text(self.hooks / HOOK)
        return _is_guard(self.hooks / HOOK) or (
            "pre-commit" in first and _is_guard(self.hooks / _LEGACY)
        )

    @property
    def may_be_read(self) -> bool:
        """Whether the hooks are in the repository, or where the owner's own settings say."""
        if any(lies_within(self.hooks, place) for place in (self.top, self.common)):
            return True
        told = git.act(self.top, "config", "--show-scope", "--get", "core.hooksPath").text
        return not told.startswith(("local", "worktree"))

    @property
    def has_own_hooks(self) -> bool:
        """Whether the folder of the hooks belongs to this repository and to no other."""
        return self.hooks.resolve().is_relative_to(self.common.resolve())


@dataclass(frozen=True, slots=True)
class GuardsPut:
    """What putting the guard into each repository of a book made, and what else was done.

    `unguarded` is a folder of hooks where no guard could be put.
    """

    made: tuple[str, ...]
    remarks: tuple[str, ...]
    unguarded: Path | None


def put_everywhere(root: Path) -> GuardsPut:
    """Puts the guard into each repository that holds the book, or part of it, or renews it."""
    done = [put(at) for at in repositories(root)]
    if not done:
        raise Declined("This book is in no git repository. Make one with: git init", asked=True)
    return GuardsPut(
        made=tuple(path for made, _ in done for path in made),
        remarks=tuple(remark for _, remarks in done for remark in remarks),
        unguarded=next((at.hooks for at in repositories(root) if not at.guarded), None),
    )


def missing_guards(root: Path) -> Iterator[str]:
    """A line for each repository of a book that could be pushed without a guard."""
    for at in repositories(root):
        if at.has_remote and not at.guarded:
            yield (
                f"No push guard is in {at.top.name}/.git, so git push would give the private "
                "folders to any remote. Put it there with: kith guard"
            )


@cache
def starter(name: str) -> str:
    """A file that new books begin with."""
    return resources.files("kithbook.actions").joinpath("starter", name).read_text(encoding="utf-8")


def repositories(root: Path) -> Iterator[Repository]:
    """The repository of the book, and each private folder that is one of its own."""
    tops = [folder for folder in (root, *root.parents) if (folder / ".git").exists()][:1]
    places = [root / name for name in _OWN_PLACES if lies_within(root / name, root)]
    tops += [folder for place in places for folder in _with_git(place)]
    for top in tops:
        if git.found(top).state == "ready" and (found := _repository(top, root)):
            yield found


def _with_git(place: Path) -> Iterator[Path]:
    """Every folder at or below a place that is a repository of its own."""
    for at, folders, names in os.walk(place):
        if ".git" in (*folders, *names):
            yield Path(at)
        folders[:] = sorted(name for name in folders if name != ".git")


def _repository(top: Path, root: Path) -> Repository | None:
    # Where hooks are is for git as the owner runs it; looking would have none.
    asked = git.act(top, "rev-parse", "--git-common-dir", "--git-path", "hooks")
    if not asked.done or len(asked.lines) != 2:
        return None
    common, hooks = (top / line for line in asked.lines)
    told = git.ask(top, "config", "-z", "--get-regexp", _SETTINGS).text
    rows = [row.partition("\n") for row in told.split("\0") if row]
    return Repository(
        top=top,
        common=common,
        hooks=hooks,
        book=Path(os.path.relpath(root, top)).as_posix(),
        books=tuple(value for key, _, value in rows if key == _BOOK),
        elsewhere=next((value for key, _, value in reversed(rows) if key == _ELSEWHERE), ""),
        has_remote=any(key.startswith("remote.") for key, _, _ in rows),
    )


def put(at: Repository) -> tuple[list[str], list[str]]:
    """Puts the guard in place or renews it: the files that are new, and what else was done."""
    remarks: list[str] = []
    if at.book not in at.books:
        git.ask(at.top, "config", "--local", "--add", _BOOK, at.book)
    hooks = at.hooks if at.has_own_hooks else _own_folder(at, remarks)
    hooks.mkdir(parents=True, exist_ok=True)
    hook = hooks / HOOK
    made = []
    if not _is_guard(hook):
        _step_aside(hook, remarks)
        made.append(_write(hook, starter(HOOK), at.top))
    if hooks.name == OURS:
        made += _callers(at, hooks)
    return made, remarks


def _own_folder(at: Repository, remarks: list[str]) -> Path:
    """A folder for hooks in this repository alone, to which its own settings point."""
    folder = at.common / OURS
    moves = at.common != at.top / ".git" or (at.common / "worktrees").exists()
    git.ask(at.top, "config", "--local", "--replace-all", _ELSEWHERE, str(at.hooks))
    shown = str(folder.resolve()) if moves else f".git/{OURS}"
    git.ask(at.top, "config", "--local", "--replace-all", "core.hooksPath", shown)
    remarks.append(
        f"Your hooks are in {at.hooks}, which other repositories may use. This one now looks in "
        f"{shown}, where each hook calls yours of that name."
    )
    return folder


def _callers(at: Repository, hooks: Path) -> Iterator[str]:
    """A hook that calls the owner's, for each that is there now, and for the guard's own name."""
    again = git.ask(at.top, "config", "--type=path", _ELSEWHERE).text
    theirs = at.top / again if again else None
    names = {f"{HOOK}.owner"}
    if theirs and theirs.is_dir():
        names.update(each.name for each in theirs.iterdir() if "." not in each.name)
    for name in sorted(names - {HOOK}):
        if not os.path.lexists(hooks / name):
            yield _write(hooks / name, starter("own-hook"), at.top)


def _step_aside(hook: Path, remarks: list[str]) -> None:
    """Makes room for the guard: whatever was there, and may hold the owner's work, is renamed."""
    if not os.path.lexists(hook):
        return
    if _text(hook).startswith(f"#!/bin/sh{_MARK}"):
        free = _free(hook, "earlier")
        remarks.append(f"The earlier guard is {free.name} now, should you have changed it.")
    else:
        free = _free(hook, "owner")
        remarks.append(f"Your own {HOOK} hook is {free.name} now, and runs after the guard.")
    hook.rename(free)


def _free(hook: Path, ending: str) -> Path:
    taken = (hook.with_name(f"{HOOK}.{ending}{number}") for number in ("", *_NUMBERS))
    return next(path for path in taken if not os.path.lexists(path))


def _write(path: Path, text: str, top: Path) -> str:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    path.chmod(0o755)
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else str(path)


def _is_guard(hook: Path) -> bool:
    return os.access(hook, os.X_OK) and _text(hook) == starter(HOOK)


def _text(path: Path) -> str:
    """What a hook says; nothing where it is no file, points elsewhere, or is too large for one."""
    try:
        is_ours = path.is_file() and lies_within(path, path.parent)
        if not is_ours or path.stat().st_size > _MOST_OF_A_HOOK:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
