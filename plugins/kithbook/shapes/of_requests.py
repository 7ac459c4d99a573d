"""Requests as they are listed, filed and deleted."""

from __future__ import annotations

from kithbook.book.network import Network
from kithbook.insight.inbox import Thread
from kithbook.introductions.mailed_steps import Heard
from kithbook.requests.filing import Plan
from kithbook.requests.purge import Going
from kithbook.requests.rollup import WayFound
from kithbook.requests.triage import PossibleSender
from kithbook.shapes.of_introductions import command_line
from kithbook.shapes.pieces import Shape, plain, shape, who
from kithbook.views.request_view import RequestView


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


def request_shape(network: Network, view: RequestView) -> Shape:
    """One request: its words, who it may be, the coach's findings, and the ways to decide."""
    thread, decided = view.thread, view.thread.decision
    return {
        **_thread_shape(thread),
        "messages": [
            shape(one, "id path received how_found why ask offer wants why_them for_them")
            | shape(one, "forwardable small rest")
            for one in thread.messages
        ],
        "senders": [_sender_shape(network, one) for one in view.senders],
        "through": [who(network, one) for one in view.referrers],
        "wanted": [
            {**who(network, one.person), **shape(one, "meant_by known")} for one in view.wanted
        ],
        "coach": {
            "ready": view.advice.ready,
            "remarks": [shape(one, "rule level say") for one in view.advice.findings],
        },
        "decision": {**shape(decided, "on was reason until person"), "reply": decided.reply or None}
        if decided
        else None,
        "ways": [
            {"title": one.title, "command": one.command, "draft": one.draft or None}
            for one in view.ways
        ],
    }


def _sender_shape(network: Network, one: PossibleSender) -> Shape:
    if one.person:
        return {**who(network, one.person), "by": one.by, "at": None}
    contact = one.contact
    name = contact.name if contact else ""
    return {"id": None, "name": name, "by": one.by, "at": plain(contact.at) if contact else None}


def import_shape(made: Plan, heard: tuple[Heard, ...], files: list[str], *, applied: bool) -> Shape:
    """What an import files, or would file; and the answers in it, with what they record."""
    return {
        "applied": applied,
        "files": files,
        "answers": [
            {
                "applies": one.applies,
                "introduction": one.introduction or None,
                "who": one.who or None,
                **shape(one, "said words says"),
                "command": command_line(one.command) or None,
            }
            for one in heard
        ],
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
