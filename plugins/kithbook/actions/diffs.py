"""What a command would change, shown before it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from kithbook.book.edit import Edit
from kithbook.text.words import counted

_WIDE = 160


def diff_of(root: Path, edits: Iterable[Edit]) -> str:
    """The changes of some edits as one diff, files in their order."""
    return "\n".join(line for edit in edits for line in _lines(root, edit))


def changed_line(edit: Edit, before: Iterable[str]) -> str:
    """The line that is new after its place, else the one that went."""
    there = tuple(before)
    after = edit.content.decode("utf-8", "replace").splitlines()
    new = [at for at, line in enumerate(after, 1) if line not in there]
    if new:
        return f"{edit.path}:{new[-1]}: {after[new[-1] - 1].strip()}"
    gone = next((line for line in there if line not in after), "")
    return f"{edit.path}:{edit.line}: taken out: {gone.strip()}"


def deletion_of(root: Path, path: str) -> str:
    """The end of a file as a diff."""
    before = _text(root / path)
    return "\n".join(unified_diff(before, [], path, "/dev/null", lineterm=""))


def _lines(root: Path, edit: Edit) -> Iterable[str]:
    there = edit.before is not None
    before = _text(root / edit.path) if there else []
    after = edit.content.decode("utf-8", "replace").splitlines()
    name = edit.path if there else "/dev/null"
    return unified_diff(before, after, name, edit.path, lineterm="")


def _text(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def short_diff(root: Path, edits: Iterable[Edit], most: int) -> str:
    """The first lines that go and come in each file, also of very long ones; the rest is counted.

    Lines are told by what stands in them, wherever they are.
    """
    return "\n".join(line for edit in edits for line in _shortly(root, edit, most))


def _shortly(root: Path, edit: Edit, most: int) -> Iterator[str]:
    after = edit.content.decode("utf-8", "replace").splitlines()
    if edit.before is None:
        yield f"+++ {edit.path}: new, {counted(len(after), 'line')}"
        return
    before = _text(root / edit.path)
    gone, come = _beyond(before, after), _beyond(after, before)
    yield f"--- {edit.path}"
    for sign, lines in (("-", gone), ("+", come)):
        yield from (f"{sign}{line[:_WIDE]}" for line in lines[:most])
        if len(lines) > most:
            yield f"{sign} and {counted(len(lines) - most, 'more line')}"


def _beyond(some: Iterable[str], others: Iterable[str]) -> list[str]:
    """The lines of a text that another does not have, or has less often."""
    left = Counter(others)
    found = []
    for line in some:
        if left[line]:
            left[line] -= 1
        else:
            found.append(line)
    return found
