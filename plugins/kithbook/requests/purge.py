"""Which requests have been kept long enough, by the owner's own settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.book.edit import digest
from kithbook.book.network import Network
from kithbook.insight.days import last_day
from kithbook.insight.inbox import Thread, threads
from kithbook.requests.request_file import FOLDER
from kithbook.text.dates import Span
from kithbook.text.nodes import lies_within
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused


@dataclass(frozen=True, slots=True)
class Going:
    """A thread whose time is over: since when, and the files that would be deleted."""

    thread: Thread
    since: date
    paths: tuple[str, ...]


def going(network: Network, today: date) -> tuple[Going, ...]:
    """Declined and expired threads past their days; one that an introduction names stays."""
    named = {one.asked_by.text for one in network.introductions if one.asked_by}
    found = []
    for thread in threads(network, today):
        since = _ended(thread)
        days = _days(thread, network)
        kept = any(message.id in named for message in thread.messages)
        if since and days is not None and since + Span(days, "days") < today and not kept:
            paths = tuple(message.path for message in thread.messages)
            found.append(Going(thread, since, paths))
    return tuple(sorted(found, key=lambda one: (one.since, one.paths)))


def delete(root: Path, path: str, before: str) -> None:
    """Deletes one request's file, as it was when it was read; raises Refused, OSError."""
    target = root / path
    inside = lies_within(root / FOLDER, root) and lies_within(target, root / FOLDER)
    if not inside or target.is_symlink():
        raise Refused(Location(path), "It does not lie in requests/ itself", "Delete it yourself")
    if digest(target.read_bytes()) != before:
        raise Refused(Location(path), "The file changed since it was read", "Run it again")
    target.unlink()


def _days(thread: Thread, network: Network) -> int | None:
    if thread.state == "declined":
        return network.settings.keep_declined
    return network.settings.keep_expired if thread.state == "expired" else None


def _ended(thread: Thread) -> date | None:
    """The day from which the days count: of a `not now`, the day until which it holds."""
    if thread.state == "expired":
        return thread.over
    if thread.state != "declined" or thread.decision is None:
        return None
    days = (last_day(thread.decision.on), last_day(thread.decision.until))
    return max((day for day in days if day), default=None)
