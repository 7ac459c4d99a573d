"""The inbox: requests with their replies as threads, and how each stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.network import Network
from kithbook.book.request import Decision, Request
from kithbook.insight.days import first_day, last_day
from kithbook.text.dates import Span

State = Literal["new", "answered", "needs info", "accepted", "redirected", "declined", "expired"]
STATES: tuple[State, ...] = (
    "new", "answered", "needs info", "accepted", "redirected", "declined", "expired",
)  # fmt: skip
WAITING: tuple[State, ...] = ("new", "answered")
OPEN: tuple[State, ...] = (*WAITING, "needs info")
UNDECIDED_DAYS = Span(60, "days")
"""After so long without a decision an answer would come as a surprise."""
UNANSWERED_DAYS = Span(30, "days")
"""How long a question to the requester stays open, unless the decision says until when."""
_DECIDED: Mapping[str, State] = {
    "accepted": "accepted",
    "redirected": "redirected",
    "declined": "declined",
    "more": "needs info",
}


@dataclass(frozen=True, slots=True)
class Thread:
    """One request with the replies that go on from it, oldest first, and how it stands.

    `message` is the newest one that waits for the owner, or the newest of all; `over` is the day
    on which it came or comes to its end by itself.
    """

    messages: tuple[Request, ...]
    state: State
    message: Request
    decision: Decision | None
    over: date | None

    @property
    def request(self) -> Request:
        """The first word, which gives the thread its name."""
        return self.messages[0]

    @property
    def waits(self) -> bool:
        """Whether it is the owner's turn."""
        return self.state in WAITING

    @property
    def goes_on(self) -> bool:
        """Whether it is open: it waits for the owner, or for what the requester was asked."""
        return self.state in OPEN


def threads(network: Network, today: date) -> tuple[Thread, ...]:
    """Every request with its replies: what waits comes first, the longest waiting at the top."""
    roots = _roots(network.requests)
    grouped: dict[str, list[Request]] = {}
    for request in sorted(network.requests, key=_order):
        grouped.setdefault(roots[request.path], []).append(request)
    found = (_thread(_root_first(path, messages), today) for path, messages in grouped.items())
    return tuple(sorted(found, key=_by_state))


def newest_first(found: Iterable[Thread]) -> tuple[Thread, ...]:
    """Threads by their newest message."""
    return tuple(sorted(found, key=lambda thread: _order(thread.message), reverse=True))


def waiting(network: Network, today: date) -> tuple[Request, ...]:
    """The messages that wait for a decision, the longest waiting first."""
    return tuple(thread.message for thread in threads(network, today) if thread.waits)


def _roots(requests: Iterable[Request]) -> dict[str, str]:
    """For each request, by path, the path of the one that its thread begins with."""
    everyone = tuple(requests)
    by_id = {request.id: request for request in reversed(everyone)}
    roots: dict[str, str] = {}
    for request in everyone:
        seen, at = {request.path}, request
        while (before := by_id.get(at.thread)) is not None and before.path not in seen:
            seen.add(before.path)
            at = before
        roots[request.path] = at.path if before is None else min(seen)
    return roots


def _root_first(path: str, messages: list[Request]) -> tuple[Request, ...]:
    return tuple(sorted(messages, key=lambda one: one.path != path))


def _order(request: Request) -> tuple[date, str]:
    return first_day(request.received) or date.min, request.path


def _thread(messages: tuple[Request, ...], today: date) -> Thread:
    decided = [one for one in messages if one.decision]
    last = decided[-1] if decided else None
    decision = last.decision if last else None
    open_ones = [one for one in messages if one.decision is None and _is_after(one, last)]
    newest = open_ones[-1] if open_ones else messages[-1]
    over = _over(newest if open_ones else None, decision)
    state: State = "new"
    if open_ones:
        state = "answered" if decision else "new"
    elif decision:
        state = _DECIDED.get(decision.was, "new")
    if over is not None and over < today and state in OPEN:
        state = "expired"
    return Thread(messages, state, newest, decision, over)


def _is_after(request: Request, decided: Request | None) -> bool:
    """Whether a message came after the decision; on the same day it is taken to have."""
    day = first_day(decided.decision.on) if decided and decided.decision else None
    return day is None or (last_day(request.received) or date.max) >= day


def _over(waiting_one: Request | None, decision: Decision | None) -> date | None:
    """The last day on which a thread that nobody goes on with is still alive."""
    if waiting_one is not None:
        received = last_day(waiting_one.received)
        return received + UNDECIDED_DAYS if received else None
    if decision is None or decision.was != "more":
        return None
    until, on = last_day(decision.until), last_day(decision.on)
    return until or (on + UNANSWERED_DAYS if on else None)


def _by_state(thread: Thread) -> tuple[int, int, str]:
    """What waits by age, the rest by the newest decision."""
    waits = thread.waits
    day = first_day(thread.message.received) or date.min
    if not waits and thread.decision:
        day = first_day(thread.decision.on) or day
    rank = 0 if waits else STATES.index(thread.state)
    return rank, day.toordinal() if waits else -day.toordinal(), thread.message.path
