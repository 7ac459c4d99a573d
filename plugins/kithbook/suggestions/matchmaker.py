"""Who could meet which need: every open need put to the one engine of a book.

An answer counts for how far it stands above everyone else's, beyond what the luckiest of so many
strangers would reach by chance; or, among few people, for the words that it has in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from math import log, sqrt
from pathlib import Path
from types import MappingProxyType

from kithbook.book.model import Person, Settings
from kithbook.book.network import Network
from kithbook.introductions.acquainted import pair_of
from kithbook.introductions.guards import Code, Guards
from kithbook.matching.config import SHIPPED
from kithbook.matching.languages import Languages
from kithbook.matching.matched_words import Evidence, Match
from kithbook.matching.ranking import Engine, Ranked
from kithbook.matching.stems import folded_words
from kithbook.suggestions.reasons_for import NeedAnswer
from kithbook.suggestions.suggestion import Field
from kithbook.suggestions.texts import TOLD, Candidate, Need, candidates, telling_stems
from kithbook.suggestions.two_needs import answered_by_need
from kithbook.text.garbage import no_collection
from kithbook.text.words import fold

Documents = Sequence[tuple[str, ...]]
MakeEngine = Callable[[Documents, Settings], Engine]
KEPT = Path(".kith", "suggesting")
CLEAR = 0.4
"""From which fit on somebody is proposed without being asked about."""
_DEEP = 12
_DEEPER = 60
_LOOK = 4
_FEW = 200
# The standings of words and of meaning agree in part, so that their mean spreads less than one.
_SPREAD = 0.85
_SCALE = 3.0
_WORDS = 0.6
_FAR_ABOVE = 1.5
# For what introduces two people a word may be less near than for what a text is about.
MATCHING = replace(SHIPPED, evidence_from=0.42)
# What the words that match have to tell together: see `matching.analyzer`.
_TELLING, _TELLING_LESS = 0.3, 0.15
_WELL = 0.5
# What is told behind the first clause of a need, and what a text that is no offer says of giving.
_HEAD = re.compile(r"\s[-\u2013\u2014]\s|[,;:(.]\s")
_BEHIND = 0.5
_PLACE = 0.3
_SAYS: Mapping[Field, float] = MappingProxyType(
    {"notes": 0.9, "log": 0.9, "interests": 0.7, "org": 0.7}
)


def shipped_engine(documents: Documents, settings: Settings, folder: Path | None = None) -> Engine:
    """The engine as it is shipped, with the language and the synonyms of the book.

    With a `folder` the index of a large book is kept there.
    """
    language, synonyms = settings.language, settings.synonyms
    return Engine.of(
        documents, language=language, synonyms=synonyms, config=MATCHING, folder=folder
    )


def kept_engine(root: Path) -> MakeEngine:
    """The shipped engine with its index kept beside the book, in `.kith/`."""
    return partial(shipped_engine, folder=root / KEPT)


@dataclass(frozen=True, slots=True)
class Prospect:
    """Somebody who stands out for a need, before it is looked up why.

    `place` is the position among the candidates, and `most` what the fit can be at best.
    """

    need: Need
    by: Candidate
    place: int
    z: float
    most: float


class Matchmaker:
    """The people of a book by what they could give, with what holds introductions back.

    `held` are the people with needs, and the pairs of a need and a good answer, that a guard held
    back, by its code.
    """

    def __init__(
        self,
        network: Network,
        today: date,
        make: MakeEngine = shipped_engine,
        *,
        contacts: bool = False,
        before: Matchmaker | None = None,
    ) -> None:
        """Indexes everyone with a file, and where asked for the contacts without one.

        `before` is one of an earlier reading of the book on the same day, of which that is taken
        which is the same.
        """
        self.network, self.today = network, today
        with no_collection():
            self.guards = Guards(network, today)
            known = before.candidate_of if before else None
            self.candidates = candidates(network, today, contacts=contacts, known=known)
            self.places = {one.id: at for at, one in enumerate(self.candidates) if not one.contact}
            documents = [one.document for one in self.candidates]
            beside = [one.beside for one in self.candidates]
            same = before.engine_over(documents, network.settings) if before else None
            engine = same or make(documents, network.settings)
            self.engine = engine.with_beside(beside)
            self._over = (documents, network.settings.language, network.settings.synonyms)
            self._lived_at = frozenset(
                word for one in network.people.values() for word in folded_words(one.place or "")
            )
        self.held: dict[Code, set[tuple[str, ...]]] = defaultdict(set)
        self._answers: dict[tuple[int, tuple[str, str]], NeedAnswer | None] = {}
        self._bar = bar(len(self.candidates))
        self._spent = _Spent(network, self.engine.spoken)

    def candidate_of(self, network: Network, person: Person) -> Candidate | None:
        """What was read of somebody, where all that it is read from is as it was."""
        place = self.places.get(person.id)
        if place is None or self.network.people[person.id] is not person:
            return None
        same = self.network.asides_of(person.id) == network.asides_of(person.id)
        return self.candidates[place] if same else None

    def engine_over(self, documents: Documents, settings: Settings) -> Engine | None:
        """The engine, where it is over the same documents, whatever stands beside them."""
        same = self._over == (documents, settings.language, settings.synonyms)
        return self.engine if same else None

    def open_needs(self) -> tuple[Need, ...]:
        """The needs of everyone whom nothing holds back, by person and place."""
        free = []
        for person in sorted(self.network.people.keys() - self.network.quiet):
            if not self.guards.of_person(person):
                free.append(person)
            elif any(each.holds(self.today) for each in self.network.people[person].needs):
                self.held[self.guards.of_person(person)[0].code].add((person,))
        found = [need for who in free for need in self.candidates[self.places[who]].needs]
        for need in found:
            if self.left_for(need) <= 0:
                self.held["need-budget"].add((need.person, str(need.phrase.at)))
        return tuple(need for need in found if self.left_for(need) > 0)

    def left_for(self, need: Need) -> int:
        """How many introductions more a need may have."""
        return self.network.settings.introductions_per_need - self._spent.on(need)

    def prospects(self, asked: Sequence[Need], about: str = "") -> Iterator[Prospect]:
        """Who stands out for each need, of those whom nothing holds back, the best first.

        With `about` only those by or for that person, and as many as there are.
        """
        deep = _DEEPER if about else _DEEP
        hits = self.engine.rank_all([need.phrase.text for need in asked], deep)
        for need, found in zip(asked, hits, strict=True):
            yield from self._standing_out(need, found, about)

    def prospect(self, need: Need, by: str) -> Prospect:
        """How one person stands for a need, whatever holds the two back."""
        place = self.places[by]
        everyone = self.engine.rank(need.phrase.text, len(self.candidates))
        z = next(hit.z for hit in everyone if hit.document == place)
        return Prospect(need, self.candidates[place], place, z, self._most(z))

    def is_answered(self, need: Need) -> bool:
        """Whether somebody's file answers a need, whatever holds the two back."""
        return any(True for _ in self.answers_to(need))

    def answers_to(self, need: Need) -> Iterator[NeedAnswer]:
        """Whose files answer a need clearly, whatever holds the two back, the best first."""
        hits = self.engine.rank(need.phrase.text, _DEEP)
        for hit in hits:
            by = self.candidates[hit.document]
            if by.contact is None and by.id != need.person:
                one = Prospect(need, by, hit.document, hit.z, self._most(hit.z))
                if (answer := self.answer(one)) and answer.fit >= CLEAR:
                    yield answer

    @cached_property
    def everyones(self) -> tuple[Prospect, ...]:
        """Who stands out for all open needs of the book."""
        with no_collection():
            return tuple(self.prospects(self.open_needs()))

    def answer(self, prospect: Prospect) -> NeedAnswer | None:
        """A prospect with its evidence, or None where no word of theirs answers the need.

        One that does not stand out enough has a fit of 0; it counts only in return for another.
        """
        key = (prospect.place, prospect.need.key)
        if key not in self._answers:
            self._answers[key] = self._answer(prospect)
        return self._answers[key]

    def _answer(self, prospect: Prospect) -> NeedAnswer | None:
        need = prospect.need
        evidence = self._evidence(prospect)
        if evidence is None or not self._says_enough(prospect, evidence):
            return None
        fit = self._fit(prospect, evidence)
        in_return = prospect.z > self._bar / 2
        return NeedAnswer(need, prospect.by, fit, evidence) if fit > 0 or in_return else None

    def _evidence(self, prospect: Prospect) -> Evidence | None:
        """The line that says most: of what they are and give, or else of the notes.

        Their own name, which notes may hold, is no evidence. A need of theirs is, where the two
        answer one another.
        """
        text, named = prospect.need.phrase.text, frozenset(folded_words(self._name(prospect.by)))
        found = []
        for some in prospect.by.apart():
            evidence = self.engine.evidence(text, prospect.place, some) if some else None
            if evidence is not None:
                kept = tuple(m for m in evidence.matches if fold(m.found) not in named)
                if kept:
                    found.append(replace(evidence, matches=kept))
        found.extend(self._by_needs(prospect))
        return max(found, key=lambda one: self._told(prospect, one), default=None)

    def _by_needs(self, prospect: Prospect) -> Iterator[Evidence]:
        """The needs of theirs that answer this one, with all words that the two have in common."""
        text = prospect.need.phrase.text
        for passage, other in prospect.by.sought():
            if (mutual := answered_by_need(text, passage, other)) is not None:
                more = self.engine.evidence(text, prospect.place, (passage,))
                asked = {match.asked for match in mutual.matches}
                kept = [match for match in more.matches if match.asked not in asked] if more else []
                yield replace(mutual, matches=(*mutual.matches, *kept))

    def _name(self, by: Candidate) -> str:
        return by.id if by.contact else self.network.name_of(by.id)

    def _most(self, z: float) -> float:
        """What the fit can be at best, with every word of the need."""
        return min(1.0, max((z - self._bar) / _SCALE, _WORDS * max(1.0, self._far(z))))

    def _far(self, z: float) -> float:
        """How far somebody stands out, 1 at the bar and no more than so much above it.

        Squared, for among few people many stand a little above the others.
        """
        return min(_FAR_ABOVE, max(0.0, z / self._bar) ** 2) if self._bar else 0.0

    def _standing_out(self, need: Need, hits: tuple[Ranked, ...], about: str) -> Iterator[Prospect]:
        least = 0 if len(self.candidates) <= _FEW else self._bar
        left = len(hits) if about else _LOOK
        for hit in hits:
            by = self.candidates[hit.document]
            if not left or hit.z <= least:
                return
            if by.id == need.person or (about and about not in (by.id, need.person)):
                continue
            if self._allowed(need.person, by, good=hit.z > self._bar):
                left -= 1
                yield Prospect(need, by, hit.document, hit.z, self._most(hit.z))

    def _allowed(self, person: str, by: Candidate, *, good: bool) -> bool:
        if by.contact is not None:
            return not self.guards.works_at(person, by.contact.org)
        if self.guards.allows(person, by.id):
            return True
        if good:
            code = self.guards.between(person, by.id)[0].code
            self.held[code].add(pair_of(person, by.id))
        return False

    def _says_enough(self, prospect: Prospect, evidence: Evidence) -> bool:
        """Whether the words that match say something of a subject, as `two` and `use` do not.

        Of somebody who stands out well for the need, a commoner word will do. What is near to a
        name is so by its letters alone.
        """
        named = prospect.by.texts[evidence.passage].field == "org"
        if named and all(match.how == "near" for match in evidence.matches):
            return False
        told = sum(map(self._telling, evidence.matches))
        return told >= (_TELLING if prospect.z < self._bar + _WELL else _TELLING_LESS)

    def _fit(self, prospect: Prospect, evidence: Evidence) -> float:
        """How well it answers, from 0 to 1: by standing out, by many words, or by some of both."""
        told = self._told(prospect, evidence)
        by_chance = (prospect.z - self._bar) / _SCALE * min(1.0, told)
        by_words = self._by_words(prospect.need, evidence) * min(1.0, told)
        standing = _WORDS * self._far(prospect.z) * (0.5 + told) / 1.5
        return min(1.0, max(0.0, by_chance, by_words, standing))

    def _told(self, prospect: Prospect, evidence: Evidence) -> float:
        """How much the words that match say: most what the need begins with, before a comma.

        A single word that may match by chance says less, the more so the commoner it is.
        """
        field = prospect.by.texts[evidence.passage].field
        need = prospect.need
        head = need.head or _HEAD.split(need.phrase.text, maxsplit=1)[0]
        told = sum(
            self._telling(match) * (1 if match.asked in head else _BEHIND)
            for match in evidence.matches
        )
        single = len(evidence.matches) == 1 and self._by_chance(evidence, field)
        alone = self._telling(evidence.matches[0]) ** 2 if single else 1.0
        return alone * _SAYS.get(field, 1.0) * min(1.0, told)

    def _telling(self, match: Match) -> float:
        """How much a match says; one of a place at which somebody of the book lives, less."""
        there = {fold(match.asked), fold(match.found)} & self._lived_at
        return match.telling * (_PLACE if there else 1.0)

    def _by_chance(self, evidence: Evidence, field: Field) -> bool:
        """Whether a single word of a sentence, or one that is merely near, may match by chance."""
        return field in TOLD or evidence.matches[0].how == "near"

    def _by_words(self, need: Need, evidence: Evidence) -> float:
        """Two words of a need, or the only one that says anything, are something by themselves."""
        telling = len(telling_stems(need.phrase.text, self.engine.spoken))
        same = sum(match.how == "same" for match in evidence.matches)
        return _WORDS * min(1.0, same / telling) if telling and same >= min(2, telling) else 0.0


class _Spent:
    """How many introductions were begun for a need, by the reasons that were written for them."""

    def __init__(self, network: Network, languages: Languages) -> None:
        self._languages = languages
        reasons: dict[str, list[frozenset[str]]] = defaultdict(list)
        for act in network.introductions:
            if not (act.asked or act.made or act.met):
                continue
            for who, because in act.because:
                if who.person:
                    reasons[who.person].append(telling_stems(because, languages))
        self._reasons: Mapping[str, Sequence[frozenset[str]]] = reasons

    def on(self, need: Need) -> int:
        wanted = telling_stems(need.phrase.text, self._languages)
        enough = max(1, (len(wanted) + 1) // 2)
        return sum(len(wanted & told) >= enough for told in self._reasons.get(need.person, ()))


def bar(everyone: int) -> float:
    """What the luckiest of so many would reach by chance; less where so few cannot reach it."""
    if everyone < 2:
        return 0.0
    return min(_SPREAD * sqrt(2 * log(everyone)), 0.4 * sqrt(everyone - 1))
