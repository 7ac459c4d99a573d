"""The texts that people's files hold for the public page, and each as an item of the airlock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.book.consent import Consent
from kithbook.book.model import Person
from kithbook.public.airlock import DisclosedItem, Kind
from kithbook.text.problems import Location


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
