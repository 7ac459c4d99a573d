"""The texts that people's files hold for the public page, and each as an item of the airlock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.airlock.disclosed import DisclosedItem, Kind
from kithbook.book.consent import Consent
from kithbook.book.model import Person
from kithbook.text.problems import Location
from kithbook.text.unseen import without_unseen
from kithbook.text.words import fold


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


def public_texts(people: Iterable[Person]) -> Iterator[PublicText]:
    """Each text that is meant for the public page."""
    for person in people:
        for offer in person.introduce:
            if offer.public:
                yield PublicText(person, "introduction", offer.public, offer.at)
        if person.public and person.public_at:
            yield PublicText(person, "recommendation", person.public, person.public_at)


def contradicted(people: Iterable[Person]) -> dict[str, Person]:
    """Whose consent another file of the same person ends or leaves in doubt, by id.

    Namesakes are two people only where their e-mail addresses tell them apart.
    """
    known = tuple(people)
    ended: dict[tuple[str, ...], list[Person]] = {}
    for one in known:
        given = one.consent
        if given and (given.unclear or given.withdrawn):
            ended.setdefault(_called(one), []).append(one)
    found = {}
    for one in known:
        others = (other for other in ended.get(_called(one), ()) if other.path != one.path)
        if other := next((other for other in others if not _told_apart(one, other)), None):
            found[one.id] = other
    return found


def _called(person: Person) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"[^\W_]+", fold(without_unseen(person.name)))))


def _told_apart(one: Person, other: Person) -> bool:
    ours, theirs = ({fold(each) for each in person.reach.emails} for person in (one, other))
    return bool(ours and theirs and ours.isdisjoint(theirs))


def item_of(public: PublicText, given: Consent) -> DisclosedItem:
    """A text as the airlock holds it under a consent."""
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
