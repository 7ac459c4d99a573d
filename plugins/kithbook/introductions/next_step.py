"""What comes next for one introduction, as sentences with the command that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.insight.days import on_day
from kithbook.introductions.asking import ask_first
from kithbook.introductions.state import Progress, State, Waiting, in_words
from kithbook.introductions.waiting import board, in_a_sentence

Command = tuple[str, ...]

_REST: Mapping[State, str] = MappingProxyType(
    {
        "declined": "A no is kept, so that nobody is asked again",
        "closed": "Nothing is left to do",
        "set aside": "Nothing is suggested or waited for",
        "lapsed": "It rests, since nobody has to answer",
    }
)


class Next(NamedTuple):
    """One thing to do or to wait for, and the words of the command for it, if there is one."""

    text: str
    command: Command = ()


def next_steps(network: Network, one: Progress, today: date) -> tuple[Next, ...]:
    """What comes next, what is to be done before what is waited for; never empty."""
    if unwanted := tuple(_unwanted(network, one)):
        return unwanted
    steps = (
        *_to_do(network, one, today),
        *_to_wait_for(network, one, today),
        *_to_thank_on(network, one, today),
    )
    return steps or (Next(_REST.get(one.state, "Nothing is waited for")),)


def _unwanted(network: Network, one: Progress) -> Iterator[Next]:
    """Nothing comes next for somebody who wants no introductions, but to set the two aside."""
    if one.state not in ("idea", "asked", "one yes", "both yes", "lapsed"):
        return
    for side in one.sides:
        person = network.people.get(side.who.person or "")
        if person and person.ask.policy == "never":
            aside = ("kith", "introduction", "aside", *one.introduction.ids)
            yield Next(f"{person.name} wants no introductions (ask: policy never)", aside)


def _to_thank_on(network: Network, one: Progress, today: date) -> Iterator[Next]:
    """Whoever brought one of the two, and has not heard yet what came of it."""
    for wait in board(network, today, (one,)).thanks_onward:
        yield Next(in_a_sentence(network, wait, today), _draft(one, "thanks", wait.who))


def _to_do(network: Network, one: Progress, today: date) -> Iterator[Next]:
    first = ask_first(network, one)
    if first.who and not _awaited(one) and any(step.step == "ask" for step in one.waiting):
        yield from _words_to_pass_on(network, one)
        yield Next(first.why.removesuffix("."), _draft(one, "ask", first.who))
    if one.state == "lapsed":
        for side in one.sides:
            if side.state == "no answer" and not side.nudged:
                name = network.shown(side.who)
                yield Next(f"Ask {name} once more, or let it rest", _draft(one, "nudge", side.who))
    yield from _to_tell(network, one)
    for step in one.waiting:
        if step.step != "ask" and step.now(today):
            yield _at_once(network, one, step)


def _to_tell(network: Network, one: Progress) -> Iterator[Next]:
    """Whoever asked for it or said yes hears of a no, or of a silence that was nudged in vain."""
    silent = one.state == "lapsed" and all(s.nudged for s in one.sides if s.state == "no answer")
    if not silent and one.state != "declined":
        return
    for side in one.sides:
        if side.state == "yes" and side.unasked != "just-send":
            name = network.shown(side.who)
            yield Next(f"Tell {name}, and no more than that", _draft(one, "no"))
    by = one.introduction.asked_by
    if by and by.person and by.person not in one.introduction.ids:
        yield Next(f"Tell {network.shown(by)}, who asked for it, and no more than that")


def _at_once(network: Network, one: Progress, step: Waiting) -> Next:
    kinds = {"make": "introduction", "news": "loop", "outcome": "loop", "thank": "thanks"}
    said = in_words(network, step)
    text = f"{said[0].upper()}{said[1:]}"
    if step.step == "ask again":
        return Next(f"{text}: ask again when it suits", _draft(one, "ask", step.who))
    return Next(text, _draft(one, kinds[step.step]))


def _to_wait_for(network: Network, one: Progress, today: date) -> Iterator[Next]:
    for step in one.waiting:
        if step.step == "answer" and step.who:
            who = step.who.person or step.who.text
            said = ("kith", "introduction", "answer", one.introduction.id, who, "yes|no|later")
            rests = f"; without one it rests from {_day(step, today)} on" if step.due else ""
            text = f"Wait for an answer from {network.shown(step.who)}{rests}{_after(network, one)}"
            yield Next(text, said)
        elif step.step == "news" and not step.now(today):
            met = ("kith", "introduction", "met", one.introduction.id)
            yield Next(f"{_capital(_day(step, today))} ask whether they met", met)
        elif step.step == "outcome" and not step.now(today):
            told = (
                "kith",
                "introduction",
                "outcome",
                one.introduction.id,
                "useful|pleasant|nothing",
            )
            yield Next(f"{_capital(_day(step, today))} ask whether it was useful", told)


def _words_to_pass_on(network: Network, one: Progress) -> Iterator[Next]:
    """Whoever asked for it writes the words that are shown to the other."""
    asker = next((side for side in one.sides if side.unasked == "asked for it"), None)
    if asker and "forwardable" not in one.introduction.notes.lower():
        text = f"{network.shown(asker.who)} has written no words yet that can be passed on"
        yield Next(text, _draft(one, "forwardable"))


def _awaited(one: Progress) -> bool:
    """Whether somebody has been asked and has not answered: the other is asked after that."""
    return any(step.step == "answer" for step in one.waiting)


def _after(network: Network, one: Progress) -> str:
    asks = [network.shown(step.who) for step in one.waiting if step.step == "ask" and step.who]
    return f". After a yes, {asks[0]} is asked" if asks else ""


def _draft(one: Progress, kind: str, who: Mention | None = None) -> Command:
    to = ("--to", who.person or who.text) if who else ()
    return ("kith", "draft", kind, one.introduction.id, *to)


def _day(step: Waiting, today: date) -> str:
    day = on_day(step.due, today) if step.due else "later"
    return day.removeprefix("on ") if step.step == "answer" else day


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
