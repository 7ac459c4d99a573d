"""Needs that somebody else in the book could now meet, by the words that both texts share.

Deliberately plain: two words in common, or the only one that says anything. It is shown with
both texts, so that the owner judges.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.model import Person, Phrase, Settings
from kithbook.book.network import Network
from kithbook.text.words import fold

_WORD = re.compile(r"\w+")
_SILENT = frozenset(
    """
    a about after all an and any anyone are as at be before by can co for from get give good
    great has have help her him his how i in into is it its just know knows learn like long
    look looking make making me more my new not of off on one or other our out over people
    person place she small some somebody someone start started starting than that the their
    them they thing this through to two under up us use using want wants was way we well what
    when where who will with without work working years you your first find finding need needs
    """.split()  # noqa: SIM905  - a paragraph reads better than a column of strings
)
_MOST = 3
_RARE = 50


@dataclass(frozen=True, slots=True)
class NeedMet:
    """What one person needs, and what another offers or knows that could meet it."""

    person: str
    need: Phrase
    by: str
    how: Literal["offers", "knows"]
    phrase: Phrase
    words: tuple[str, ...]

    def sentence(self, network: Network) -> str:
        """Both sides as one sentence without its full stop."""
        name, other = network.name_of(self.person), network.name_of(self.by)
        return f"{name} is looking for “{self.need.text}”; {other} {self.how} “{self.phrase.text}”"


@dataclass(frozen=True, slots=True, eq=False)
class _Supply:
    """What one person offers or knows, with the words of it that say something."""

    by: str
    how: Literal["offers", "knows"]
    phrase: Phrase
    words: frozenset[str]


def needs_met(network: Network, today: date) -> tuple[NeedMet, ...]:
    """Needs that somebody could meet, by the name of who needs; the best three for each need.

    Pairs who are tied or were already introduced are left out, and so is everyone whom the owner
    would not introduce.
    """
    supplies = _supplies(network, today)
    acquainted = _acquainted(network)
    found: list[NeedMet] = []
    for person in sorted(network.people.values(), key=lambda one: (fold(one.name), one.id)):
        needs = person.needs if _introducible(person) else ()
        for need in needs:
            if need.holds(today):
                wanted = telling_words(need.text, network.settings)
                near = _near(wanted, supplies)
                found += _best(person.id, need, wanted, near, acquainted)
    return tuple(found)


def telling_words(text: str, settings: Settings) -> frozenset[str]:
    """The words of a text that say something, folded, in the singular, synonyms made one."""
    same = {
        _singular(fold(word)): _singular(fold(main))
        for main, others in settings.synonyms
        for word in (main, *others)
    }
    words = (_singular(word) for word in _WORD.findall(fold(text)) if word not in _SILENT)
    return frozenset(same.get(word, word) for word in words if len(word) > 1)


def _near(wanted: frozenset[str], supplies: Mapping[str, tuple[_Supply, ...]]) -> list[_Supply]:
    """Supplies that share a rare word, or else the rarest: common ones would pair everybody."""
    known = sorted(wanted & supplies.keys(), key=lambda word: (len(supplies[word]), word))
    rare = [word for word in known if len(supplies[word]) <= _RARE] or known[:1]
    return list(dict.fromkeys(one for word in rare for one in supplies[word][:_RARE]))


def _best(
    person: str,
    need: Phrase,
    wanted: frozenset[str],
    supplies: list[_Supply],
    acquainted: frozenset[frozenset[str]],
) -> list[NeedMet]:
    """One supply for each stranger: most words first, offers before knowledge."""
    enough = min(2, len(wanted))
    fitting = [one for one in supplies if len(wanted & one.words) >= enough and one.by != person]
    fitting.sort(
        key=lambda one: (-len(wanted & one.words), one.how != "offers", one.by, one.phrase.at)
    )
    best: dict[str, _Supply] = {}
    for one in fitting:
        if frozenset((person, one.by)) not in acquainted:
            best.setdefault(one.by, one)
    return [
        NeedMet(person, need, one.by, one.how, one.phrase, tuple(sorted(wanted & one.words)))
        for one in list(best.values())[:_MOST]
    ]


def _supplies(network: Network, today: date) -> Mapping[str, tuple[_Supply, ...]]:
    index: dict[str, list[_Supply]] = defaultdict(list)
    for person in network.people.values():
        if _introducible(person):
            for supply in _offered(person, today, network.settings):
                for word in supply.words:
                    index[word].append(supply)
    return {word: tuple(supplies) for word, supplies in index.items()}


def _offered(person: Person, today: date, settings: Settings) -> Iterator[_Supply]:
    for phrase in person.offers:
        if phrase.holds(today):
            yield _Supply(person.id, "offers", phrase, telling_words(phrase.text, settings))
    for phrase in person.knows:
        if phrase.holds(today):
            yield _Supply(person.id, "knows", phrase, telling_words(phrase.text, settings))


def _introducible(person: Person) -> bool:
    return person.vouch != "no" and person.ask.policy != "never"


def _acquainted(network: Network) -> frozenset[frozenset[str]]:
    pairs = {frozenset(introduction.ids) for introduction in network.introductions}
    for person in network.people.values():
        pairs |= {frozenset((person.id, tie.to.person)) for tie in person.ties if tie.to.person}
        if person.met.through and person.met.through.person:
            pairs.add(frozenset((person.id, person.met.through.person)))
    return frozenset(pairs)


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
