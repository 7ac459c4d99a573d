"""Which request is meant, never a guess; and a decision, written into its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Literal

from kithbook.book.edit import Edit
from kithbook.book.field_edit import write_fields
from kithbook.insight.inbox import Thread
from kithbook.text.refusal import Declined, refuse
from kithbook.text.source import Source
from kithbook.text.words import did_you_mean, fold, listed

Was = Literal["accepted", "declined", "redirected", "more"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner decided on a day; `person` is the id of the file that came of it."""

    on: date
    was: Was
    reason: str = ""
    until: date | None = None
    person: str = ""


def decide(source: Source, choice: Choice) -> Edit:
    """The edit that writes a decision; one that stood there before is replaced. Raises Refused."""
    values = {
        "on": str(choice.on),
        "was": choice.was,
        "reason": choice.reason,
        "reply": "",
        "until": str(choice.until) if choice.until else "",
        "person": choice.person,
    }
    given_first = sorted(values.items(), key=lambda one: not one[1])
    return write_fields(
        source, tuple((("decision", key), text or None) for key, text in given_first)
    )


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
