"""One request: what it says, who it may be, what the coach finds, and what can be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from kithbook.book.request import Request
from kithbook.insight.inbox import Thread
from kithbook.insight.letter_ends import owner_name
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
from kithbook.requests.triage import Fellows, PossibleSender, Senders
from kithbook.requests.wording import MAX_FIELD
from kithbook.text.safe import plain
from kithbook.views.made_from import made_from_book
from kithbook.views.request_view import RequestView, request_view, texts_of

UP = "../../"
_EARLIER = 12


class RequestMessage(NamedTuple):
    """One message of the thread: its day, its texts, and where its file is."""

    received: When | None
    texts: tuple[tuple[str, Markup], ...]
    path: str
    edit: str


def request_pages(threads: Sequence[Thread], links: Links) -> Iterator[RenderedPage]:
    """A page for each request, with its replies."""
    known, fellows = Senders(links.network), Fellows(tuple(threads))
    owner = owner_name(links.root)
    for thread in threads:
        view = request_view(links.network, thread, links.today, owner, known.of(thread.request))
        before = shown_rows(partial(_earlier, links), fellows.of(thread), _EARLIER)
        yield _request_page(links, view, before)


def _request_page(
    links: Links,
    view: RequestView,
    before: ShownRows[tuple[str, str, str, When | None]],
) -> RenderedPage:
    thread, first = view.thread, view.thread.request
    html = fill(
        "requests_detail.html",
        list_address=f"{UP}{URI}",
        sender=sender_of(thread),
        email=plain(first.email, 200),
        line=view.line,
        messages=[_message(links, one) for one in thread.messages],
        flags=flags_of(first.flags),
        remarks=view.advice.findings,
        matches=[_match(links, one) for one in view.senders],
        wanted=[(links.link(one.person), one) for one in view.wanted],
        wants=bool(first.wants),
        referrers=[links.link(who) for who in view.referrers],
        earlier=before,
        ways=view.ways,
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


def _message(links: Links, request: Request) -> RequestMessage:
    texts = tuple((label, escape(plain(text, MAX_FIELD))) for label, text in texts_of(request))
    former = (("What they said before", escape(plain(text, MAX_FIELD))) for text in request.before)
    received = links.when(request.received)
    notes = (("Your notes", escape(request.notes)),) if request.notes else ()
    texts = (*texts, *former, *notes)
    return RequestMessage(received, texts, request.path, links.edit(request.at))


def _match(links: Links, one: PossibleSender) -> tuple[Markup | str, str]:
    if one.person:
        return links.link(one.person), one.how
    contact = one.contact
    work = ", ".join(part for part in (contact.role, contact.org) if part) if contact else ""
    name = plain(contact.name, 200) if contact else ""
    return f"{name} ({work})" if work else name, f"{one.how}, in a roster"


def _earlier(links: Links, one: Thread) -> tuple[str, str, str, When | None]:
    on = one.request.received
    return (
        address_of(one, UP),
        " ".join((one.request.why or one.request.ask).split()),
        one.state,
        links.when(on),
    )
