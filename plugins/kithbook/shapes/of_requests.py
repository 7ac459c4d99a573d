"""Requests as they are listed, filed and deleted."""

from __future__ import annotations

from kithbook.book.network import Network
from kithbook.insight.inbox import Thread
from kithbook.requests.filing import Plan
from kithbook.requests.purge import Going
from kithbook.requests.rollup import WayFound
from kithbook.shapes import pieces
from kithbook.shapes.pieces import Shape


def requests_shape(
    network: Network,
    shown: list[Thread],
    roll: tuple[WayFound, ...],
    thanks: list[tuple[str, str]],
) -> Shape:
    """How requests stand, how people found the owner, and whom to thank."""
    return {
        "requests": [_thread_shape(thread) for thread in shown],
        "found": [
            {
                "source": row.source,
                "kind": row.kind,
                "person": row.person,
                "requests": row.requests,
                "accepted": row.accepted,
                "declined": row.declined,
                "waiting": row.waiting,
                "rate": row.rate,
            }
            for row in roll
        ],
        "thanks": [{**pieces.who(network, who), "for": name} for who, name in thanks],
    }


def _thread_shape(thread: Thread) -> Shape:
    first = thread.request
    return {
        "id": first.id,
        "path": first.path,
        "state": thread.state,
        "kind": first.kind,
        "received": pieces.written(first.received),
        "sender": first.sender,
        "email": first.email,
        "via": first.via,
        "how_found": first.how_found,
        "why": first.why,
        "ask": first.ask,
        "language": first.language,
        "flags": list(first.flags),
        "revision": first.revision,
        "revised": pieces.written(first.revised),
        "before": list(first.before),
        "answers": [one.id for one in thread.messages[1:]],
        "over": pieces.written(thread.over),
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
                "name": one.name,
                "flags": list(one.flags),
                "why": one.why,
            }
            for one in made.filings
        ],
    }


def purge_shape(gone: tuple[Going, ...], *, applied: bool) -> Shape:
    """The requests that have been kept long enough."""
    return {
        "applied": applied,
        "requests": [
            {
                "id": one.thread.request.id,
                "state": one.thread.state,
                "since": str(one.since),
                "paths": list(one.paths),
            }
            for one in gone
        ],
    }
