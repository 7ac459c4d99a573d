"""Requests: what waits for the owner first, what was decided below, and how people find the owner.

The words in it are strangers'. They are shown as plain text, whatever they hold.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from kithbook.insight.inbox import State, Thread
from kithbook.insight.letter_ends import owner_name
from kithbook.private.links import Links
from kithbook.private.pages.long_lists import ShownRows, shown_rows
from kithbook.private.pages.words import When
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.requests.flags import FLAGS
from kithbook.requests.letterheads import Letterhead
from kithbook.requests.replies import Answer, draft
from kithbook.requests.request_advice import advice_on, verdict
from kithbook.requests.rollup import (
    ThanksDue,
    by_link,
    by_person,
    by_words,
    said_otherwise,
    thanks_due,
)  # fmt: skip
from kithbook.text.safe import escaped, plain
from kithbook.text.slots import Unfilled
from kithbook.views.made_from import made_from_book

UP = "../"
URI = "requests/"
MOST = 50
NOBODY = "Somebody without a name"
_SECTIONS: tuple[tuple[str, str, tuple[State, ...], str], ...] = (
    ("waiting", "Waiting for you", ("new", "answered"), "Nobody waits for an answer of yours."),
    ("asked", "Waiting for them", ("needs info",), "You have asked nobody for more."),
    ("accepted", "Accepted", ("accepted",), "No request is accepted yet."),
    ("declined", "Declined or sent on", ("declined", "redirected"), "You have said no to nobody."),
    ("expired", "Expired", ("expired",), "No request has run out unanswered."),
)


_FIRST = "waiting"
"""The part that speaks where it is empty; the others are left out then."""


class RequestRow(NamedTuple):
    """One request in the list."""

    sender: str
    address: str
    state: str
    received: When | None
    decided: When | None
    words: str
    how_found: str
    remarks: str
    flags: tuple[tuple[str, str], ...]
    ready: bool


class Thanks(NamedTuple):
    """Somebody to thank, for whom, the line for the log, and the words to say it with."""

    who: Markup
    name: str
    address: str
    line: str
    draft: str


class RequestGroup(NamedTuple):
    """The requests that stand alike, with words for none."""

    anchor: str
    title: str
    empty: str
    rows: ShownRows[RequestRow]


def requests_page(found: Sequence[Thread], links: Links) -> RenderedPage:
    """The page Requests."""
    every = [_group(links, section, found) for section in _SECTIONS]
    groups = [group for group in every if group.rows.total or group.anchor == _FIRST]
    html = fill(
        "requests.html",
        groups=groups,
        total=len(found),
        waiting=sum(thread.waits for thread in found),
        links=by_link(links.network, links.today),
        people=[
            (links.link(row.person or ""), row) for row in by_person(links.network, links.today)
        ],
        said=by_words(links.network, links.today),
        otherwise=[_row(links, one) for one in said_otherwise(links.network, links.today)],
        thanks=[_thanks(links, one) for one in thanks_due(links.network, links.today)],
    )
    heads = [Heading(one.anchor, one.title) for one in groups if found]
    last = [Heading("found", "How people found you")] if found else []
    return RenderedPage(
        uri=URI,
        title="Requests",
        html=html,
        listed=True,
        toc=(Heading("top", "Requests", 1), *heads, *last),
        search=(SearchEntry("", "Requests", "Waiting, asked, decided; how people found you"),),
        made_from=made_from_book((request.path for request in links.network.requests), links.today),
        scripts=("copy.js",),
    )


def uri_of(thread: Thread) -> str:
    """Where the page of one request stands."""
    return f"{URI}{PurePosixPath(thread.request.path).stem}/"


def address_of(thread: Thread, up: str) -> str:
    """The way from a page to the one of a request."""
    return f"{up}{quote(uri_of(thread))}"


def sender_of(thread: Thread) -> str:
    """Who wrote, as far as that is known."""
    return plain(thread.request.sender or thread.request.email, 120) or NOBODY


def flags_of(flags: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Flags with what they mean; the owner's own stand for themselves."""
    meanings: Mapping[str, str] = {str(flag): meaning for flag, meaning in FLAGS.items()}
    return tuple((flag, meanings.get(flag, "")) for flag in flags)


def search_of(thread: Thread) -> SearchEntry:
    """What a search finds of a request."""
    said = (f"{one.how_found} {one.why} {one.ask} {one.wants}" for one in thread.messages)
    return SearchEntry("", f"Request: {sender_of(thread)}", escaped(" ".join(said)))


def _group(
    links: Links, section: tuple[str, str, tuple[State, ...], str], found: Sequence[Thread]
) -> RequestGroup:
    anchor, title, states, empty = section
    inside = [thread for thread in found if thread.state in states]
    return RequestGroup(
        anchor, title, empty, shown_rows(lambda one: _row(links, one), inside, MOST)
    )


def _row(links: Links, thread: Thread) -> RequestRow:
    message, first = thread.message, thread.request
    on = thread.decision.on if thread.decision and not thread.waits else None
    said = (message.ask, message.why, message.wants, message.rest)
    return RequestRow(
        sender=sender_of(thread),
        address=address_of(thread, UP),
        state=thread.state,
        received=links.when(message.received),
        decided=links.when(on),
        words=" ".join(next((text for text in said if text), "").split()),
        how_found=" ".join(first.how_found.split()).rstrip("."),
        remarks=verdict(thread.message, links.network.settings) if thread.waits else "",
        flags=flags_of(first.flags),
        ready=advice_on(thread.message, links.network.settings).ready if thread.waits else False,
    )


def _thanks(links: Links, one: ThanksDue) -> Thanks:
    name, who = sender_of(one.thread), links.network.name_of(one.person)
    line = shlex.quote(f"thanks {one.person}: sent {name} my way")
    greet = links.network.people[one.person].greet
    head = Letterhead(links.network.settings, owner_name(links.root), greet)
    try:
        made = draft(one.thread.request, Answer("thanked"), head, who).text
    except Unfilled:
        made = ""
    address = address_of(one.thread, UP)
    return Thanks(links.link(one.person), name, address, f"kith log {line}", made)
