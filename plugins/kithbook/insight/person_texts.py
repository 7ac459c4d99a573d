"""All that is written about somebody, text by text: the field and the place of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kithbook.book.contact import Contact
from kithbook.book.folder_files import is_yaml
from kithbook.book.model import Person, Phrase
from kithbook.book.network import Network
from kithbook.insight.sentences import Said, phrases_said
from kithbook.language.meant_words import names_beside
from kithbook.text.problems import Location


class PersonText(NamedTuple):
    """One text about somebody, the field that it stands in, and what it says of them."""

    field: str
    phrase: Phrase
    said: Said = "told"
    also: str = ""

    @property
    def searched(self) -> str:
        """The text as it is searched, with what it is called otherwise."""
        return f"{self.phrase.text} {self.also}" if self.also else self.phrase.text


def person_texts(network: Network, person: Person) -> Iterator[PersonText]:
    """The texts about a person: names, then what they give and like, and the log last."""
    yield from lasting_texts(network, person)
    for entry in network.entries_with(person.id):
        if entry.text:
            yield PersonText("log", Phrase(entry.text, entry.at))


def lasting_texts(network: Network, person: Person) -> Iterator[PersonText]:
    """The same without the log, which tells what happened."""
    words = (
        ("name", "name", (person.name,)), ("name", "aliases", person.aliases),
        ("circle", "circle", (person.circle or "",)), ("vouch", "vouch", (person.vouch or "",)),
        ("tag", "tags", _with_those_above(person.tags)),
    )  # fmt: skip
    for field, key, texts in words:
        at = [place for name, place in person.places if name == key]
        told = [text for text in texts if text]
        places = at if len(at) == len(told) else [next(iter(at), person.at)] * len(told)
        for text, place in zip(told, places, strict=True):
            yield PersonText(field, Phrase(text, place))
    yield from given_texts(person)
    yield from (PersonText("needs", phrase) for phrase in person.needs)
    if person.born:
        yield PersonText("born", Phrase(str(person.born), person.born_at or person.at))
    yield from (PersonText("how we met", phrase) for _, phrase in person.met.phrases)
    if through := person.met.through:
        yield PersonText("through", Phrase(through.text, through.at))
        if through.person:
            yield PersonText("through", Phrase(network.name_of(through.person), through.at))
    yield from (PersonText("notes", phrase) for phrase in notes_of(network, person))


def given_texts(person: Person) -> Iterator[PersonText]:
    """What the keys of a file say of what somebody gives, likes and is."""
    lists = (
        ("offers", person.offers), ("knows", person.knows), ("interest", person.interests)
    )  # fmt: skip
    yield from (PersonText(field, phrase) for field, phrases in lists for phrase in phrases)
    for offer in person.introduce:
        yield from (PersonText(f"introduce: {key}", phrase) for key, phrase in offer.phrases)
    yield from (PersonText(key, phrase) for key, phrase in person.phrases)


def notes_of(network: Network, person: Person) -> Iterator[Phrase]:
    """The notes of a person, each whole."""
    if person.notes:
        yield Phrase(person.notes, _notes_at(person))
    yield from (Phrase(aside.text, aside.at) for aside in network.asides_of(person.id))


def _with_those_above(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags, and `friend` too where one is `friend/close`."""
    parts = [tag.split("/") for tag in tags]
    every = ("/".join(one[: count + 1]) for one in parts for count in range(len(one)))
    return tuple(dict.fromkeys((*tags, *every)))


def contact_texts(contact: Contact) -> Iterator[PersonText]:
    """The texts about a contact of a roster."""
    for field in ("name", "role", "org", "place"):
        if text := getattr(contact, field):
            yield PersonText(field, Phrase(text, contact.at))


def row_texts(contact: Contact) -> Iterator[PersonText]:
    """The texts of a contact that only a search reads: other names, labels, birthday, notes."""
    yield from (PersonText("name", Phrase(alias, contact.at)) for alias in contact.aliases)
    yield from (PersonText("tag", Phrase(tag, contact.at)) for tag in contact.tags)
    if contact.born:
        yield PersonText("born", Phrase(str(contact.born), contact.at))
    if contact.notes:
        yield PersonText("notes", Phrase(contact.notes, contact.at))


def roster_texts(network: Network, *, wide: bool = False) -> Mapping[str, tuple[PersonText, ...]]:
    """What the rows of rosters say of the work and place of people with a file, by id.

    A `wide` one has what only a search reads too.
    """
    found: dict[str, tuple[PersonText, ...]] = {}
    for contact in network.contacts:
        if contact.person is not None:
            texts = (*contact_texts(contact), *(row_texts(contact) if wide else ()))
            said = (text for text in texts if text.field != "name" or wide)
            found[contact.person] = (*found.get(contact.person, ()), *said)
    return found


def said_apart(texts: Iterable[PersonText]) -> Iterator[PersonText]:
    """The same, with notes and entries apart by what their sentences say.

    Needs are sought, and a language that is spoken has its other names beside it.
    """
    for text in texts:
        if text.field == "needs":
            yield text._replace(said="sought")
        elif text.field in ("notes", "log"):
            for phrase, said in phrases_said(text.phrase):
                yield PersonText(text.field, phrase, said)
        elif text.field == "languages":
            yield text._replace(also=names_beside(text.phrase.text))
        else:
            yield text


def in_fields(texts: Iterable[PersonText], fields: Sequence[str]) -> tuple[PersonText, ...]:
    """Those in some fields, in the order of the fields."""
    found = (text for text in texts if text.field in fields)
    return tuple(sorted(found, key=lambda text: fields.index(text.field)))


def _notes_at(person: Person) -> Location:
    at = person.notes_at or person.at
    # A text over several lines of a .yml file begins below its key.
    below = is_yaml(person.path) and "\n" in person.notes
    return at._replace(line=at.line + 1, column=1) if below else at
