"""What the files would have to say before anybody is suggested; the first steps of a new book."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import islice

from kithbook.book.network import Network
from kithbook.suggestions.left_out import GIVEN, NAMED
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.proposing import on_one_line
from kithbook.suggestions.suggestion import HeldBack
from kithbook.suggestions.texts import Need, needs

_WHAT = "what they are looking for"
_NAMES = ("Ada Byrne", "Bo Chen")
_ANSWERING = "kith offer PERSON 'what answers it'"
_LONGEST = 200


def wanting(finder: Matchmaker, about: str = "") -> tuple[HeldBack, ...]:
    """What to write down first, each with the line that does so; with `about` of one person."""
    network = finder.network
    if about:
        return tuple(_of_person(finder, about))
    awake = [one.id for one in network.everyone if not one.quiet]
    asked = needs(network, finder.today, awake)
    if len(awake) < 2:
        return (_too_few(network, awake),)
    if not asked:
        why = "No file says yet what somebody is looking for."
        return (HeldBack((), why, _typed("need", awake[0], _WHAT)),)
    if not any(_gives(finder, who) for who in awake):
        why = "Somebody needs something, and no file says yet what anybody offers or knows."
        giving = next((who for who in awake if who != asked[0].person), awake[0])
        return (HeldBack((), why, _typed("offer", giving, GIVEN)),)
    return tuple(islice(_unanswered(finder, asked), NAMED))


def _too_few(network: Network, awake: list[str]) -> HeldBack:
    if not awake:
        return HeldBack((), "Nobody is in this book yet.", _typed("new", _NAMES[0]))
    why = f"{network.name_of(awake[0])} is alone in this book; it takes two to introduce."
    free = (name for name in _NAMES if network.index.resolve(name).person is None)
    name = next(free, _NAMES[-1])
    return HeldBack((awake[0],), why, _typed("new", name))


def _of_person(finder: Matchmaker, who: str) -> Iterator[HeldBack]:
    person = finder.network.people[who]
    asked = needs(finder.network, finder.today, [who])
    yield from islice(_unanswered(finder, asked), NAMED)
    if not asked:
        why = f"{person.name}'s file says nothing that they are looking for."
        yield HeldBack((who,), why, _typed("need", who, _WHAT), person.at)
    if not _gives(finder, who):
        why = f"{person.name}'s file says nothing that they offer, know or like."
        yield HeldBack((who,), why, _typed("offer", who, GIVEN), person.at)


def _gives(finder: Matchmaker, who: str) -> bool:
    place = finder.places.get(who)
    return place is not None and bool(finder.candidates[place].document)


def _unanswered(finder: Matchmaker, asked: tuple[Need, ...]) -> Iterator[HeldBack]:
    """The needs to which nobody's file holds an answer, whatever else would hold it back."""
    for need in asked:
        if not finder.is_answered(need):
            text = on_one_line(need.phrase.text, _LONGEST)
            why = f"Nobody's file answers “{text}” yet."
            yield HeldBack((need.person,), why, _ANSWERING, need.phrase.at)


def _typed(*words: str) -> str:
    return shlex.join(("kith", *words))
