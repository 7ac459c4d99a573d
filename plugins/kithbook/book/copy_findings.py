"""What is told of a copy: of which file it is one, which lines differ, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kithbook.book.copies import Copies
from kithbook.book.model import Person
from kithbook.text.nodes import content_of
from kithbook.text.problems import Location, Problem
from kithbook.text.source import MAX_BYTES
from kithbook.text.words import listed

_MOST_RUNS = 4


class _Compared(NamedTuple):
    """Which lines of a copy its file does not have, and the other way round."""

    only_here: tuple[int, ...]
    only_there: tuple[int, ...]
    known: bool = True
    same: bool = False

    @property
    def differ(self) -> bool:
        """Whether one of the two says something else, as far as that is known."""
        return not self.known or bool(self.only_here or self.only_there)


class CopyFindings(NamedTuple):
    """A finding for each copy; `differing` are the files of which a copy says something else."""

    problems: tuple[Problem, ...]
    differing: Mapping[str, str]


def look_at_copies(root: Path, copies: Copies) -> CopyFindings:
    """Compares each copy with its file; one that stands alone is told too."""
    found: list[Problem] = []
    differing: dict[str, str] = {}
    for path, original in copies.of.items():
        compared = _compared(root, path, original)
        found.append(_copy(path, original, compared, sure=path in copies.sure))
        if compared.differ:
            differing[original] = path
    found += (_alone(path, original) for path, original in copies.alone.items())
    return CopyFindings(tuple(found), differing)


def consents_in_doubt(people: Iterable[Person], differing: Mapping[str, str]) -> Iterator[Problem]:
    """A finding for each consent in a file of which a copy may say that it has ended."""
    for person in people:
        if person.consent and (other := differing.get(person.path)):
            message = f"{other} is a copy of this file of other lines: this consent is in doubt"
            hint = "Put the two together, then delete the copy"
            yield Problem(person.consent.at, "consent-unclear", message, hint)


def _copy(path: str, original: str, found: _Compared, *, sure: bool) -> Problem:
    at = Location(path, found.only_here[0] if found.only_here else 1)
    message = f"This is a copy of {original}, as sync tools and editors leave them, and is not read"
    hint = f"Put the two together in {original}, then delete this file"
    if not found.differ:
        same = "the same to the byte" if found.same else "the same in every line"
        return Problem(at, "sync-copy", f"{message}; both are {same}", "Delete this file")
    if found.only_here:
        message += f"; {_runs(found.only_here)} only here"
    if found.only_there:
        message += f"; {_runs(found.only_there)} only in the other"
    if found.known and not found.only_here:
        hint = f"Nothing is here that {original} has not: delete this file"
    return Problem(at, "sync-copy", message, hint if sure else f"{hint}. {_ANOTHER}")


_ANOTHER = "If it is no copy, give it a name of its own"


def _alone(path: str, original: str) -> Problem:
    name, wanted = path.rpartition("/")[2], original.rpartition("/")[2]
    read = "it is not read" if "/" not in path or path.startswith("content/") else "it is read"
    message = f"{name} is named as a copy of {wanted}, which is not there; {read}"
    return Problem(Location(path), "lone-copy", message, f"Rename it to {wanted}")


def _compared(root: Path, path: str, original: str) -> _Compared:
    try:
        one = content_of(root, root / path, MAX_BYTES) or b""
        other = content_of(root, root / original, MAX_BYTES) or b""
    except OSError:
        return _Compared((), (), known=False)
    if max(len(one), len(other)) > MAX_BYTES:
        return _Compared((), (), known=False)
    return _Compared(_lines_of(one, other), _lines_of(other, one), same=one == other)


def _lines_of(one: bytes, other: bytes) -> tuple[int, ...]:
    """The numbers of the lines that only the first has; blanks at their ends do not count."""
    left = Counter(line.rstrip() for line in other.splitlines())
    found = []
    for number, line in enumerate(one.splitlines(), start=1):
        if text := line.rstrip():
            left[text] -= 1
            if left[text] < 0:
                found.append(number)
    return tuple(found)


def _runs(numbers: tuple[int, ...]) -> str:
    """Line numbers in words: `line 3`, or `lines 3, 6 to 9 and 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    if len(words) > _MOST_RUNS:
        words = [*words[: _MOST_RUNS - 1], "more"]
    stand = "stands" if len(numbers) == 1 else "stand"
    return f"line{'' if len(numbers) == 1 else 's'} {listed(words, 'and')} {stand}"
