"""Which step an answer by mail is, what speaks against it, and the command for it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from kithbook.book.steps import Answer, Question
from kithbook.insight.made import MADE, made_on
from kithbook.introductions.asked_codes import AskedCode
from kithbook.introductions.recording_rules import (
    StepToRecord,
    against_answering,
    against_meeting,
    against_outcome,
)
from kithbook.introductions.sides import ASKING
from kithbook.introductions.state import SECOND_QUESTION, Progress
from kithbook.language.answer_words import Said

_LATER: tuple[Said, ...] = ("met", "not yet", "useful", "pleasant", "nothing")
_ANSWERS: Mapping[Question, tuple[Said, ...]] = MappingProxyType(
    {"ask": ("yes", "no", "later"), "met": _LATER, "outcome": _LATER}
)
_OUTCOMES: tuple[Said, ...] = ("useful", "pleasant", "nothing")


@dataclass(frozen=True, slots=True)
class MailedStep:
    """One answer to one question, with the words beside it."""

    asked: AskedCode
    said: Said
    words: str = ""

    @property
    def records(self) -> tuple[str, ...]:
        """The step, as the words of its command without the day; empty where it is none."""
        act, who = self.asked.introduction.id, self.asked.who.reference
        if self.asked.question == "ask":
            return ("answer", act, who, self.said)
        if self.said == "met":
            return ("met", act)
        return ("outcome", act, self.said) if self.said in _OUTCOMES else ()

    @property
    def opposes(self) -> str:
        """What another answer to the same question must share; empty where both may be true."""
        if self.asked.question == "ask" or self.said in _OUTCOMES:
            return self.said
        return ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer in a sentence; what would be recorded, or else the command to write by hand.

    `standing` is where the introduction stands after a step that `applies`.
    """

    says: str
    introduction: str = ""
    who: str = ""
    said: tuple[Said, ...] = ()
    words: str = ""
    command: tuple[str, ...] = ()
    standing: Progress | None = None

    @property
    def applies(self) -> bool:
        """Whether a step is proposed."""
        return self.standing is not None


def said_to(question: Question, says: Iterable[frozenset[Said]]) -> tuple[Said, ...]:
    """What an answer says to a question, each once: who tells what came of it has met."""
    fits = (one for meant in says for one in _ANSWERS[question] if one in meant)
    found = tuple(dict.fromkeys(fits))
    told = tuple(one for one in found if one != "met")
    return told if any(one in ("useful", "pleasant") for one in told) else found


def by_hand(order: StepToRecord, asked: AskedCode, said: Iterable[Said]) -> tuple[str, ...]:
    """The command that records what one of the two may have said; none where it is refused."""
    steps = [MailedStep(asked, one) for one in said]
    if len(steps) == 1 and _refused(replace(order, dated=True), steps[0]):
        return ()
    known = steps[0].records if len(steps) == 1 else ()
    act, who = asked.introduction.id, asked.who.reference
    if not known and asked.question == "ask":
        known = ("answer", act, who, "yes|no|later")
    elif not known:
        known = ("outcome", act, "useful|pleasant|nothing")
    return ("kith", "introduction", *known, "--on", str(order.on))


def _refused(order: StepToRecord, step: MailedStep) -> str:
    """What the step itself is refused for, whoever asks for it."""
    if step.asked.question == "ask":
        return against_answering(order, step.asked.who, cast("Answer", step.said))
    if step.said in _OUTCOMES:
        return against_outcome(order)
    return against_meeting(order) if step.said == "met" else ""


def against(order: StepToRecord, step: MailedStep) -> str:
    """What speaks against recording an answer that came by mail; empty where nothing does."""
    return next(_against(order, step), "")


def _against(order: StepToRecord, step: MailedStep) -> Iterator[str]:
    asked, one = step.asked, order.one
    name = order.name(asked.who)
    for who in sorted(order.network.quiet.intersection(one.introduction.ids)):
        quiet = order.network.people[who]
        yield f"{quiet.name} {'has died' if quiet.dead else 'is paused'}, so nothing is recorded."
    if one.unsettled:
        yield f"{one.unsettled[0].upper()}{one.unsettled[1:]}: settle first which one holds."
    if asked.old:
        yield f"its code is that of an earlier question, and {name} has a newer one."
    if asked.question == "ask":
        yield from _against_reply(order, step)
    else:
        yield from _against_news(order, step)


def _against_reply(order: StepToRecord, step: MailedStep) -> Iterator[str]:
    """An answer is one answer: neither one more, nor one to a question that is over."""
    side, name = order.side(step.asked.who), order.name(step.asked.who)
    on = f" on {side.since}" if side.since else ""
    if side.state in ("yes", "no", "later") and not side.unasked:
        if side.state == step.said:
            yield f"{name} said {step.said}{on} already."
        yield f"{name} said {side.state}{on}, and now says {step.said}."
    if order.one.state == "declined":
        yield f"the other said no, so the answer of {name} comes late."
    if why := _refused(order, step):
        yield why
    if order.one.state not in (*ASKING, "lapsed", "both yes"):
        yield f"it is over ({order.one.state}), so the answer of {name} comes late."


def _against_news(order: StepToRecord, step: MailedStep) -> Iterator[str]:
    made = made_on(order.one.introduction)
    if why := _refused(order, step):
        yield why
    if order.one.state not in MADE:
        yield against_meeting(order)
    elif step.said == "not yet" and order.one.state != "made":
        yield f"by the file they have met, or it is known what came of it ({order.one.state})."
    if step.asked.question == "met" and made and order.on.earliest() >= made + SECOND_QUESTION:
        yield "its code is that of an earlier question; by now it is asked what came of it."
