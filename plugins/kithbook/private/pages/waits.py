"""What an introduction waits for: the sentence, the message to copy, and what to write down after.

Each wait shows one draft at most, and the commands that record how it went.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kithbook.introductions.state import About, Progress, Wait
from kithbook.private.links import Links
from kithbook.private.pages.messages import ShownDraft, after_a_no, messages
from kithbook.private.pages.words import When, capital
from kithbook.text.safe import plain
from kithbook.views.introductions_view import IntroductionsView

_RESTS = "after that let it rest, since nobody has to answer"


class Doing(NamedTuple):
    """One command that writes a fact down, and after what."""

    when: str
    command: str


class NextStep(NamedTuple):
    """One thing that is waited for, what comes `until` or then, and on which day it is due.

    `mine` says whether it is the owner's turn.
    """

    words: str
    mine: bool
    until: str = ""
    due: When | None = None
    messages: tuple[ShownDraft, ...] = ()
    doings: tuple[Doing, ...] = ()


def steps(links: Links, on_file: IntroductionsView, one: Progress) -> tuple[NextStep, ...]:
    """All that one introduction waits for; the owner's own steps come first."""
    path = one.introduction.path
    found = [step_of(links, on_file, wait) for wait in on_file.waits_of.get(path, ())]
    if told := after_a_no(links, on_file.owner, one):
        found.append(NextStep("Tell the other that it will not be", mine=False, messages=told))
    return tuple(sorted(found, key=lambda step: not step.mine))


def step_of(links: Links, on_file: IntroductionsView, wait: Wait) -> NextStep:
    """One thing that is waited for, as it is shown."""
    is_now = (wait.introduction.path, wait.about, wait.who) in on_file.turns
    ahead = wait.kind in ("ask", "loop") and not is_now and wait.due and wait.due > links.today
    later = wait.due if ahead else None
    until = _RESTS if wait.about == "answer" else "time to ask" if later else ""
    return NextStep(
        words=capital(plain(wait.short if later and wait.kind == "loop" else wait.sentence)),
        mine=wait.about != "answer" and is_now,
        until=until,
        due=links.when(later),
        messages=messages(links, on_file.owner, on_file.progress[wait.introduction.path], wait),
        doings=tuple(_doings(links, wait)),
    )


def _doings(links: Links, wait: Wait) -> Iterator[Doing]:
    if wait.about == "thanks onward":
        yield Doing("Once you have told them", _line(_thanks_logged(wait)))
        return
    for label, words in _RECORDS[wait.about](wait, _name(links, wait)):
        yield Doing(label, _line(("kith", "introduction", *words)))


def _thanks_logged(wait: Wait) -> tuple[str, ...]:
    brought = " and ".join(f"[[{one.reference}]]" for one in wait.others)
    return ("kith", "log", f"thanks to {wait.who.person if wait.who else ''}: for {brought}")


def _line(words: tuple[str, ...]) -> str:
    return shlex.join(plain(word) for word in words)


def _name(links: Links, wait: Wait) -> str:
    if wait.who is None:
        return ""
    return plain(links.network.shown(wait.who), 200)


_Record = tuple[str, tuple[str, ...]]


def _asked(wait: Wait, name: str) -> Iterator[_Record]:
    yield f"Once you have asked {name}", ("asked", *_side(wait))


def _answered(wait: Wait, name: str) -> Iterator[_Record]:
    yield f"When {name} says yes (or no, or later)", ("answer", *_side(wait), "yes")


def _silent(wait: Wait, name: str) -> Iterator[_Record]:
    if not wait.nudged:
        yield f"Once you have asked {name} a second time", ("nudged", *_side(wait))
    yield from _answered(wait, name)


def _made(wait: Wait, _: str) -> Iterator[_Record]:
    yield "Once you have made it", ("made", wait.introduction.id)


def _first_question(wait: Wait, _: str) -> Iterator[_Record]:
    yield "When they have met", ("met", wait.introduction.id)
    yield from _second_question(wait, _)


def _second_question(wait: Wait, _: str) -> Iterator[_Record]:
    told = "When you know what came of it (useful, pleasant, nothing or unknown)"
    yield told, ("outcome", wait.introduction.id, "useful")


def _thanks(wait: Wait, _: str) -> Iterator[_Record]:
    yield "Once you have said thanks", ("thank", wait.introduction.id)


def _side(wait: Wait) -> tuple[str, str]:
    who = wait.who.reference if wait.who else ""
    return wait.introduction.id, who


_RECORDS: Mapping[About, Callable[[Wait, str], Iterator[_Record]]] = MappingProxyType(
    {
        "ask": _asked,
        "ask again": _asked,
        "answer": _answered,
        "lapsed": _silent,
        "make": _made,
        "first question": _first_question,
        "second question": _second_question,
        "thanks": _thanks,
    }
)
