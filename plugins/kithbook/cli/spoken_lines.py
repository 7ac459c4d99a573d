"""Spoken lines as commands show them: each with what it becomes, or why that is not clear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kithbook.cli.screen import say
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.log import LoggedLine
    from kithbook.actions.spoken_batch import BecomesPart, LineRead, SpokenBatch


def place_of(one: LoggedLine) -> str:
    """An entry with its place."""
    there = " (it stands there already)" if one.there else ""
    return f"{one.at.path}:{one.at.line}: - {one.entry}{there}"


def _shown(part: BecomesPart) -> str:
    """What a line becomes: an entry, what stands under a key, or a file."""
    one = part.place
    if part.kind == "entry":
        return place_of(one)
    if part.kind == "person":
        return f"{one.at.path} is there already" if one.there else f"{one.at.path}: a new person"
    there = " (it stands there already)" if one.there else ""
    return f"{one.at.path}:{one.at.line}: {one.entry}{there}"


def show_lines(batch: SpokenBatch) -> None:
    """Writes each line with what it becomes."""
    for one in batch.lines:
        say(one.line.text)
        for shown in _below(one):
            say(f"  {shown}")


def _below(one: LineRead) -> Iterator[str]:
    if one.why:
        yield f"left out, as it says nothing by itself: {one.why}" if one.line.optional else one.why
    for part in one.parts:
        yield _shown(part)


def summary_of(batch: SpokenBatch, *, write: bool) -> str:
    """How many lines are clear, and what is next."""
    clear = [one for one in batch.lines if not one.why]
    fresh = sum(one.fresh for one in clear)
    unclear = len(batch.unclear)
    if not batch.lines:
        return "There is no line to read."
    told = [counted(len(clear) + unclear, "line")]
    if known := len(clear) - fresh:
        told.append(f"{known} there already")
    if write:
        told.append(f"{fresh} written")
    else:
        told.append(f"{fresh} to write")
    told.append(f"{unclear} not clear")
    hint = " To write what is clear: --apply" if fresh and not write else ""
    return f"{', '.join(told)}.{hint}"


def as_json(batch: SpokenBatch, *, applied: bool) -> dict[str, object]:
    """The lines in JSON, each with what it becomes."""
    return {"applied": applied, "lines": [_line(one) for one in batch.lines]}


def _line(one: LineRead) -> dict[str, object]:
    state = "there" if not one.fresh else "clear"
    if one.why:
        state = "left out" if one.line.optional else "unclear"
    return {
        "line": one.line.number,
        "text": one.line.text,
        "state": state,
        "why": one.why or None,
        "becomes": [
            {
                "as": part.kind,
                "person": part.person,
                "path": part.place.at.path,
                "line": part.place.at.line,
                "text": part.place.entry,
                "there": part.place.there,
            }
            for part in one.parts
        ],
    }


def found_in(batch: SpokenBatch) -> int:
    """The exit code: whether a line is left that is not clear."""
    return int(bool(batch.unclear))
