"""Who of the people named in a clause took part, and the one question where that is not clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn

from kithbook.actions.meant import Several
from kithbook.actions.sentence import SHAPE
from kithbook.actions.spoken_clause import HIDDEN, Clause
from kithbook.actions.spoken_people import (
    EXCHANGES,
    NameSearch,
    SpokenGroup,
    SpokenName,
    unknown_name,
)
from kithbook.actions.spoken_verbs import FAR, VerbFound
from kithbook.book.name_index import NameIndex
from kithbook.book.unknown_names import make_one
from kithbook.text.refusal import refuse
from kithbook.text.words import did_you_mean, fold, listed

_MOST = 9


def taking_part(
    clause: Clause, groups: tuple[SpokenGroup, ...], content: int, verb: VerbFound | None
) -> tuple[SpokenGroup, ...]:
    """Those who took part: who did it, to whom, with whom; else from whom, for whom, at whose."""
    early = [one for one in groups if one.start < content] or list(groups)
    people = [one for one in early if not one.owner]
    objects = [one for one in people if one.joint == "object"][:1]
    near = [one for one in people if one.joint in ("subject", "with")]
    if first := [one for one in people if one in objects or one in near]:
        return tuple(first)
    for joints in (("to", "from"), ("at", "for")):
        if found := [one for one in people if one.joint in joints][:1]:
            return tuple(found)
    if verb and verb.kind in (*EXCHANGES, "note"):
        return tuple(early[:1])
    if verb and verb.kind in (*FAR, "event"):
        theirs = [one for one in early[:1] if one.joint == "subject" and one.end == verb.start]
        if theirs:
            return tuple(theirs)
    at_home = (one for one in early if one.joint in ("at", "to") or clause.is_in(one.end, "home"))
    return tuple(one for one in at_home if _is_home(clause, one))[:1]


def _is_home(clause: Clause, group: SpokenGroup) -> bool:
    """Whether nothing of theirs is named behind `at Hazel's`."""
    at = group.end
    if clause.is_in(at, "home"):
        return True
    if at >= len(clause.words) or at in clause.taken or clause.words[at].mark:
        return True
    if clause.plain[at] == HIDDEN:
        return True
    return clause.is_in(at, "with", "to", "from", "at", "for", "about", "on", "joined", "purpose")


def did_it(clause: Clause, people: Iterable[SpokenGroup], verb: VerbFound) -> SpokenGroup | None:
    """Those who did it, where that was not the owner."""
    for group in people:
        if group.joint == "subject" and not group.own and group.end <= verb.start:
            return group if _is_finite(clause, group.end, verb) else None
    return None


def _is_finite(clause: Clause, at: int, verb: VerbFound) -> bool:
    """Whether the verb is one that stands behind who did it, in languages where another ends."""
    if clause.plain[at : at + 1] == [":"]:
        return False
    if not clause.speech.lists.get("finite"):
        return True
    return clause.is_in(at, "helping", "finite", "will", "sends") or clause.is_in(
        verb.start, "finite"
    )


def require_two(
    clause: Clause, groups: Iterable[SpokenGroup], actor: SpokenGroup, verb: VerbFound
) -> None:
    """Refuses what somebody did to somebody else, which is not the owner's to log as contact."""
    if any(clause.is_in(at, "me", "self") for at in range(actor.end, len(clause.words))):
        return
    joints = ("object", "to") if verb.kind in EXCHANGES else ("object",)
    other = next((one for one in groups if one.joint in joints and not one.owner), None)
    if other is None or verb.kind in ("note", "promised", "awaiting"):
        return
    said, whom = actor.names[0].text, other.names[0].text
    refuse(
        f"This is between {said} and {whom}, and does not say what you had to do with it. "
        f"Write: note on {said}: {clause.line.strip()}"
    )


def ids_of(clause: Clause, groups: Iterable[SpokenGroup], index: NameIndex) -> tuple[str, ...]:
    """The ids of people who took part; refused with one question where one is not clear."""
    groups = tuple(groups)
    names = [name for group in groups for name in group.names]
    for name in (*(one for one in names if not one.ids), *_strangers(clause, groups)):
        _nobody(name.text, index)
    for name in names:
        if len(name.ids) > 1:
            raise _which(clause, name, index)
    return tuple(dict.fromkeys(name.ids[0] for name in names))


