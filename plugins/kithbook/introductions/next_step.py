"""What comes next for one introduction, as sentences with the command that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kithbook.book.network import Network
from kithbook.insight.days import on_day
from kithbook.introductions.ask_first import ask_first
from kithbook.introductions.drafts.order import wants_words, words_of
from kithbook.introductions.sides import ASKING, LAPSE, State
from kithbook.introductions.state import Progress, Wait, in_order

Command = tuple[str, ...]

_REST: Mapping[State, str] = MappingProxyType(
    {
        "declined": "A no is kept, so that nobody is asked again",
        "closed": "Nothing is left to do",
        "set aside": "Nothing is suggested or waited for",
        "lapsed": "No answer came, and nobody has to answer: let it rest",
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
    waits = in_order(one.waits)
    mine = [step for wait in waits if wait.turn for step in _to_do(network, one, wait)]
    ahead = (wait for wait in waits if not wait.turn)
    awaited = (step for wait in ahead for step in _to_wait_for(network, one, wait, today))
    return (*mine, *_to_tell(network, one), *awaited) or (
        Next(_REST.get(one.state, "Nothing is waited for")),
    )


def _unwanted(network: Network, one: Progress) -> Iterator[Next]:
    """Nothing comes next with the quiet; with who wants no introductions, to set the two aside."""
    for who in sorted(network.quiet.intersection(one.introduction.ids)):
        quiet = network.people[who]
        yield Next(f"{quiet.name} has died" if quiet.dead else f"{quiet.name} is paused")
        return
    if one.unsettled:
        yield Next(f"{_capital(one.unsettled)}: settle which one holds")
        return
    if one.state not in (*ASKING, "both yes", "lapsed"):
        return
    for side in one.sides:
        person = network.people.get(side.who.person or "")
        if person and person.ask.never:
            aside = ("kith", "introduction", "aside", *one.introduction.ids)
            yield Next(f"{person.name} wants no introductions (ask: policy never)", aside)


def _to_do(network: Network, one: Progress, wait: Wait) -> Iterator[Next]:
    if wait.about == "ask":
        first = ask_first(network, one)
        if first.who == wait.who:
            yield from _words_to_pass_on(network, one)
            yield Next(first.why.removesuffix("."), wait.command)
    elif wait.about == "lapsed" and wait.who:
        yield Next(f"Ask {network.shown(wait.who)} once more, or let it rest", wait.command)
    elif wait.about == "thanks onward":
        yield Next(wait.sentence, wait.command)
    else:
        again = ": ask again when it suits" if wait.about == "ask again" else ""
        yield Next(f"{_capital(wait.short)}{again}", wait.command)


def _to_tell(network: Network, one: Progress) -> Iterator[Next]:
    """Whoever asked for it or said yes hears of a no, or of a silence that was nudged in vain."""
    silent = one.state == "lapsed" and all(s.nudged for s in one.sides if s.state == "no answer")
    if not silent and one.state != "declined":
        return
    for side in one.sides:
        if side.state == "yes" and side.unasked != "just-send":
            command = ("kith", "draft", "no", one.introduction.id)
            yield Next(
                f"Tell {network.shown(side.who)} that it will not come about, without saying why",
                command,
            )
    by = network.asker(one.introduction)
    if by and by not in (*one.introduction.ids, *network.quiet):
        yield Next(
            f"Tell {network.name_of(by)}, who asked for it, that it will not come about, "
            "without saying why"
        )


def _to_wait_for(network: Network, one: Progress, wait: Wait, today: date) -> Iterator[Next]:
    on = on_day(wait.due, today) if wait.due else "later"
    if wait.about == "answer" and wait.who:
        rests = f"; without one, let it rest from {on.removeprefix('on ')} on" if wait.due else ""
        name = network.shown(wait.who)
        yield Next(f"Wait for an answer from {name}{rests}{_after(network, one)}", wait.records[-1])
        if wait.reminder:
            rest = on_day(today + LAPSE, today).removeprefix("on ")
            yield Next(f"Or remind {name} once; then let it rest from {rest} on", wait.command)
    elif wait.about == "ask again":
        yield Next(f"{_capital(wait.short)}; ask again {on}")
    elif wait.about == "first question":
        yield Next(f"{_capital(on)} ask whether they met", wait.records[0])
    elif wait.about == "second question":
        yield Next(f"{_capital(on)} ask whether it was useful", wait.records[0])


def _words_to_pass_on(network: Network, one: Progress) -> Iterator[Next]:
    """Whoever asked for it writes the words that are shown to the other."""
    if one.asker and wants_words(network, one):
        name = network.shown(one.asker.who)
        text = f"{name} has written no words yet that can be passed on"
        if words_of(network, one.introduction):
            text = f"The words of {name} can be made easier to pass on"
        yield Next(text, ("kith", "draft", "forwardable", one.introduction.id))


def _after(network: Network, one: Progress) -> str:
    asks = [network.shown(wait.who) for wait in one.waits if wait.about == "ask" and wait.who]
    return f". After a yes, {asks[0]} is asked" if asks else ""


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
