"""All that is said of one request: its words, who it may be, the coach, and the ways to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.coach import Advice
from kithbook.insight.inbox import Thread
from kithbook.insight.referrers import referrers
from kithbook.requests.letterheads import Letterhead, letterhead
from kithbook.requests.replies import Answer, Because, draft, missing_thing
from kithbook.requests.request_advice import advice_on
from kithbook.requests.triage import PossibleSender, Wanted, senders, wanted
from kithbook.text.dates import Span
from kithbook.text.slots import Unfilled
from kithbook.views.page_action import PageAction
from kithbook.views.request_actions import Deciding

TEXTS = (
    ("how_found", "How they found you"),
    ("why", "Why they would like to connect"),
    ("ask", "What would be a good outcome"),
    ("offer", "What they offer in return"),
    ("wants", "Whom they would like to meet"),
    ("why_them", "Why that person"),
    ("for_them", "What is in it for that person"),
    ("forwardable", "What may be forwarded as it stands"),
    ("small", "What they answered to your small question"),
    ("rest", "What else stood in the mail"),
)
"""The fields of a request that hold a stranger's words, in order, each with what it is."""

_LATER = Span(90, "days")
_WORDS: Mapping[Because, str] = {
    "not-me": "not me",
    "not-now": "not now",
    "unknown": "I do not know them well enough",
    "no": "no",
}


class WayToDecide(NamedTuple):
    """One way to decide: the action, the draft, and the link that opens it as mail."""

    action: PageAction
    draft: str
    mailto: str
    gap: str

    @property
    def title(self) -> str:
        """What it is called."""
        return self.action.title

    @property
    def command(self) -> str:
        """The command that decides it."""
        return self.action.command


@dataclass(frozen=True, slots=True)
class RequestView:
    """What doors say of one request on one day, worked out once.

    `senders` are those of the book and the rosters who may have written, the surest first;
    `ways` is empty once it is decided.
    """

    thread: Thread
    senders: tuple[PossibleSender, ...]
    wanted: tuple[Wanted, ...]
    referrers: tuple[str, ...]
    advice: Advice
    ways: tuple[WayToDecide, ...]

    @property
    def line(self) -> str:
        """What kind of request it is and how it came."""
        first = self.thread.request
        asks = first.kind == "introduction"
        kind = "asks for an introduction" if asks else "would like to connect"
        parts = (kind, f"by way of {first.via}" if first.via else "", first.source.type)
        return " \u00b7 ".join(part for part in parts if part)


def request_view(
    network: Network,
    thread: Thread,
    today: date,
    owner: str,
    known: tuple[PossibleSender, ...] | None = None,
) -> RequestView:
    """The view of one request; `known` are its senders where they were looked up already."""
    first, settings = thread.request, network.settings
    known = senders(network, first) if known is None else known
    head = letterhead(network, first, owner, known)
    meant = wanted(network, first, today)
    return RequestView(
        thread,
        known,
        meant,
        referrers(network, first),
        advice_on(thread.message, settings, settings.language),
        tuple(_ways(Deciding(network, thread, known, meant), head, today)),
    )


def texts_of(request: Request) -> tuple[tuple[str, str], ...]:
    """What a request says, each text with what it is; empty ones are left out."""
    return tuple((label, getattr(request, name)) for name, label in TEXTS if getattr(request, name))


def _ways(deciding: Deciding, head: Letterhead, today: date) -> Iterator[WayToDecide]:
    """The decisions that are open, each with its action and draft."""
    thread = deciding.thread
    if not (thread.waits or thread.state in ("needs info", "expired")):
        return
    yield _way(head, thread, deciding.accepting(), Answer("accepted"))
    missing = missing_thing(thread.message, head.settings)
    asking = deciding.asking_more(missing or "")
    if missing:
        yield _way(head, thread, asking, Answer("more", missing=missing))
    else:
        gap = "the coach finds nothing missing, so say what you would like to know"
        yield WayToDecide(asking, "", "", gap)
    later = today + _LATER
    for reason, words in _WORDS.items():
        if reason == "unknown" and thread.request.kind != "introduction":
            continue
        until = later if reason == "not-now" else None
        answer = Answer("declined", because=reason, until=until)
        yield _way(head, thread, deciding.declining(reason, words, until), answer)
    yield WayToDecide(deciding.sending_on(), "", "", "say where to")


def _way(head: Letterhead, thread: Thread, action: PageAction, answer: Answer) -> WayToDecide:
    try:
        made = draft(thread.message, answer, head)
    except Unfilled as gap:
        return WayToDecide(action, "", "", str(gap))
    return WayToDecide(action, made.text, made.mailto, "")
