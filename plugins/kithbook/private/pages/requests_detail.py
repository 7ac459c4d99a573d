"""One request: what it says, who it may be, what the coach finds, and what can be decided."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from kithbook.book.request import Request
from kithbook.insight.inbox import Thread
from kithbook.insight.referrers import referrers
from kithbook.private.links import Links
from kithbook.private.pages.long_lists import ShownRows, shown_rows
from kithbook.private.pages.requests import (
    URI,
    address_of,
    flags_of,
    search_of,
    sender_of,
    uri_of,
)
from kithbook.private.pages.words import When, when
from kithbook.private.render import Heading, RenderedPage, fill
from kithbook.requests.replies import Answer, Because, draft, missing_thing
from kithbook.requests.request_advice import advice_on
from kithbook.requests.triage import Fellows, PossibleSender, Senders, wanted
from kithbook.requests.wording import MAX_FIELD
from kithbook.text.dates import Span
from kithbook.text.safe import plain
from kithbook.text.slots import Unfilled
from kithbook.views.made_from import made_from_book

UP = "../../"
_EARLIER = 12
_LATER = Span(90, "days")
_TEXTS = (
    ("how_found", "How they found you"),
    ("why", "Why they would like to connect"),
    ("ask", "What would be a good outcome"),
    ("offer", "What they offer in return"),
    ("wants", "Whom they would like to meet"),
    ("why_them", "Why that person"),
    ("for_them", "What is in it for that person"),
    ("forwardable", "What may be forwarded as it stands"),
    ("rest", "What else stood in the mail"),
)
_WORDS: Mapping[Because, str] = {
    "not-me": "not me",
    "not-now": "not now",
    "unknown": "I do not know them well enough",
    "no": "no",
}


class RequestMessage(NamedTuple):
    """One message of the thread: its day, its texts, and where its file is."""

    received: When | None
    texts: tuple[tuple[str, Markup], ...]
    path: str
    edit: str


class WayToDecide(NamedTuple):
    """One way to decide: its name, the command, the draft, and the link that opens it as mail."""

    title: str
    command: str
    draft: str
    mailto: str
    gap: str


def request_pages(threads: Sequence[Thread], links: Links) -> Iterator[RenderedPage]:
    """A page for each request, with its replies."""
    known, fellows = Senders(links.network), Fellows(tuple(threads))
    for thread in threads:
        matches = [_match(links, one) for one in known.of(thread.request)]
        before = shown_rows(partial(_earlier, links), fellows.of(thread), _EARLIER)
        yield _request_page(links, thread, matches, before)


def _request_page(
    links: Links,
    thread: Thread,
    matches: list[tuple[Markup | str, str]],
    before: ShownRows[tuple[str, str, str, When | None]],
) -> RenderedPage:
    network, first = links.network, thread.request
    html = fill(
        "requests_detail.html",
        list_address=f"{UP}{URI}",
        sender=sender_of(thread),
        email=plain(first.email, 200),
        line=_line(thread),
        messages=[_message(links, one) for one in thread.messages],
        flags=flags_of(first.flags),
        remarks=advice_on(thread.message, network.settings, network.settings.language).findings,
        matches=matches,
        wanted=[(links.link(one.person), one) for one in wanted(network, first, links.today)],
        wants=bool(first.wants),
        referrers=[links.link(who) for who in referrers(network, first)],
        earlier=before,
        ways=_ways(links, thread),
        **_standing(links, thread),
    )
    title = f"Request: {sender_of(thread)}"
    return RenderedPage(
        uri=uri_of(thread),
        title=title,
        html=html,
        toc=(Heading("top", title, 1),),
        search=(search_of(thread),),
        made_from=made_from_book((one.path for one in thread.messages), links.today),
        scripts=("copy.js",),
    )


def _standing(links: Links, thread: Thread) -> dict[str, object]:
    """How it stands: its state, the decision with its day, who came of it, when it runs out."""
    decision = thread.decision
    became = decision.person.person if decision and decision.person else None
    return {
        "state": thread.state,
        "waits": thread.waits,
        "decision": decision,
        "decided": when(decision.on, links.today) if decision and decision.on else None,
        "became": links.link(became) if became else None,
        "over": when(thread.over, links.today) if thread.over and not decision else None,
    }


def _line(thread: Thread) -> str:
    first = thread.request
    kind = "asks for an introduction" if first.kind == "introduction" else "would like to connect"
    parts = (kind, f"by way of {first.via}" if first.via else "", first.source.type)
    return " \u00b7 ".join(part for part in parts if part)


def _message(links: Links, request: Request) -> RequestMessage:
    texts = tuple(
        (label, escape(plain(getattr(request, name), MAX_FIELD)))
        for name, label in _TEXTS
        if getattr(request, name)
    )
    former = (("What they said before", escape(plain(text, MAX_FIELD))) for text in request.before)
    received = links.when(request.received)
    notes = (("Your notes", escape(request.notes)),) if request.notes else ()
    texts = (*texts, *former, *notes)
    return RequestMessage(received, texts, request.path, links.edit(request.at))


def _match(links: Links, one: PossibleSender) -> tuple[Markup | str, str]:
    if one.person:
        return links.link(one.person), one.by
    contact = one.contact
    work = ", ".join(part for part in (contact.role, contact.org) if part) if contact else ""
    name = plain(contact.name, 200) if contact else ""
    return f"{name} ({work})" if work else name, f"{one.by}, in a roster"


def _earlier(links: Links, one: Thread) -> tuple[str, str, str, When | None]:
    on = one.request.received
    return (
        address_of(one, UP),
        " ".join((one.request.why or one.request.ask).split()),
        one.state,
        links.when(on),
    )


def _ways(links: Links, thread: Thread) -> tuple[WayToDecide, ...]:
    """The decisions that are open, each with its command and draft; none once it is decided."""
    if not (thread.waits or thread.state in ("needs info", "expired")):
        return ()
    name = shlex.quote(thread.request.id)
    later = links.today + _LATER
    missing = missing_thing(thread.message, links.network.settings)
    ways = [_way(links, thread, "Accept", f"accept {name}", Answer("accepted"))]
    if missing:
        answer = Answer("more", missing=missing)
        ways.append(_way(links, thread, "Ask for more", f"more {name}", answer))
    else:
        gap = "the coach finds nothing missing, so say what you would like to know"
        ways.append(
            WayToDecide("Ask for more", f"kith request more {name} --ask '\u2026'", "", "", gap)
        )
    for reason, words in _WORDS.items():
        if reason == "unknown" and thread.request.kind != "introduction":
            continue
        until = f" --until {later}" if reason == "not-now" else ""
        answer = Answer("declined", because=reason, until=later if until else None)
        command = f"decline {name} --because {reason}{until}"
        ways.append(_way(links, thread, f"Decline: {words}", command, answer))
    ways.append(
        WayToDecide(
            "Send on", f"kith request redirect {name} --to '\u2026'", "", "", "say where to"
        )
    )
    return tuple(ways)


def _way(links: Links, thread: Thread, title: str, command: str, answer: Answer) -> WayToDecide:
    try:
        made = draft(thread.message, answer, links.network.settings)
    except Unfilled as gap:
        return WayToDecide(title, f"kith request {command}", "", "", str(gap))
    return WayToDecide(title, f"kith request {command}", made.text, made.mailto, "")
