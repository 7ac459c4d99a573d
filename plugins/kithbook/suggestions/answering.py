"""How somebody answers a question: by what they are and give, before what once happened.

Who looks for the very thing that is asked for does not have it, and stands behind all who do; so
does somebody of whom it is written that they no longer do it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from kithbook.insight.person_texts import PersonText
from kithbook.matching.matched_words import Evidence, Match
from kithbook.matching.stems import folded_words
from kithbook.suggestions.reasons_for import EvidenceSource
from kithbook.text.words import fold

Kind = Literal["is", "speaks", "likes", "notes", "place", "happened", "sought", "denied"]
_KIND_OF: Mapping[str, Kind] = MappingProxyType(
    {
        "interest": "likes",
        "notes": "notes",
        "place": "place",
        "languages": "speaks",
        "how we met": "happened",
        "log": "happened",
    }
)
# What words say that answer, by where they stand; in this order of two that say as much.
WORTH: Mapping[Kind, float] = MappingProxyType(
    {
        "is": 1.0,
        "speaks": 1.0,
        "notes": 0.9,
        "likes": 0.7,
        "happened": 0.6,
        "sought": 1.0,
        "denied": 1.0,
        "place": 0.5,
    }
)
BEHIND: frozenset[Kind] = frozenset({"sought", "denied"})
NEAR = 0.7
MORE = 1.1
"""By how much more a line must say that they look for it than another that they have it."""
ALONE, PLACE_ALONE = 0.1, 0.2
TROUBLE = 0.6
"""What is left of what is told of somebody who looks for something: it may be what they lack."""
_TOLD: frozenset[Kind] = frozenset({"notes", "happened"})


@dataclass(frozen=True, slots=True)
class Answering:
    """The line that answers, its kind, and by how much all lines together raise a standing."""

    kind: Kind
    evidence: Evidence
    raised: float

    @property
    def behind(self) -> bool:
        """Whether they stand behind all who have what is asked for."""
        return self.kind in BEHIND


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The telling words of a question, and which of them are places of the book."""

    words: str
    places: frozenset[str]

    @classmethod
    def of(cls, words: str, places: Collection[str]) -> AskedWords:
        """With the words of all places that somebody of the book lives at."""
        return cls(words, frozenset(word for word in words.split() if fold(word) in places))

    def elsewhere(self, found: Mapping[Kind, Evidence]) -> bool:
        """Whether only a place answers a question that asks for more than the place."""
        answered = {match.asked for evidence in found.values() for match in evidence.matches}
        return answered <= self.places and not self.places.issuperset(self.words.split())


def kind_of(text: PersonText) -> Kind:
    """What a text says of somebody, as an answer."""
    return text.said if text.said != "told" else _KIND_OF.get(text.field, "is")


def places_told(everyone: Iterable[Sequence[PersonText]]) -> Iterator[str]:
    """The words of all places at which somebody lives, folded."""
    for told in everyone:
        for text in told:
            if text.field == "place":
                yield from folded_words(text.phrase.text)


def answering(
    engine: EvidenceSource, asked: AskedWords, document: int, name: str, told: Sequence[PersonText]
) -> Answering | None:
    """How somebody answers a question of telling words; None where no line does.

    Their own name is no evidence, though a note may hold it. Of a question for something at a
    place, the place alone is a faint answer.
    """
    places: dict[Kind, set[int]] = {}
    for at, text in enumerate(told):
        places.setdefault(kind_of(text), set()).add(at)
    named = frozenset(folded_words(name))
    found: dict[Kind, Evidence] = {}
    for kind in WORTH:
        evidence = engine.evidence(asked.words, document, places[kind]) if kind in places else None
        kept = _kept(evidence, kind, named) if evidence else None
        if kept is not None:
            found[kind] = kept
    if not found:
        return None
    worth = _worth_of(told)
    said = {kind: worth[kind] * _said_by(each) for kind, each in found.items()}
    ahead = {kind: each for kind, each in found.items() if kind not in BEHIND}
    best = max(found, key=said.__getitem__)
    if best in BEHIND and ahead:
        other = max(ahead, key=said.__getitem__)
        best = other if said[best] < MORE * said[other] else best
    counted = {best: found[best]} if best in BEHIND else ahead
    share = _share(asked, counted, worth)
    if asked.elsewhere(counted):
        return Answering(best, found[best], PLACE_ALONE * (ALONE + share))
    return Answering(best, found[best], ALONE + share)


def _kept(evidence: Evidence, kind: Kind, named: frozenset[str]) -> Evidence | None:
    """Evidence without what only resembles a language, and without their own name."""
    matches = tuple(
        match
        for match in evidence.matches
        if fold(match.found) not in named and (kind != "speaks" or match.how == "same")
    )
    return replace(evidence, matches=matches) if matches else None


def _said(match: Match) -> float:
    return match.telling * (1.0 if match.how == "same" else NEAR)


def _worth_of(told: Sequence[PersonText]) -> Mapping[Kind, float]:
    """What the lines of somebody are worth, by their kind."""
    if all(text.said != "sought" for text in told):
        return WORTH
    return {kind: each * (TROUBLE if kind in _TOLD else 1) for kind, each in WORTH.items()}


def _said_by(evidence: Evidence) -> float:
    """What a line says, each of its words counted once."""
    said: dict[str, float] = {}
    for match in evidence.matches:
        said[match.found] = max(said.get(match.found, 0.0), _said(match))
    return sum(said.values())


def _share(asked: AskedWords, found: Mapping[Kind, Evidence], worth: Mapping[Kind, float]) -> float:
    """Which share of the words asked is answered, by whatever line says most of each."""
    best: dict[str, float] = {}
    for kind, evidence in found.items():
        words = {match.found: match for match in sorted(evidence.matches, key=_said)}
        for match in words.values():
            best[match.asked] = max(best.get(match.asked, 0.0), worth[kind] * _said(match))
    return sum(best.values()) / max(1, len(asked.words.split()))
