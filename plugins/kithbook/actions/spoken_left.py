"""The words of a clause that become the text of its entry, once the rest of it is known."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.actions.spoken_clause import HIDDEN, Clause
from kithbook.actions.spoken_people import SpokenGroup
from kithbook.actions.spoken_verbs import FAR, NEAR, VerbFound
from kithbook.book.model import BOXED_KINDS

_BARE = ("visit", "once", "talk", "met", "got", "note")


def words_left(
    clause: Clause,
    verb: VerbFound,
    people: tuple[SpokenGroup, ...],
    actor: SpokenGroup | None,
    found: Iterable[VerbFound],
    content: int,
) -> str:
    """The text: all that the kind, the people and the day do not say already."""
    if verb.keep or verb.kind == "event" or (people and all(one.owner for one in people)):
        return _whole(clause, verb, people, actor)
    for one in people:
        if not one.owner:
            clause.take(one.start, one.end)
    _take_verb(clause, verb)
    for other in found:
        bare = other.kind in (*_BARE, *FAR) and not other.keep and other != verb
        between = range(verb.end, other.start)
        bare = bare and not any(clause.words[at].text == "," for at in between)
        if bare and verb.kind in (*FAR, *NEAR) and other.start < content:
            _take_verb(clause, other)
    for at in range(len(clause.words)):
        early = at < verb.start and clause.is_in(at, "light", "self", "helping")
        last = at < content and clause.is_in(at, "support")
        if (early or last) and clause.plain[at] != HIDDEN:
            _take_early(clause, at, verb)
    _take_me(clause, verb, actor)
    if verb.kind in (*BOXED_KINDS, "note"):
        return _stated(clause, verb)
    first = next((n for n in range(len(clause.words)) if n not in clause.taken), None)
    if first is not None and clause.is_in(first, "joined") and clause.is_in(first + 1, "they"):
        clause.take(first, first + 1)
    return clause.left()


def _whole(
    clause: Clause, verb: VerbFound, people: Iterable[SpokenGroup], actor: SpokenGroup | None
) -> str:
    """What was said, without who did it and with whom."""
    if verb.kind in BOXED_KINDS:
        clause.take(verb.start, verb.end)
    for one in people:
        together = one.joint in ("subject", "with") and verb.kind in ("met", "event")
        together = together and not one.owner
        told = one.joint == "subject" and verb.kind == "note" and not one.owner
        if (one == actor and not one.owner) or together or told:
            clause.take(one.start, one.end)
    if actor and verb.kind != "note" and clause.is_in(actor.end, "helping"):
        clause.take(actor.end, actor.end + clause.speech.length("helping", clause.plain, actor.end))
    return clause.left()


def _take_verb(clause: Clause, verb: VerbFound) -> None:
    """Takes a verb, or a noun with what stands before it; a noun with an adjective stays."""
    at = verb.start
    while at > 0 and clause.is_in(at - 1, "article", "purpose", "light", "at", "in"):
        at -= 1
    if at == verb.start and _is_described(clause, verb):
        return
    clause.take(at, verb.end)
    for place in verb.tail:
        clause.take(place, place + 1)


def _is_described(clause: Clause, verb: VerbFound) -> bool:
    """Whether an article and an adjective stand before a noun: `a long lunch`."""
    at = verb.start - 1
    return (
        at > 0
        and clause.plain[at] not in ("", HIDDEN)
        and clause.words[at].text.islower()
        and clause.is_in(at - 1, "article")
    )


def _take_early(clause: Clause, at: int, verb: VerbFound) -> None:
    """Takes a small word, but not the article of an adjective that stays."""
    described = clause.is_in(at, "article") and verb.start not in clause.taken
    if not described:
        clause.take(at, at + 1)


def _take_me(clause: Clause, verb: VerbFound, actor: SpokenGroup | None) -> None:
    """Takes the `me` beside a verb that they did."""
    for at in (verb.end, *(range(verb.start) if actor or verb.kind == "thanks" else ())):
        if clause.is_in(at, "me"):
            clause.take(at, at + 1)
    if clause.is_in(verb.end, "to") and clause.is_in(verb.end + 1, "me"):
        clause.take(verb.end, verb.end + 2)


def _stated(clause: Clause, verb: VerbFound) -> str:
    """What was promised, without the `to` or `that I would` before it."""
    at = 0
    while at < len(clause.words):
        if at in clause.taken or clause.words[at].mark:
            at += 1
            continue
        length = clause.speech.length("that", clause.plain, at)
        if not length or at < verb.start:
            break
        clause.take(at, at + length)
        at += length
    return clause.left()
