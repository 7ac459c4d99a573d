"""Who do I know who…: everyone ranked for a question, each with the line that answers it.

It is only finding: whom one would introduce is asked elsewhere. Nobody is shown of whom no word
answers the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kithbook.book.contact import Contact
from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.insight.person_texts import (
    PersonText,
    contact_texts,
    in_fields,
    person_texts,
    roster_texts,
    said_apart,
)
from kithbook.insight.sentences import Said
from kithbook.language.meant_words import in_other_words
from kithbook.matching.config import SHIPPED, Config
from kithbook.matching.matched_words import Evidence, Match
from kithbook.matching.ranking import Engine, Ranked
from kithbook.suggestions.answering import AskedWords, answering, places_told
from kithbook.text.problems import Location

# In this order: of two lines that answer equally well the earlier is quoted.
FIELDS = (
    "offers", "knows", "interest", "introduce", "role", "org", "languages", "place", "needs",
    "how we met", "notes", "log",
)  # fmt: skip
_LASTING = frozenset(("offers", "knows", "interest", "introduce", "role", "org", "needs"))
_PASSING = frozenset(("how we met", "notes", "log"))
# How much a word has to tell, see `matching.analyzer`.
TELLING, _TELLING_OF_MANY = 0.1, 0.4
# A question may be answered by words less near than those for which two people are introduced.
FINDING = replace(SHIPPED, evidence_from=0.42)
# Of a contact nothing is known but a row, so others come first who stand nearly as high.
THIN = 0.5
BESIDE_THE_BEST, _BESIDE_THE_BEST_READER = 0.35, 0.45
_NEAR_COUNTS = 0.5
CROWD, LOOKED_AT = 30, 40
# A browser reckons with other last digits.
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody as questions see them: all that is written about them."""

    name: str
    person: str | None
    contact: Contact | None
    told: tuple[PersonText, ...]

    @property
    def thin(self) -> bool:
        """Whether nothing but a row of a roster is known of them."""
        return self.contact is not None


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """Somebody who answers a question: the field, its words as the file has them, and where.

    `z` says how far they stand above everyone else for this question. Who only looks for the same,
    or no longer does it, stands behind all others: it is `sought` or `denied`.
    """

    who: Someone
    z: float
    field: str
    quote: str
    at: Location
    matches: tuple[Match, ...]
    said: Said = "told"


class Asking:
    """Everyone of a book, indexed once, to be asked many questions."""

    def __init__(self, everyone: Iterable[Someone], engine: Engine) -> None:
        """Takes people with the engine over what is told of them; `ask_of` makes all of it."""
        self.everyone = tuple(everyone)
        self._engine = engine
        self._places = frozenset(places_told(one.told for one in self.everyone))
        # Among few people half of those who answer stand below the average.
        self._crowd = len(self.everyone) >= CROWD

    @property
    def says(self) -> str:
        """What the owner should know about how answers are found; empty when all is there."""
        return self._engine.says

    def answers(
        self, question: str, most: int, may: Callable[[Someone], bool] = lambda _: True
    ) -> tuple[QuestionAnswer, ...]:
        """Who answers best, the best first: only with evidence, and only whom `may` allows."""
        meant = in_other_words(question)
        asked = AskedWords.of(self._engine.telling_words(meant, TELLING), self._places)
        ranked = ((who, hit) for who, hit in self._ranked(meant) if may(who))
        found: list[tuple[bool, float, QuestionAnswer]] = []
        best = 0.0
        for who, hit in islice(ranked, most + LOOKED_AT):
            if self._apart(hit.z, best, BESIDE_THE_BEST):
                break
            one = answering(self._engine, asked, hit.document, who.name, who.told)
            if one is not None:
                # Who looks for the very thing stands highest, and says nothing of who has it.
                best = best if one.behind else max(best, hit.z)
                standing = round(hit.z * one.raised * (THIN if who.thin else 1), _DIGITS)
                found.append((one.behind, -standing, _answer(who, hit.z, one.evidence)))
        found.sort(key=lambda each: each[:2])
        return tuple(answer for _, _, answer in found[:most])

    def readers(self, text: str) -> Iterator[QuestionAnswer]:
        """Whom a longer text would interest, the likeliest first, as far as something says so.

        What somebody likes, knows, offers or needs says so before notes and log do.
        """
        asked = self._engine.telling_words(text, _TELLING_OF_MANY)
        best = 0.0
        for who, hit in islice(self._ranked(text), LOOKED_AT):
            if self._apart(hit.z, best, _BESIDE_THE_BEST_READER):
                return
            for fields, enough in ((_LASTING, 0.5), (_PASSING, 1.0)):
                some = {
                    at
                    for at, told in enumerate(who.told)
                    if told.field in fields and told.said != "denied"
                }
                evidence = self._engine.evidence(asked, hit.document, some)
                if evidence is not None and self._weight(evidence) >= enough:
                    best = max(best, hit.z)
                    yield _answer(who, hit.z, evidence)
                    break

    def _ranked(self, question: str) -> Iterator[tuple[Someone, Ranked]]:
        hits = self._engine.rank(question, len(self.everyone))
        found = [(self.everyone[hit.document], hit) for hit in hits]
        if self._crowd:
            found = [(who, hit) for who, hit in found if hit.z > 0]
        found.sort(key=lambda each: -each[1].z * (THIN if each[0].thin else 1))
        yield from found

    def _apart(self, z: float, best: float, share: float) -> bool:
        return self._crowd and z < best * share

    def _weight(self, evidence: Evidence) -> float:
        found = {match.found: match for match in evidence.matches}
        return sum(
            match.telling * (1 if match.how == "same" else _NEAR_COUNTS) for match in found.values()
        )


