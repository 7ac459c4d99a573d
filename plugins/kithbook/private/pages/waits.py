"""What an introduction waits for: the sentence, the message to copy, and what to write down after.

Each wait shows one draft at most, and the actions that record how it went.
"""

from __future__ import annotations

from typing import NamedTuple

from kithbook.introductions.state import Progress, Wait
from kithbook.private.links import Links
from kithbook.private.pages.messages import Author, ShownDraft, after_a_no, messages
from kithbook.private.pages.words import When, capital
from kithbook.text.safe import plain
from kithbook.views.introduction_actions import recording
from kithbook.views.introductions_view import IntroductionsView
from kithbook.views.page_action import PageAction

_RESTS = "after that let it rest, since nobody has to answer"


class NextStep(NamedTuple):
    """One thing that is waited for, what comes `until` or then, and on which day it is due.

    `mine` says whether it is the owner's turn.
    """

    words: str
    mine: bool
    until: str = ""
    due: When | None = None
    messages: tuple[ShownDraft, ...] = ()
    actions: tuple[PageAction, ...] = ()


def steps(links: Links, on_file: IntroductionsView, one: Progress) -> tuple[NextStep, ...]:
    """All that one introduction waits for; the owner's own steps come first."""
    path = one.introduction.path
    found = [step_of(links, on_file, wait) for wait in on_file.waits_of.get(path, ())]
    if told := after_a_no(links, Author(on_file.owner), one):
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
        messages=messages(
            links,
            Author(on_file.owner, on_file.mailbox),
            on_file.progress[wait.introduction.path],
            wait,
        ),
        actions=tuple(recording(links.network, wait, links.today)),
    )
