"""The texts by which people are found, and how a piece of them is quoted.

A person is found by offers, knows, interests and introduction offers, by role, organisation and
languages, and by what notes and the log of the last year say of them; a contact of a roster by role
and organisation alone. What is asked are needs, and what notes and log say that somebody looks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, get_args

from kithbook.book.contact import Contact
from kithbook.book.model import Person, Phrase
from kithbook.book.network import Network
from kithbook.insight.person_texts import (
    PersonText,
    contact_texts,
    given_texts,
    notes_of,
    said_apart,
)
from kithbook.insight.sentences import phrases_said, sought_in
from kithbook.matching.languages import Languages
from kithbook.matching.matched_words import Evidence, Match
from kithbook.matching.stems import folded_words
from kithbook.suggestions.suggestion import SOUGHT, Field, Quote
from kithbook.suggestions.two_needs import seeks_a_seeker
from kithbook.text.dates import Span

_FIELDS: Mapping[str, Field] = MappingProxyType(
    {"interest": "interests", **{field: field for field in get_args(Field) if field not in SOUGHT}}
)
GLADLY: frozenset[Field] = frozenset({"offers", "introduce: to", "introduce: because"})
LATELY = Span(1, "years")
"""How long a line of the log speaks of what somebody is, does and looks for."""
_REACH, _ENOUGH = 240, 45
_OWN_DOINGS = frozenset({"promised", "awaiting", "gave", "thanks"})
LIKED: frozenset[Field] = frozenset({"interests", "knows"})
TOLD: frozenset[Field] = frozenset({"notes", "log"})
"""What the owner tells of somebody, in sentences."""
_BESIDE: frozenset[Field] = SOUGHT | {"log"}


class FieldText(NamedTuple):
    """One text of a person or contact, and the field that it stands in."""

    field: Field
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Need:
    """One open need, of whom; its field is `needs`, or `sought` where notes or log say so.

    `head` are the words that say what it is, where others before it say what it is about.
    """

    person: str
    phrase: Phrase
    field: Field = "needs"
    head: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other."""
        return (self.person, self.phrase.text)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to be found, a person by id, or a contact by name, and what they look for."""

    id: str
    texts: tuple[FieldText, ...]
    contact: Contact | None = None
    needs: tuple[Need, ...] = ()

    @property
    def document(self) -> tuple[str, ...]:
        """The passages that last, as the engine reads them."""
        return tuple(text.phrase.text for text in self.texts if text.field not in _BESIDE)

    @property
    def beside(self) -> tuple[str, ...]:
        """Those of the log, and needs that others may answer; they stand behind the others."""
        return tuple(text.phrase.text for text in self.texts if text.field in _BESIDE)

    def apart(self) -> tuple[tuple[int, ...], ...]:
        """The passages of what they are and give, those of the notes, and those of the log."""
        found: dict[Field, list[int]] = {"notes": [], "log": []}
        own: list[int] = []
        for at, text in enumerate(self.texts):
            if text.field not in SOUGHT:
                found.get(text.field, own).append(at)
        return tuple(map(tuple, (own, *found.values())))

    def sought(self) -> tuple[tuple[int, str], ...]:
        """The needs that other needs may answer, each with its passage."""
        each = enumerate(self.texts)
        return tuple((at, text.phrase.text) for at, text in each if text.field in SOUGHT)

    def gladly(self) -> tuple[int, ...]:
        """The passages of what is given gladly."""
        return tuple(at for at, text in enumerate(self.texts) if text.field in GLADLY)


Known = Callable[[Network, Person], Candidate | None]
"""What was read of somebody on the same day, where it would be read so again."""


def candidates(
    network: Network, today: date, *, contacts: bool = False, known: Known | None = None
) -> tuple[Candidate, ...]:
    """Everyone with a file by id, then, where asked for, the contacts without one by place.

    The quiet give nothing and are not here.
    """
    awake = (one for one in network.people.values() if not one.quiet)
    people = sorted(awake, key=lambda one: one.id)
    before = known or (lambda *_: None)
    found = [before(network, one) or _candidate(network, one, today) for one in people]
    if contacts:
        rows = (row for row in network.contacts if row.person is None)
        found += [
            Candidate(row.name, _found_by(_quotable(row), today), row)
            for row in sorted(rows, key=lambda row: (row.at, row.name))
        ]
    return tuple(found)


def _candidate(network: Network, person: Person, today: date) -> Candidate:
    late = tuple(_of_late(person, today))
    asked = tuple(_needs_of(network, person, late, today))
    texts = (
        *_found_by(_lasting(network, person), today),
        *_happened(late),
        *(FieldText(one.field, one.phrase) for one in asked if seeks_a_seeker(one.phrase.text)),
    )
    return Candidate(person.id, texts, None, asked)


def _lasting(network: Network, person: Person) -> Iterator[PersonText]:
    yield from given_texts(person)
    yield from (PersonText("notes", phrase) for phrase in notes_of(network, person))


def _found_by(texts: Iterable[PersonText], today: date) -> tuple[FieldText, ...]:
    kept = (text for text in texts if text.field in _FIELDS)
    told = (text for text in said_apart(kept) if text.said == "told" and text.phrase.holds(today))
    return tuple(FieldText(_FIELDS[text.field], text.phrase) for text in told)


def _happened(late: Iterable[Phrase]) -> Iterator[FieldText]:
    """What the log tells of them."""
    for phrase in late:
        yield from (FieldText("log", one) for one, said in phrases_said(phrase) if said == "told")


def _of_late(person: Person, today: date) -> Iterator[Phrase]:
    """The entries of the last year that tell of a person alone, and not of what the owner did."""
    since = today - LATELY
    for entry in person.log:
        if (
            entry.text
            and len(entry.people) == 1
            and entry.kind not in _OWN_DOINGS
            and since < entry.day <= today
        ):
            yield Phrase(entry.text, entry.at)


def needs(network: Network, today: date, people: Iterable[str]) -> tuple[Need, ...]:
    """The open needs of some people, by person and place; those of notes behind the others."""
    asked = (network.people[person] for person in people)
    return tuple(
        need for one in asked for need in _needs_of(network, one, _of_late(one, today), today)
    )


def _needs_of(
    network: Network, person: Person, late: Iterable[Phrase], today: date
) -> Iterator[Need]:
    yield from (Need(person.id, phrase) for phrase in person.needs if phrase.holds(today))
    for notes in notes_of(network, person):
        for phrase, head in sought_in(notes, _REACH, _ENOUGH):
            yield Need(person.id, phrase, "sought", head)
    for entry in late:
        for phrase, head in sought_in(entry, _REACH):
            yield Need(person.id, phrase, "sought", head)


def telling_stems(text: str, languages: Languages) -> frozenset[str]:
    """The stems of the words of a text that say something, in the language of the text."""
    analyzer = languages.analyzers[languages.of(text)]
    words = (word for word in folded_words(text) if len(word) > 1 and not analyzer.silent(word))
    return frozenset(map(analyzer.stem, words))


def quote(
    person: str, text: FieldText, words: Iterable[str], span: tuple[int, int] | None = None
) -> Quote:
    """A piece of a text as its line has it: the span, or the piece with most of the words.

    `words` are the matched words that the piece should show.
    """
    phrase = text.phrase
    if not phrase.pieces:
        start, end = span or (0, len(phrase.text))
        return Quote(person, text.field, phrase.text[start:end], phrase.at)
    shown = tuple(words)
    piece, at = max(
        phrase.pieces, key=lambda each: (sum(word in each[0] for word in shown), len(each[0]))
    )
    return Quote(person, text.field, piece, at)


def quote_found(
    person: str, text: FieldText, evidence: Evidence
) -> tuple[Quote, tuple[Match, ...]]:
    """The quote that evidence points to, with the matches that stand in it."""
    span = (evidence.start, evidence.end)
    made = quote(person, text, (match.found for match in evidence.matches), span)
    return made, tuple(match for match in evidence.matches if match.found in made.text)


def _quotable(row: Contact) -> Iterator[PersonText]:
    """Role and organisation; what is written with doubled quotes could not be quoted exactly."""
    return (text for text in contact_texts(row) if '"' not in text.phrase.text)
