"""Whom to ask first: the one of whom more is asked, or the one who has not asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.introductions.sides import Side
from kithbook.introductions.state import Progress

_FAR = 10**6


@dataclass(frozen=True, slots=True)
class AskFirst:
    """Whom to ask first (nobody: no one needs asking), and why, as one sentence."""

    who: Mention | None
    why: str


def ask_first(network: Network, one: Progress) -> AskFirst:
    """Whom to ask first about an introduction, among those who have not been asked yet."""
    open_ = [side for side in one.sides if side.state == "not asked"]
    if not open_:
        return AskFirst(None, _nobody(network, one))
    if len(open_) == 1:
        return AskFirst(open_[0].who, _only(network, one, open_[0]))
    return _busier(network, open_)


def _nobody(network: Network, one: Progress) -> str:
    unasked = [network.shown(side.who) for side in one.sides if side.unasked]
    if len(unasked) == len(one.sides):
        return "Nobody needs to be asked."
    return "Everybody has been asked."


def _only(network: Network, one: Progress, side: Side) -> str:
    other = next((each for each in one.sides if each is not side), None)
    name = network.shown(side.who)
    whose = network.shown(other.who) if other else ""
    if other and other.unasked == "asked for it":
        return f"{whose} asked for it, so only {name} has to be asked."
    if other and other.unasked == "just-send":
        return f"{whose} need not be asked (ask: policy just-send), so only {name} has to be asked."
    if other and other.state == "yes":
        return f"{whose} said yes, so {name} is next."
    return f"{name} is the one who has not been asked."


def _busier(network: Network, sides: list[Side]) -> AskFirst:
    """Whoever set the smaller limit, else whoever is closer, else the one named first."""
    limits = [_limit(network, side.who) for side in sides]
    if min(limits) < max(limits):
        who = sides[limits.index(min(limits))].who
        enough = "1 introduction a quarter is"
        if min(limits) != 1:
            enough = f"{min(limits)} introductions a quarter are"
        return AskFirst(who, f"Ask {network.shown(who)} first: {enough} enough for them.")
    circles = [_cadence(network, side.who) for side in sides]
    if min(circles) < max(circles):
        who = sides[circles.index(min(circles))].who
        other = next(side.who for side in sides if side.who is not who)
        person = network.people[who.person or ""]
        spares = f"if they say no, {network.shown(other)} need not be asked."
        return AskFirst(
            who, f"Ask {person.name} first, who is closer to you (circle {person.circle}): {spares}"
        )
    who = sides[0].who
    return AskFirst(who, f"Ask {network.shown(who)} first; the other order would be as good.")


def _limit(network: Network, who: Mention) -> int:
    person = network.people.get(who.person or "")
    limit = person.ask.per_quarter if person else None
    return _FAR if limit is None else limit


def _cadence(network: Network, who: Mention) -> int:
    person = network.people.get(who.person or "")
    span = network.settings.cadence(person.circle) if person and person.circle else None
    return span.days if span else _FAR
