"""What an introduction waits for: the sentence, the message to copy, and what to write down after.

Each wait shows one draft at most, and the commands that record how it went.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kithbook.introductions.state import Progress, Wait
from kithbook.private.links import Links
from kithbook.private.pages.messages import ShownDraft, after_a_no, messages
from kithbook.private.pages.words import When, capital
from kithbook.text.safe import plain
from kithbook.views.introductions_view import IntroductionsView

_AFTER: Mapping[str, str] = MappingProxyType(
    {
        "asked": "Once you have asked {name}",
        "answer": "When {name} says yes (or no, or later)",
        "nudged": "Once you have asked {name} a second time",
        "made": "Once you have made it",
        "met": "When they have met",
        "outcome": "When you know what came of it (useful, pleasant, nothing or unknown)",
        "thank": "Once you have said thanks",
        "log": "Once you have told them",
    }
)
"""After what each command writes a fact down."""
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
    name = plain(links.network.shown(wait.who), 200) if wait.who else ""
    for words in wait.records:
        step = words[2] if words[1] == "introduction" else words[1]
        line = shlex.join(plain(word.partition("|")[0]) for word in words)
        yield Doing(_AFTER[step].format(name=name), line)
