"""Which request an argument means: never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from kithbook.insight.inbox import Thread
from kithbook.text.refusal import Declined, refuse
from kithbook.text.words import did_you_mean, fold, listed


def find_thread(threads: Iterable[Thread], text: str) -> Thread:
    """The thread that an id, a part of one, or a sender's name means; raises Declined."""
    everyone = tuple(threads)
    key = fold(text)
    for match in (_exact, _part):
        found = [one for one in everyone if key and match(one, key)]
        if len(found) == 1:
            return found[0]
        if found:
            near = listed(one.request.id for one in found[:9])
            refuse(f'"{text}" could be {near}. Write the whole id.')
    ids = tuple(name for one in everyone for name in _names(one))
    hint = did_you_mean(text, ids) or "See: kith request list"
    raise Declined(f'"{text}" is no request. {hint}', asked=True)


def _names(thread: Thread) -> tuple[str, ...]:
    stems = (PurePosixPath(one.path).stem for one in thread.messages)
    return (*(one.id for one in thread.messages), *stems)


def _exact(thread: Thread, key: str) -> bool:
    return key in {fold(name) for name in _names(thread)}


def _part(thread: Thread, key: str) -> bool:
    names = (fold(name) for name in _names(thread))
    return any(f"-{key}" in f"-{name}" for name in names) or any(
        fold(one.sender).startswith(key) or f" {key}" in f" {fold(one.sender)}"
        for one in thread.messages
    )
