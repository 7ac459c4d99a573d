"""Requests as they are listed, filed and deleted."""

from __future__ import annotations

from kithbook.book.network import Network
from kithbook.insight.inbox import Thread
from kithbook.requests.filing import Plan
from kithbook.requests.purge import Going
from kithbook.requests.rollup import WayFound
from kithbook.shapes.pieces import Shape, plain, shape, who


def requests_shape(
    network: Network,
    shown: tuple[Thread, ...],
    roll: tuple[WayFound, ...],
    thanks: list[tuple[str, str]],
) -> Shape:
    """How requests stand, how people found the owner, and whom to thank."""
    return {
        "requests": [_thread_shape(thread) for thread in shown],
        "found": [
            shape(row, "source kind person requests accepted declined waiting rate") for row in roll
        ],
        "thanks": [{**who(network, one), "for": name} for one, name in thanks],
    }


def _thread_shape(thread: Thread) -> Shape:
    first = thread.request
    return {
        **shape(first, "id path"),
        "state": thread.state,
        **shape(first, "kind received sender email via how_found why ask language flags"),
        **shape(first, "revision revised before"),
        "answers": [one.id for one in thread.messages[1:]],
        "over": plain(thread.over),
    }


def import_shape(made: Plan, *, applied: bool) -> Shape:
    """What an import files, or would file."""
    return {
        "applied": applied,
        "files": [edit.path for edit in made.edits],
        "requests": [
            {
                "outcome": one.outcome,
                "id": one.id or None,
                **shape(one, "name flags why"),
            }
            for one in made.filings
        ],
    }


def purge_shape(gone: tuple[Going, ...], *, applied: bool) -> Shape:
    """The requests that have been kept long enough."""
    return {
        "applied": applied,
        "requests": [
            shape(one, "id=thread.request.id state=thread.state since paths") for one in gone
        ],
    }
