"""Where somebody may still be once the book's own text is without them: caches, sites, exports.

What kith keeps beside the text and what it built goes, and is made anew when it is asked for.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kithbook.actions.forget_person import Forgotten
from kithbook.actions.last_write import FORGET
from kithbook.actions.outcome import Tell, silent
from kithbook.actions.writes import Touched, Write, one_at_a_time, record
from kithbook.book.edit import Edit, require_applicable
from kithbook.book.file_steps import take
from kithbook.book.model import Settings
from kithbook.book.traces import Traces
from kithbook.exchange.calendar_writing import BEGINNING
from kithbook.text import git, git_state
from kithbook.text.built import BUILD
from kithbook.text.git_state import TRAILER
from kithbook.text.nodes import lies_within
from kithbook.text.own_folder import own_folder

_SUBJECT = f"{FORGET}: somebody"
_KEPT = (".gitignore", "lock")
_SITES = ("private", "public")


def carry_out(plan: Forgotten, root: Path, settings: Settings, tell: Tell = silent) -> None:
    """Forgets somebody. Their own file is the last to go; then no write is on record any more."""
    *steps, own = plan.steps
    require_applicable([step for step in steps if isinstance(step, Edit)], root)
    paths = [step.path for step in plan.steps]
    with one_at_a_time(root):
        ready = settings.commit and git.found(root).state == "ready"
        before = git_state.uncommitted(root, paths) if ready else None
        for step in steps:
            if remark := take(step, root):
                tell(remark)
        _clear_kept(root)
        for path in built_of(root, plan.traces):
            _delete(root / path)
        take(own, root)
        commit = _commit(root, paths, before or {}, tell) if ready else git_state.Made()
        # A write of which nothing can be found again: undo stops at it.
        nothing = Touched(".", None, None)
        record(root, [Write(FORGET, "somebody", (nothing,), commit.commit, commit.at)])


def built_of(root: Path, traces: Traces) -> Iterator[str]:
    """The sites in `build/`, and other files there that tell of somebody, by their paths."""
    place = root / BUILD
    if place.is_symlink() or not place.is_dir() or not lies_within(place, root):
        return
    for one in sorted(place.iterdir()):
        path = one.relative_to(root).as_posix()
        if one.is_symlink():
            continue
        if one.is_dir() and (one.name in _SITES or one.name.startswith(".kith")):
            yield path
        elif one.is_dir():
            yield from (inner for inner in _files(one, root) if _tells(root / inner, traces))
        elif _tells(one, traces):
            yield path


def _files(folder: Path, root: Path) -> Iterator[str]:
    for at, _, names in os.walk(folder):
        yield from (Path(at, name).relative_to(root).as_posix() for name in sorted(names))


def _tells(path: Path, traces: Traces) -> bool:
    """Whether a file, its name or a line folded by a calendar's or a card's rules tells of them.

    A calendar of ours may: it has people by a first name and a letter, which no search tells apart.
    """
    if path.is_symlink():
        return False
    raw = path.read_bytes()
    if raw.startswith(BEGINNING):
        return True
    text = raw.decode("utf-8", "replace")
    unfolded = text.replace("\r\n ", "").replace("\n ", "")
    return any(map(traces.holds, (path.name, text, unfolded)))


def _clear_kept(root: Path) -> None:
    folder = own_folder(root)
    for one in folder.iterdir() if folder and folder.is_dir() else ():
        if one.name not in _KEPT:
            _delete(one)


def _delete(path: Path) -> None:
    with suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _commit(root: Path, paths: list[str], before: dict[str, str], tell: Tell) -> git_state.Made:
    """One commit of what went, in which nobody is named."""
    place = git.found(root)
    held = git_state.uncommitted(root, paths) or {}
    if before or git_state.under_way(place.folder) or git_state.branch(root) is None:
        tell("It is done and not committed, since git has something else in hand. Commit it.")
        return git_state.Made()
    if not held:
        return git_state.Made()
    made = git_state.commit(root, held, f"{_SUBJECT}\n\n{TRAILER}: {FORGET}")
    if made.said:
        tell(f"It is done and not committed. Git says: {made.said}")
        return git_state.Made()
    return made
