"""What is kept in mind of a file whose merge is not finished, so that nobody is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from kithbook.book.folder_files import is_yaml
from kithbook.book.introductions_requests import read_introduction, read_request
from kithbook.book.model import Introduction
from kithbook.book.plain_notes import front_of
from kithbook.book.reading import Reading
from kithbook.book.request import Request
from kithbook.text.merge_marks import versions
from kithbook.text.nodes import content_of
from kithbook.text.problems import Problem
from kithbook.text.source import MAX_BYTES, Source

T = TypeVar("T")
_FURTHER = "Another part of a merge that was not finished begins here"
Start = Callable[[Source], Reading]
"""Begins the reading of a source against the names and settings of a book."""


class SourceVersions(NamedTuple):
    """A file as each side of a merge has it, with what both have alone, and with all of it.

    Each letter keeps its place. `further` are the findings of all parts but the first, `apart` the
    lines that only one side has.
    """

    ours: Source
    theirs: Source
    both: Source
    whole: Source
    further: tuple[Problem, ...] = ()
    apart: frozenset[int] = frozenset()


def versions_of(root: Path, path: Path, most: int = MAX_BYTES) -> SourceVersions:
    """The versions of a file whose merge is not finished."""
    raw = b""
    with suppress(OSError):
        raw = content_of(root, path, most) or b""
    where = path.relative_to(root).as_posix()
    return source_versions(Source(where, raw.decode("utf-8", "replace")))


def source_versions(source: Source) -> SourceVersions:
    """The versions of a text whose merge is not finished."""
    found = versions(source.text)
    ours, theirs, both, whole = (Source(source.path, text) for text in found[:4])
    further = tuple(both.problem(at, "unfinished-merge", _FURTHER) for at in found.begins[1:])
    apart = frozenset(source.location(at).line for at in found.apart)
    return SourceVersions(ours, theirs, both, whole, further, apart)


def as_read(found: SourceVersions) -> Source:
    """The text that is read of a file whose merge is not finished.

    What only one side has is shown where it is text, and is no key.
    """
    folder = found.both.path.partition("/")[0]
    if folder == "journal":
        return found.whole
    front = front_of(found.both) if folder == "people" else None
    if front is None or isinstance(front, Problem) or is_yaml(found.both.path):
        return found.both
    text = found.both.text[: front.body] + found.whole.text[front.body :]
    return Source(found.both.path, text)


def torn_introduction(found: SourceVersions, start: Start) -> Introduction | None:
    """An introduction of which one side says no, where one does; nothing is asked from it.

    What shows that it was made, and what came of it, counts where both sides say the same.
    """
    read = _read(found, read_introduction, start)
    chosen = max(read, key=_ends, default=None)
    if chosen is None:
        return None
    return replace(
        chosen,
        torn=True,
        made=_agreed(one.made for one in read),
        met=_agreed(one.met for one in read),
        outcome=_agreed(one.outcome for one in read),
        thanked=_agreed(one.thanked for one in read),
    )


def beside_copy(act: Introduction, copy: Introduction) -> Introduction:
    """An introduction of which a copy says something else of the steps; nothing is asked from it.

    A no in either stands, and what shows that it was made counts where both say so.
    """
    steps = ("asked", "answered", "nudged", "made", "set_aside")
    same = all(_by_person(getattr(act, one)) == _by_person(getattr(copy, one)) for one in steps)
    if same or set(act.ids) != set(copy.ids):
        return act
    read = (act, copy)
    chosen = max(read, key=_ends)
    return replace(
        chosen,
        id=act.id, path=act.path, at=act.at, places=act.places,
        torn=True,
        copied=True,
        made=_agreed(one.made for one in read),
        met=_agreed(one.met for one in read),
        outcome=_agreed(one.outcome for one in read),
        thanked=_agreed(one.thanked for one in read),
    )  # fmt: skip


def _by_person(said: object) -> object:
    """What is said of each, without where it stands in its file."""
    if type(said) is tuple:
        return [(who.person, each) for who, each in said]
    return said


def torn_request(found: SourceVersions, start: Start) -> Request | None:
    """A request as one side has it; a decision of either stands, a no before a yes."""
    return max(_read(found, read_request, start), key=_decides, default=None)


def _read(
    found: SourceVersions, reader: Callable[[Reading], T | None], start: Start
) -> tuple[T, ...]:
    """What each side reads as, without its findings: that it is torn is the one that counts."""
    read = (reader(start(source)) for source in (found.ours, found.theirs))
    return tuple(one for one in read if one is not None)


def _agreed(said: Iterable[T | None]) -> T | None:
    """What both sides say; None where only one does, or each something else."""
    first, *others = said
    return first if others == [first] else None


def _ends(one: Introduction) -> int:
    said_no = any(answer.said == "no" for _, answer in one.answered)
    return 2 * said_no + (one.set_aside is not None)


def _decides(one: Request) -> int:
    if one.decision is None:
        return 0
    return 2 if one.decision.was == "declined" else 1
