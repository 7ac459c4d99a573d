"""Which messages an introduction calls for, and to whom each can go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import get_args

from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.insight.days import first_day
from kithbook.introductions.ask_first import ask_first
from kithbook.introductions.drafts.forwardable import forwardable_of, missing_from
from kithbook.introductions.drafts.plain import paragraphs
from kithbook.introductions.sides import ASKING
from kithbook.introductions.state import Kind, Progress, to_thank

KINDS: tuple[Kind, ...] = get_args(Kind)


def kinds_for(network: Network, progress: Progress, today: date) -> tuple[Kind, ...]:
    """The messages that an introduction calls for on a day; the first of them comes next."""
    return tuple(kind for kind in KINDS if _sides_for(network, progress, kind, today))


def readers(
    network: Network, progress: Progress, kind: Kind, today: date, to: str = ""
) -> tuple[str, ...]:
    """To whom a message of a kind can go on a day, by id, whoever comes first first.

    Who is named (`to`) may be asked although the other's answer is still waited for, or although
    they said later not long ago.
    """
    ids = [who.person for who in _sides_for(network, progress, kind, today) if who.person]
    if kind == "ask":
        open_ = (wait.who.person for wait in progress.waits if wait.kind == "ask" and wait.who)
        ids += (one for one in open_ if one and one == to and one not in ids)
        first = ask_first(network, progress).who
        return tuple(sorted(ids, key=lambda one: first is None or one != first.person))
    if kind in ("introduction", "loop", "thanks"):
        writing = writer(network, progress)
        ids.sort(key=lambda one: one != writing)
    return tuple(ids)


def onward(progress: Progress) -> Mapping[str, str]:
    """Who is to hear that one of the two was introduced well: their id, and whom they brought."""
    waits = (wait for wait in progress.waits if wait.about == "thanks onward")
    return {w.who.person: w.others[0].person or "" for w in waits if w.who and w.who.person}


def words_of(network: Network, act: Introduction) -> str:
    """The words of whoever asked that may be passed on: those in the file, else the request's."""
    request = network.request_of(act)
    return forwardable_of(act.notes) or (paragraphs(request.forwardable) if request else "")


def wants_words(network: Network, one: Progress) -> bool:
    """Whether whoever asked is to be asked for better words before the other is asked."""
    waits = any(side.state == "not asked" for side in one.sides)
    if one.asker is None or one.state not in ASKING or not waits:
        return False
    return bool(missing_from(words_of(network, one.introduction)))


def writer(network: Network, progress: Progress) -> str:
    """Who writes first once they are introduced: who asked, else the less busy of the two.

    Less busy is who wants more introductions, else who was asked later, since the busier is
    asked first, else the second named.
    """
    if progress.asked_for and progress.asked_for.person:
        return progress.asked_for.person
    sides = [side.who for side in progress.sides if side.who.person]
    if not sides:
        return ""
    chosen = max(reversed(sides), key=lambda who: (_wants(network, who), _asked(progress, who)))
    return chosen.person or ""


def against(network: Network, progress: Progress) -> str:
    """Whose wish forbids any message of this introduction; empty where nobody's does."""
    if progress.unsettled:
        first = progress.unsettled[0].upper() + progress.unsettled[1:]
        return f"{first}: nothing is written until it is settled which one holds. See: kith check"
    for side in progress.sides:
        person = network.people.get(side.who.person or "")
        if person is None:
            missing = f"{side.who.text} has no file that can be read, so nothing can be written."
            return f"{missing} See: kith check"
        if person.dead:
            return f"{person.name} has died."
        if person.pause:
            return f"{person.name} is paused, so nothing is written. See: pause in {person.path}"
        if person.ask.never and progress.state in (*ASKING, "both yes", "lapsed"):
            return f"{person.name} wants no introductions (ask: policy never)."
    return (
        "" if len(set(progress.introduction.ids)) == 2 else "An introduction is between two people."
    )


def _wants(network: Network, who: Mention) -> int:
    person = network.people.get(who.person or "")
    limit = person.ask.per_quarter if person else None
    return 10**6 if limit is None else limit


def _asked(progress: Progress, who: Mention) -> date:
    days = [first_day(on) for each, on in progress.introduction.asked if each.means(who)]
    return max((day for day in days if day), default=date.min)


def _sides_for(network: Network, one: Progress, kind: Kind, today: date) -> tuple[Mention, ...]:
    """To whom a message of a kind goes: as the waits say, or who hears of words or of a no."""
    if kind == "forwardable":
        return (one.asked_for,) if one.asked_for and wants_words(network, one) else ()
    if kind == "no":
        ended = one.state in ("declined", "lapsed")
        yes = (s for s in one.sides if ended and s.state == "yes" and s.unasked != "just-send")
        return tuple(side.who for side in yes)
    sides = tuple(side.who for side in one.sides)
    if kind == "thanks":
        sides = to_thank(network, one.introduction, today)
    waits = (w for w in one.waits if w.kind == kind and w.about != "thanks onward")
    now = (wait for wait in waits if wait.turn or wait.reminder)
    return tuple(who for wait in now for who in ((wait.who,) if wait.who else sides))
