"""The public projection of a network, by allow-list.

Only what is named here can ever become public: each item is made field by field, and a key added
to people's files changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Consent, Introduction, Person, Settings
from kithbook.book.network import Network
from kithbook.public.airlock import KINDS, DisclosedItem, Kind
from kithbook.text.problems import Location
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_]+")
_LEAST_PART, _MOST_PARTS = 3, 6
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PublicText:
    """A text that a person's file holds for the public page, consent or not."""

    person: Person
    kind: Kind
    text: str
    at: Location

    @property
    def allowed_by(self) -> str:
        """The word in `consent.shows` that lets it out."""
        return "introduce" if self.kind == "introduction" else "public"


def project(network: Network, today: date) -> tuple[DisclosedItem, ...]:
    """Everything that may be shown on a day, in the order of the airlock."""
    people = tuple(network.people.values())
    items = [
        *disclosed_of(people, today),
        *numbers(network.introductions, network.settings, today),
    ]
    return tuple(sorted(dict.fromkeys(items), key=_order))


def disclosed_of(
    people: Iterable[Person], today: date, others: Iterable[Named] = ()
) -> Iterator[DisclosedItem]:
    """What people agreed to have shown; a text that names somebody who did not agree stays.

    `others` are further people who did not agree to be named, as (id, name).
    """
    known = tuple(people)
    unnamed = unnamed_people(known, today, others)
    for public in public_texts(known):
        given = public.person.consent
        if given is None or not given.holds(today) or public.allowed_by not in given.shows:
            continue
        if not named_without_consent(public, unnamed):
            yield _item(public, given)


def public_texts(people: Iterable[Person]) -> Iterator[PublicText]:
    """Each text that is meant for the public page."""
    for person in people:
        for offer in person.introduce:
            if offer.public:
                yield PublicText(person, "introduction", offer.public, offer.at)
        if person.public and person.public_at:
            yield PublicText(person, "recommendation", person.public, person.public_at)


def unnamed_people(
    people: Iterable[Person], today: date, others: Iterable[Named] = ()
) -> Mapping[str, str]:
    """The ids and names that may not be shown, as plain words, each with the name it means."""
    hidden = [(one.id, one.name) for one in people if not _may_be_named(one, today)]
    return {_plain(text): name for id_, name in (*hidden, *others) for text in (id_, name)}


def named_without_consent(public: PublicText, unnamed: Mapping[str, str]) -> str:
    """The name of somebody whom a public text names without their consent, or nothing."""
    person = public.person
    said = _WORD.findall(fold(public.text))
    plain = f" {' '.join(said)} "
    if _plain(person.name) in unnamed:
        own = (person.name, person.id, *person.aliases)
        if any(_plain(name) in plain for name in own) or _part_of(person.name, public.text):
            return person.name
    runs = (
        f" {' '.join(said[start : start + length])} "
        for start in range(len(said))
        for length in range(2, min(_MOST_PARTS, len(said) - start) + 1)
    )
    return next((unnamed[run] for run in runs if run in unnamed), "")


def is_count(text: str, words: str) -> bool:
    """Whether a text is the owner's sentence about a number, with some number in it."""
    pattern = re.escape(words).replace(re.escape("{number}"), "[0-9]+")
    return bool(words) and re.fullmatch(pattern, text) is not None


def numbers(
    introductions: Iterable[Introduction], settings: Settings, today: date
) -> Iterator[DisclosedItem]:
    """Numbers about the owner's own doing, where the settings have words for them."""
    words = settings.disclose_introductions
    made = sum(
        one.made is not None and one.made.year == today.year and one.made.earliest() <= today
        for one in introductions
    )
    if words and made:
        until = date(today.year, 12, 31)
        yield DisclosedItem("number", words.replace("{number}", str(made)), until=until)


def _item(public: PublicText, given: Consent) -> DisclosedItem:
    person = public.person
    return DisclosedItem(
        kind=public.kind,
        text=public.text,
        name=person.name if "name" in given.shows else "",
        link=_link(person) if "link" in given.shows else "",
        consent=given.on.earliest() if given.on else None,
        until=given.until.latest() if given.until else None,
        at=public.at,
    )


def _link(person: Person) -> str:
    """The person's own web page, where it is an address that a page can link to."""
    web = person.reach.web
    return web if re.fullmatch(r"https?://[^\s/.]+\.\S+", web, re.IGNORECASE) else ""


def _order(item: DisclosedItem) -> tuple[int, str, str, str]:
    return KINDS.index(item.kind), fold(item.text), item.text, item.name


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _may_be_named(person: Person, today: date) -> bool:
    given = person.consent
    return given is not None and given.holds(today) and "name" in given.shows


def _part_of(name: str, text: str) -> bool:
    """Whether a part of a name stands in a text as the name writes it: Rose, and not rose."""
    parts = {part for part in _WORD.findall(name) if len(part) >= _LEAST_PART}
    return not parts.isdisjoint(word for word in _WORD.findall(text) if word[0].isupper())
