"""Why a message has to wait, and what comes first, said in sentences."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.insight.days import on_date, on_day
from kithbook.insight.made import MADE
from kithbook.introductions.drafts.forwardable import missing_from
from kithbook.introductions.drafts.order import words_of
from kithbook.introductions.sides import ASKING, Side
from kithbook.introductions.state import NUDGE, Kind, Progress
from kithbook.text.words import listed

Names = Mapping[Mention, str]

_OVER: Mapping[str, str] = MappingProxyType(
    {
        "declined": "One of the two said no, so nothing more is asked.",
        "lapsed": "No answer came, so let it rest: nothing more is asked.",
        "set aside": "You set these two aside. While that stands, there is nothing to write.",
    }
)


def withheld(network: Network, progress: Progress, kind: Kind | None, today: date) -> str:
    """Why a message has to wait, and what comes first, as sentences."""
    names = {side.who: network.shown(side.who) for side in progress.sides}
    weak = bool(missing_from(words_of(network, progress.introduction)))
    why = _no_words_needed(progress, names, today, weak=weak) if kind == "forwardable" else ""
    if kind and kind != "forwardable":
        why = _REASONS[kind](progress, names, today)
    onward = _onward(progress) if kind in ("thanks", None) else ""
    if onward and kind is None:
        return onward
    return " ".join(part for part in (why or _where(progress, names, today), onward) if part)


def _onward(progress: Progress) -> str:
    """Who brought one of the two and has not heard what came of it, and the message for them."""
    told = (wait for wait in progress.waits if wait.about == "thanks onward")
    return next((f"{wait.sentence} ({shlex.join(wait.command)})." for wait in told), "")


def _draft(one: Progress, kind: Kind) -> str:
    return f"kith draft {kind} {one.introduction.id}"


def _where(one: Progress, names: Names, today: date) -> str:
    """What there is to wait for where no message is due."""
    if one.state in _OVER:
        return _OVER[one.state]
    if one.state == "closed":
        told = one.introduction.outcome
        known = "it is known" if told and told.was != "unknown" else "nobody told"
        return f"Nothing is left to write: {known} what came of it."
    if one.state in ("made", "met"):
        due = next((wait.due for wait in one.waits), None)
        now = f"now: {_draft(one, 'loop')}"
        when = f"{on_day(due, today)}." if due and due > today else now
        return f"It was made{_made(one, today)}. Ask how it went {when}"
    if one.state == "both yes":
        return f"Both said yes. The introduction comes next: {_draft(one, 'introduction')}"
    return " ".join(_waits(one, names, today)) or _nobody_asked(one, names)


def _nobody_asked(one: Progress, names: Names) -> str:
    """Who is still to be asked, and how."""
    open_ = [names[side.who] for side in one.sides if side.state == "not asked"]
    have = "has" if len(open_) == 1 else "have"
    return f"{listed(open_, 'and')} {have} not been asked. First ask: {_draft(one, 'ask')}"


def _waits(one: Progress, names: Names, today: date) -> Iterator[str]:
    for wait in one.waits:
        due = on_day(wait.due, today) if wait.due else "when it suits"
        if wait.about == "answer" and wait.who and wait.since:
            until = due.removeprefix("on ")
            yield f"{names[wait.who]} was asked {on_day(wait.since, today)}; wait until {until}."
        elif wait.about == "ask again" and wait.who:
            yield f"{names[wait.who]} said later; ask again {due}."


def _no_words_needed(one: Progress, names: Names, today: date, *, weak: bool) -> str:
    asking = one.asker
    if asking is None:
        return "Neither of the two asked for this, so there is nobody to ask for better words."
    if one.state not in ASKING:
        late = f"It is too late to ask {names[asking.who]} for better words."
        return f"{late} {_where(one, names, today)}"
    if not weak:
        fine = f"{names[asking.who]}'s words can be passed on as they are."
        return f"{fine} Ask next: {_draft(one, 'ask')}"
    return "Everybody has been asked already."


def _not_to_nudge(one: Progress, names: Names, today: date) -> str:
    for wait in one.waits:
        if wait.who is None or wait.about not in ("answer", "lapsed"):
            continue
        asked = f"{names[wait.who]} was asked"
        on = on_day(wait.since, today) if wait.since else "already"
        if wait.nudged:
            return f"{asked} once more {on}. Let it rest."
        if wait.since and one.state in ASKING:
            return f"{asked} {on}. A reminder has its time {on_day(wait.since + NUDGE, today)}."
    return _where(one, names, today)


def _not_to_introduce(one: Progress, names: Names, today: date) -> str:
    if one.state not in (*ASKING, "lapsed", "declined"):
        return _where(one, names, today)
    if one.state == "declined":
        said = listed((names[s.who] for s in one.sides if s.state == "no"), "and")
        return f"{said} said no, and a no stands. Tell whoever waits for it: {_draft(one, 'no')}"
    open_ = (_open(side, names[side.who]) for side in one.sides if side.state != "yes")
    return f"The introduction comes after two yeses, and {listed(open_, 'and')}."


def _open(side: Side, name: str) -> str:
    said = {"not asked": "has not been asked", "later": "said later"}
    return f"{name} {said.get(side.state, 'has not answered')}"


def _not_to_tell_no(one: Progress, names: Names, today: date) -> str:
    if one.state in ("declined", "lapsed"):
        return "Nobody waits for an answer from you."
    return f"Nobody has said no. {_where(one, names, today)}"


def _not_to_question(one: Progress, names: Names, today: date) -> str:
    if one.state in MADE:
        return _where(one, names, today)
    return "It has not been made. How it went is asked two weeks after that."


def _not_to_thank(one: Progress, _: Names, today: date) -> str:
    act = one.introduction
    if one.state not in MADE:
        return "It has not been made, and thanks are for news of what came of it."
    if one.state != "closed":
        first = f"kith introduction outcome {one.introduction.id} useful|pleasant|nothing"
        return f"Thanks are for news, and it is not known what came of it. Record it first: {first}"
    if act.thanked:
        return f"Thanks were said {on_date(act.thanked, today)}."
    if act.outcome and act.outcome.was != "unknown":
        return "Thanks were said, as the log has it."
    return "Nobody told what came of it, so nobody is to be thanked for telling."


def _made(one: Progress, today: date) -> str:
    made = one.introduction.made
    return f" {on_date(made, today)}" if made else ""


_REASONS: Mapping[Kind, Callable[[Progress, Names, date], str]] = MappingProxyType(
    {
        "ask": _where,
        "nudge": _not_to_nudge,
        "introduction": _not_to_introduce,
        "no": _not_to_tell_no,
        "loop": _not_to_question,
        "thanks": _not_to_thank,
    }
)
