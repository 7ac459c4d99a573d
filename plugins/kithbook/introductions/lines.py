"""The line to write into an introduction's file once its next step is taken, ready to copy.

A key that is there already is written out whole, so that the line can take its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kithbook.book.model import Introduction, Mention
from kithbook.book.steps import Answered
from kithbook.introductions.state import Progress, Side, Waiting
from kithbook.text.dates import PartialDate

_PLAIN = re.compile(r"[^\W\d_][\w.'-]*(?: [\w.'-]+)*")
_AMBIGUOUS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


class Line(NamedTuple):
    """One line for the file; `when` says after which step, `instead` that the key is there."""

    when: str
    text: str
    instead: str = ""


def lines(one: Progress, names: dict[Mention, str], today: date) -> tuple[Line, ...]:
    """What to write for each thing that an introduction waits for; `names` are those to show."""
    if one.state == "lapsed":
        quiet = (side for side in one.sides if side.state == "no answer")
        return tuple(line for side in quiet for line in _after_silence(one, side, names, today))
    return tuple(line for step in one.waiting if (line := _line(one, step, names, today)))


def _line(one: Progress, step: Waiting, names: dict[Mention, str], today: date) -> Line | None:
    act = one.introduction
    if step.who is not None:
        name = names.get(step.who, step.who.text)
        if step.step == "ask":
            return _asked(act, step.who, name, today)
        return _answered(act, step.who, f"When {name} says yes (or no, or later)", today)
    return {
        "make": Line("When you have made it", f"made: {today}", "made" if act.made else ""),
        "news": Line("When they have met", f"met: {today}", "met" if act.met else ""),
        "outcome": Line(
            "When you know what came of it (useful, pleasant, nothing or unknown)",
            f"outcome: {{on: {today}, was: useful}}",
            "outcome" if act.outcome else "",
        ),
        "thank": Line("When you have said thanks", f"thanked: {today}"),
    }.get(step.step)


def _after_silence(
    one: Progress, side: Side, names: dict[Mention, str], today: date
) -> Iterator[Line]:
    act, name = one.introduction, names.get(side.who, side.who.text)
    if not side.nudged:
        merged = _merged(act.nudged, side.who, PartialDate.of(today))
        instead = "nudged" if act.nudged else ""
        yield Line(f"If you ask {name} once more", f"nudged: {{{merged}}}", instead)
    yield _answered(act, side.who, f"When {name} answers (no, to let it rest)", today)


def _asked(act: Introduction, who: Mention, name: str, today: date) -> Line:
    merged = _merged(act.asked, who, PartialDate.of(today))
    return Line(f"When you have asked {name}", f"asked: {{{merged}}}", "asked" if act.asked else "")


def _answered(act: Introduction, who: Mention, when: str, today: date) -> Line:
    pairs = [(each, said) for each, said in act.answered if not each.means(who)]
    pairs.append((who, Answered("yes", PartialDate.of(today))))
    written = ", ".join(f"{_key(each)}: {{{_said(said)}}}" for each, said in pairs)
    return Line(when, f"answered: {{{written}}}", "answered" if act.answered else "")


def _said(answer: Answered) -> str:
    return f"on: {answer.on}, said: {answer.said}" if answer.on else f"said: {answer.said}"


def _merged(dated: tuple[tuple[Mention, PartialDate], ...], who: Mention, on: PartialDate) -> str:
    pairs = [(each, day) for each, day in dated if not each.means(who)]
    return ", ".join(f"{_key(each)}: {day}" for each, day in (*pairs, (who, on)))


def _key(who: Mention) -> str:
    """A name as YAML reads it back, in quotes where it could be taken for something else."""
    bare = _PLAIN.fullmatch(who.text) and who.text.lower() not in _AMBIGUOUS
    return who.text if bare else json.dumps(who.text, ensure_ascii=False)