def _nobody(said: str, index: NameIndex) -> NoReturn:
    near = did_you_mean(said, (*index.names(), *_first_names(index)))
    refuse(f'Nobody in this book is called "{said}". {near or make_one(said)}')


def _first_names(index: NameIndex) -> Iterator[str]:
    return (name.split(" ")[0] for name in index.display.values())


def _strangers(clause: Clause, groups: tuple[SpokenGroup, ...]) -> Iterator[SpokenName]:
    """Names of nobody behind `with`."""
    for at in range(len(clause.words)):
        if at in clause.taken:
            continue
        behind = any(
            at >= n and clause.speech.length("with", clause.plain, at - n) == n for n in (1, 2)
        )
        if behind and not _is_thing_of(clause, at, groups) and (name := unknown_name(clause, at)):
            yield name


def _is_thing_of(clause: Clause, at: int, groups: Iterable[SpokenGroup]) -> bool:
    """Whether a noun is a thing beside somebody known, where all nouns have capitals."""
    if not clause.speech.first("capitals"):
        return False
    return any(one.known and (one.end <= at or one.joint == "from") for one in groups)


def require_known(
    clause: Clause, verb: VerbFound, groups: tuple[SpokenGroup, ...], search: NameSearch
) -> None:
    """Refuses where somebody who is not in the book was met, and one who is only told of."""
    if verb.kind not in (*FAR, "met", "visit", "talk") or verb.keep:
        return
    at = verb.end
    if clause.speech.first("finite") or clause.is_in(verb.start, "persons"):
        at = next((n for n in range(verb.start) if n not in clause.taken), verb.end)
    while at < len(clause.words) and clause.is_in(at, "to", "article", "relation", "helping"):
        at += 1
    name = unknown_name(clause, at) if at < len(clause.words) and at not in clause.taken else None
    if name is None or any(one.start < at for one in groups):
        return
    first = next(iter(groups), None)
    end = first.start if first else len(clause.words)
    parted = any(
        clause.words[n].text in ",;:." or clause.is_in(n, "about", "clause", "they")
        for n in range(name.end, end)
    )
    bare = first is not None and (first.joint == "object" or first.owner)
    # Where nouns have capitals, only what is done to people tells a name from a thing.
    noun = bool(clause.speech.first("capitals")) and not clause.is_in(verb.start, "persons")
    if (parted or bare) and not noun:
        _nobody(name.text, search.index)


def _which(clause: Clause, name: SpokenName, index: NameIndex) -> Several:
    shown = name.ids[:_MOST]
    more = f" and {len(name.ids) - len(shown)} more" if len(name.ids) > len(shown) else ""
    people = [index.display[one] for one in shown]
    alike = len(set(map(fold, people))) < len(people)
    told = [f"{index.display[one]} ({one})" if alike else index.display[one] for one in shown]
    first = shown[0] if alike else people[0]
    start, end = clause.words[name.start].start, clause.words[name.end - 1].end
    behind = clause.line[end - (len(clause.line[start:end]) - len(name.text)) : end]
    example = f"{clause.line[:start]}{first}{behind}{clause.line[end:]}".strip()
    why = f"Which {name.text}: {listed(told)}{more}? Write: {example}"
    return Several(why, name.text, shown, more)


def require_somebody(
    clause: Clause, ids: tuple[str, ...], verb: VerbFound, search: NameSearch
) -> None:
    """Refuses a clause in which nobody is named, with the name that may be meant."""
    if ids:
        return
    for at, word in enumerate(clause.words):
        hidden = at in clause.taken or clause.plain[at] == HIDDEN
        if hidden or verb.start <= at < verb.end or word.mark:
            continue
        name = unknown_name(clause, at)
        near = did_you_mean(word.plain, search.first_names) if len(word.plain) > 2 else ""
        if name or (near and not clause.speech.knows(word.plain)):
            _nobody(name.text if name else word.text, search.index)
    refuse(f'"{clause.line.strip()}" does not say with whom. {SHAPE}')