def ask_of(everyone: Iterable[Someone], settings: Settings, folder: Path | None = None) -> Asking:
    """Everyone, ready to be asked questions in the words and the language of a book.

    With a `folder` the index of a large book is kept there.
    """
    return _asking(everyone, settings, FINDING, folder)


def read_by(everyone: Iterable[Someone], settings: Settings) -> Asking:
    """Everyone, ready for texts to be shared: only words that are very near count as evidence."""
    return _asking(everyone, settings, SHIPPED, None)


def _asking(
    everyone: Iterable[Someone], settings: Settings, config: Config, folder: Path | None
) -> Asking:
    known = tuple(everyone)
    engine = Engine.of(
        [tuple(each.searched for each in one.told) for one in known],
        language=settings.language,
        synonyms=settings.synonyms,
        config=config,
        folder=folder,
    )
    return Asking(known, engine)


def everyone_in(network: Network) -> Iterator[Someone]:
    """People with a file, then the contacts that have none, both by name."""
    yield from people_in(network)
    for contact in network.strangers:
        yield Someone(contact.name, None, contact, told_in(contact_texts(contact)))


def people_in(network: Network) -> Iterator[Someone]:
    """People with a file, by name; the quiet are found by search alone."""
    rows = roster_texts(network)
    for person in network.everyone:
        if not person.quiet:
            texts = (*person_texts(network, person), *rows.get(person.id, ()))
            yield Someone(person.name, person.id, None, told_in(texts))


def _answer(who: Someone, z: float, evidence: Evidence) -> QuestionAnswer:
    told = who.told[evidence.passage]
    quote, at = _quoted(told, evidence)
    matches = tuple(match for match in evidence.matches if match.found in quote or told.also)
    return QuestionAnswer(who, z, told.field, quote, at, matches, told.said)


def _quoted(told: PersonText, evidence: Evidence) -> tuple[str, Location]:
    """The words of the file, with their own line where a text goes over several."""
    text, at = told.phrase.text, told.phrase.at
    if told.also:
        return text, at
    if told.phrase.pieces:
        found = [match.found for match in evidence.matches]
        return max(told.phrase.pieces, key=lambda each: sum(word in each[0] for word in found))
    start, end = evidence.start, evidence.end
    if lines := text.count("\n", 0, start):
        column = start - text.rfind("\n", 0, start)
        at = at._replace(line=at.line + lines, column=column)
    return text[start:end], at


def told_in(texts: Iterable[PersonText]) -> tuple[PersonText, ...]:
    """What questions read of the texts about somebody, in the order of the fields."""
    named = (text._replace(field=text.field.partition(":")[0]) for text in texts)
    return tuple(said_apart(in_fields(named, FIELDS)))
