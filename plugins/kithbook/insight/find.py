"""Finding people: which of them a query matches, and the words that say why.

Words match from the beginning of a word, without regard to case, accents and punctuation;
`tag:`, `circle:` and `vouch:` match as a whole. The synonyms of the settings stand for each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kithbook.book.contact import Contact
from kithbook.book.kept_people import may_hold
from kithbook.book.model import Person, Phrase, Settings
from kithbook.book.network import Network
from kithbook.insight.keepup import State, keep_up
from kithbook.insight.person_texts import (
    PersonText,
    contact_texts,
    in_fields,
    person_texts,
    roster_texts,
    row_texts,
)
from kithbook.insight.query import (
    And,
    Due,
    Everyone,
    InField,
    Last,
    Not,
    Or,
    PlainWord,
    Query,
    key,
)
from kithbook.insight.reaching import address_asked, address_fits, number_fits, number_in, ways_of
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location
from kithbook.text.words import fold, run_together, spelt_out

_FIELDS = (
    "name", "org", "role", "place", "circle", "vouch", "tag", "interest", "knows", "needs",
    "offers", "born", "how we met", "through", "notes", "log",
)  # fmt: skip
_WHOLE = frozenset(("tag", "circle", "vouch"))
_FIELD_ONLY = frozenset(("circle", "vouch", "through"))
_DUE: Mapping[str, tuple[State, ...]] = MappingProxyType(
    {"soon": ("due soon",), "due": ("due", "long due"), "long": ("long due",)}
)
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class QueryHit:
    """Why a query matches: the field, its words quoted, and what was asked."""

    field: str
    quote: str
    asked: str
    at: Location | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody as queries see them: a person with a file, or a contact of a roster."""

    name: str
    person: str | None
    contact: Contact | None
    texts: tuple[PersonText, ...]
    met: str = ""
    last: date | None = None
    state: State = "untracked"
    reached: tuple[PersonText, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody a query matches, and why."""

    name: str
    person: str | None
    contact: Contact | None
    hits: tuple[QueryHit, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What matching needs to know beside the query."""

    today: date
    synonyms: Mapping[str, tuple[str, ...]]


def find(network: Network, query: Query, today: date) -> tuple[PersonFound, ...]:
    """Whom a query matches: people before contacts, names before other fields, then by name."""
    reader = _Reader(today, _synonyms(network.settings))
    network = _with_those_who_may(network, query, reader)
    found = [
        PersonFound(subject.name, subject.person, subject.contact, tuple(dict.fromkeys(hits)))
        for subject in subjects(network, today)
        if (hits := _hits(query, subject, reader)) is not None
    ]
    return tuple(sorted(found, key=_order))


def _with_those_who_may(network: Network, query: Query, reader: _Reader) -> Network:
    """The book without the people whom a word cannot be about, since no file of theirs has it.

    Theirs are their own, and each in which somebody else's entry is also of them.
    """
    if not isinstance(query, PlainWord) or number_in(query.text) or address_asked(query.text):
        return network
    words = (key(query.text), *reader.synonyms.get(key(query.text), ()))
    longest = [max(word.split(), key=len, default="") for word in words]
    if not all(one.isascii() and one.isalpha() for one in longest):
        return network
    about = {one.person for one in network.contacts}
    about |= {who for entry in network.journal for who in entry.ids}
    about |= {mention.person for aside in network.journal_asides for mention in aside.mentions}
    for one in network.people.values():
        apart = "'" in " ".join((one.name, *one.aliases))  # "oneil" is found in O'Neil
        if apart or any(may_hold(one, word) for word in longest):
            about |= {one.id, *(who for entry in one.log for who in entry.ids)}
    people = {one.id: one for one in network.people.values() if one.id in about}
    return replace(network, people=people)


def matches(query: Query, subject: Subject, settings: Settings, today: date) -> bool:
    """Whether a query matches somebody."""
    return hits_in(query, subject, settings, today) is not None


def hits_in(
    query: Query, subject: Subject, settings: Settings, today: date
) -> tuple[QueryHit, ...] | None:
    """Why a query matches somebody, or None when it does not."""
    return _hits(query, subject, _Reader(today, _synonyms(settings)))


def subjects(network: Network, today: date) -> Iterator[Subject]:
    """Everyone to be found: people with a file, then the contacts without one."""
    rows = roster_texts(network, wide=True)
    ways: dict[str, tuple[PersonText, ...]] = {}
    for contact in network.contacts:
        if contact.person:
            ways[contact.person] = (*ways.get(contact.person, ()), *reached_in_roster(contact))
    for person in network.people.values():
        standing = keep_up(network, person.id, today)
        yield Subject(
            person.name,
            person.id,
            None,
            in_fields((*person_texts(network, person), *rows.get(person.id, ())), _FIELDS),
            str(person.met.on or ""),
            standing.last.day if standing.last else None,
            standing.state,
            (*_reached(person), *ways.get(person.id, ())),
        )
    for contact in network.contacts:
        if contact.person is None or contact.person not in network.people:
            texts = in_fields((*contact_texts(contact), *row_texts(contact)), _FIELDS)
            reached = tuple(reached_in_roster(contact))
            yield Subject(contact.name, None, contact, texts, reached=reached)


def _reached(person: Person) -> Iterator[PersonText]:
    """The addresses and numbers of somebody, with their places."""
    for one in ways_of(person.reach, person.at):
        yield PersonText(one.key, Phrase(one.text, one.at))


def reached_in_roster(contact: Contact) -> Iterator[PersonText]:
    """The addresses and numbers of a contact."""
    for field, texts in (("email", contact.emails), ("phone", contact.phones)):
        for text in texts:
            yield PersonText(field, Phrase(text, contact.at))


def _hits(query: Query, subject: Subject, reader: _Reader) -> tuple[QueryHit, ...] | None:
    """Why a query matches, or None when it does not; a negation matches without a reason."""
    match query:
        case Everyone():
            return ()
        case Not():
            return () if _hits(query.query, subject, reader) is None else None
        case And():
            return _all_hits(query, subject, reader)
        case Or():
            return _any_hits(query, subject, reader)
        case Last() | Due() | InField(name="met"):
            fact = _fact(query, subject, reader.today)
            return (QueryHit(*fact, str(query)),) if fact else None
        case InField() | PlainWord():
            return _text_hits(query, subject, reader)


def _all_hits(query: And, subject: Subject, reader: _Reader) -> tuple[QueryHit, ...] | None:
    found: list[QueryHit] = []
    for part in query.parts:
        hits = _hits(part, subject, reader)
        if hits is None:
            return None
        found += hits
    return tuple(found)


def _any_hits(query: Or, subject: Subject, reader: _Reader) -> tuple[QueryHit, ...] | None:
    every = [_hits(part, subject, reader) for part in query.parts]
    kept = [hits for hits in every if hits is not None]
    return tuple(hit for hits in kept for hit in hits) if kept else None


def _fact(query: Last | Due | InField, subject: Subject, today: date) -> tuple[str, str] | None:
    """The field and its value, where one that is no text matches."""
    if isinstance(query, Last):
        last = subject.last.isoformat() if subject.last else "never"
        return ("last", last) if _last(query, subject, today) else None
    if isinstance(query, Due):
        return ("due", subject.state) if subject.state in _DUE[query.when] else None
    fits = f"{subject.met}-".startswith(f"{query.text}-")
    return ("met", subject.met) if fits and subject.met else None


def _last(query: Last, subject: Subject, today: date) -> bool:
    """Who was never spoken to is neither longer nor less long ago."""
    if query.span is None or subject.last is None:
        return query.span is None and subject.last is None
    edge = query.span.before(today)
    return subject.last < edge if query.than == ">" else subject.last > edge


def _text_hits(
    query: InField | PlainWord, subject: Subject, reader: _Reader
) -> tuple[QueryHit, ...] | None:
    asked, spelt = key(query.text), key(spelt_out(query.text))
    wanted = (asked, *((spelt,) if spelt else ()), *reader.synonyms.get(asked, ()))
    hits: dict[str, QueryHit] = {}
    for text in subject.texts:
        field, phrase = text.field, text.phrase
        if field in hits or not _looks_in(query, field):
            continue
        found = next((word for word in wanted if _stands_in(word, text)), None)
        if found is not None:
            hits[field] = QueryHit(field, _quote(phrase.text, found), str(query), phrase.at)
    if isinstance(query, PlainWord):
        for one in _reached_by(query, subject):
            hits.setdefault(one.field, one)
    return tuple(hits.values()) or None


def _reached_by(query: PlainWord, subject: Subject) -> Iterator[QueryHit]:
    """The number or address of somebody that a word is, or is a part of."""
    number, address = number_in(query.text), address_asked(query.text)
    for one in subject.reached if number or address else ():
        phone = one.field == "phone"
        text = one.phrase.text
        fits = number_fits(number, text) if phone and number else False
        if fits or (address and not phone and address_fits(address, text)):
            yield QueryHit(one.field, text, str(query), one.phrase.at)


def _looks_in(query: InField | PlainWord, field: str) -> bool:
    return field == query.name if isinstance(query, InField) else field not in _FIELD_ONLY


def _stands_in(word: str, said: PersonText) -> bool:
    text = said.phrase.text
    # Most texts hold nothing like it, and are known by that in a tenth of the time.
    if (
        said.field != "name"
        and f"{word}{text}".isascii()
        and word.partition(" ")[0] not in text.lower()
    ):
        return False
    text = key(text)
    if said.field in _WHOLE:
        return word == text
    if said.field == "name":
        for other in (spelt_out(said.phrase.text), run_together(said.phrase.text)):
            text = f"{text}\n {key(other)}" if other else text
    # Scripts that put no spaces between words have no beginnings of words to match.
    return word in text if max(word) >= "\u2e80" else f" {word}" in f" {text}"


def _quote(text: str, word: str) -> str:
    """The line that holds the word, cut to a readable length."""
    lines = [line for line in links_as_names(text).splitlines() if line.strip()]
    line = next((line for line in lines if word in key(line)), " ".join(lines)).strip()
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def _synonyms(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """Each word with all that stand for the same, whichever of them was asked for."""
    same: dict[str, dict[str, None]] = {}
    for main, others in settings.synonyms:
        words = [key(word) for word in (main, *others)]
        for word in words:
            same.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: tuple(w for w in others if w and w != word) for word, others in same.items()}


def _order(found: PersonFound) -> tuple[bool, bool, str, str, Location]:
    by_name = any(hit.field == "name" for hit in found.hits)
    at = found.contact.at if found.contact else Location("")
    return (found.person is None, not by_name, fold(found.name), found.person or "", at)
