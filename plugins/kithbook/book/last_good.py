"""The last good version of what cannot be read now, so that nobody vanishes while one types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from kithbook.book.network import Network
from kithbook.book.roster_links import link_contacts


class _Act(Protocol):
    @property
    def path(self) -> str: ...


A = TypeVar("A", bound=_Act)


def keep_last_good(before: Network, now: Network) -> Network:
    """The network as it is now, with what was read before of files that cannot be read now.

    A person so kept stays in `unread`, which is how a page knows. What is gone, or reads again,
    is as it is now.
    """
    kept = {
        lost.id: before.people[lost.id]
        for lost in now.unread
        if lost.id in before.people and (lost.id not in now.people or now.people[lost.id].torn)
    }
    errors = (one for one in now.problems if one.severity == "error" and one.code != "sync-copy")
    broken = {problem.location.path for problem in errors}
    introductions = _kept(before.introductions, now.introductions, broken)
    whole = {one.path for one in before.requests}
    read = tuple(one for one in now.requests if not (one.torn and one.path in whole))
    requests = _kept(before.requests, read, broken)
    if not kept and introductions == now.introductions and requests == now.requests:
        return now
    everyone = sorted({**now.people, **kept}.values(), key=lambda one: one.path)
    people = {one.id: one for one in everyone}
    contacts = link_contacts(now.contacts, people.values(), now.the_same, now.not_the_same)
    return replace(
        now,
        people=people,
        introductions=introductions,
        requests=requests,
        contacts=contacts if kept else now.contacts,
    )


def _kept(before: tuple[A, ...], now: tuple[A, ...], broken: Iterable[str]) -> tuple[A, ...]:
    """What is read now, and before it what was read of files that are broken now."""
    read = {one.path for one in now}
    missing = set(broken) - read
    return tuple(
        sorted((*now, *(one for one in before if one.path in missing)), key=lambda one: one.path)
    )
