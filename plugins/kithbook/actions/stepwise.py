"""Several steps as one write: edits, moves and deletions, in an order that can be broken off.

Each file is whole at every moment. Whoever plans the steps sees to it that the book can be read
between any two of them, and that planning anew goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from kithbook.actions.committing import one_commit
from kithbook.actions.outcome import Tell, silent
from kithbook.actions.writes import Touched, Write
from kithbook.book.edit import Edit, digest, require_applicable
from kithbook.book.file_steps import Gone, Move, Step, take
from kithbook.book.load import renew_kept
from kithbook.book.model import Settings


@dataclass(frozen=True, slots=True)
class Steps:
    """What an action would do, step by step, as one commit `command: what`."""

    steps: tuple[Step, ...]
    command: str
    what: str


@dataclass(frozen=True, slots=True)
class NetChange:
    """A file before all steps and after them: its paths, or None where it is not there."""

    path: str | None
    to: str | None
    before: str | None
    after: str | None


def write_steps(plan: Steps, root: Path, settings: Settings, tell: Tell = silent) -> None:
    """Does all steps, as one commit where `commit: true` asks for it; raises Refused."""
    require_applicable(_first_edits(plan.steps), root)
    write = Write(plan.command, plan.what, tuple(_touched(plan.steps)))
    with one_commit(write, root, settings, tell):
        for step in plan.steps:
            if remark := take(step, root):
                tell(remark)
    renew_kept(root)


def diff_of_steps(root: Path, steps: Iterable[Step]) -> str:
    """What all steps change, as one diff; a file that moves is compared with itself."""
    steps = tuple(steps)
    contents = {one.path: one.content for one in steps if isinstance(one, Edit)}
    lines: list[str] = []
    for change in net_changes(steps):
        before = (root / change.path).read_bytes() if change.path else b""
        after = contents.get(change.to or "", before) if change.to else b""
        names = (change.path or "/dev/null", change.to or "/dev/null")
        old, new = (one.decode("utf-8", "replace").splitlines() for one in (before, after))
        if change.path and change.to and change.path != change.to:
            lines.append(f"rename {change.path} to {change.to}")
        lines += unified_diff(old, new, *names, lineterm="")
    return "\n".join(lines)


def net_changes(steps: Iterable[Step]) -> tuple[NetChange, ...]:
    """Each file that is not as before, in the order in which it is first touched."""
    found: dict[str, NetChange] = {}
    for step in steps:
        known = found.pop(step.path, None)
        first = known or NetChange(step.path, step.path, step.before, step.before)
        if isinstance(step, Move):
            found[step.to] = NetChange(first.path, step.to, first.before, first.after)
        elif isinstance(step, Gone):
            found[step.path] = NetChange(first.path, None, first.before, None)
        else:
            path = first.path if first.before is not None else None
            after = digest(step.content)
            found[step.path] = NetChange(path, step.path, first.before, after)
    return tuple(found.values())


def _first_edits(steps: Iterable[Step]) -> list[Edit]:
    """The edits of files that no earlier step touches."""
    found: dict[str, Step] = {}
    for step in steps:
        found.setdefault(step.path, step)
        if isinstance(step, Move):
            found.setdefault(step.to, step)
    return [one for one in found.values() if isinstance(one, Edit)]


def _touched(steps: Iterable[Step]) -> Iterable[Touched]:
    for change in net_changes(steps):
        if change.path and change.path != change.to:
            yield Touched(change.path, change.before, None)
        if change.to:
            before = change.before if change.path == change.to else None
            yield Touched(change.to, before, change.after)
