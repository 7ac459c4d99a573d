"""Which of a person's public words they agreed to: changed words wait for a new date.

The consent keeps the words under `agreed`. One that does not yet, for its date, is read beside the
airlock, which holds the words that went out under that date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kithbook.airlock.disclosed import DisclosedItem
from kithbook.book.consent import Consent
from kithbook.book.model import Person
from kithbook.disclosure.public_texts import PublicText, item_of, public_texts
from kithbook.text.words import one_form


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """A person whose consent holds: the texts that stand, those that wait, what was agreed to.

    `noted` says that the consent itself keeps the words for its date, with their digest.
    """

    person: Person
    given: Consent
    agreed: tuple[PublicText, ...]
    waiting: tuple[PublicText, ...] = ()
    words: tuple[str, ...] = ()
    noted: bool = False

    @property
    def to_note(self) -> tuple[str, ...] | None:
        """The words that the consent should keep from now on; None where it does already."""
        if self.noted or not (self.agreed or self.waiting):
            return None
        return tuple(dict.fromkeys((*(public.text for public in self.agreed), *self.words)))


def standings(
    people: Iterable[Person], today: date, airlock: Iterable[DisclosedItem] | None = None
) -> Iterator[ConsentStanding]:
    """Everybody whose consent holds on a day.

    Without an airlock to compare with, words that no consent keeps count as agreed to.
    """
    known = tuple(people)
    covered = tuple(_covered(known, today))
    held = {_key(item): item for item in airlock or () if item.kind != "number"}
    ours = {(public.kind, one_form(public.text)) for public in public_texts(known)}
    orphans = [item for key, item in held.items() if key[:2] not in ours]
    claims = Counter(
        _key(item) for given, texts in covered for item in _formerly(given, texts, orphans)
    )
    for given, texts in covered:
        yield _standing(given, texts, held, _formerly(given, texts, orphans), claims)


Covered = tuple[Consent, tuple[PublicText, ...]]
_Key = tuple[str, str, date | None]


def _covered(people: Iterable[Person], today: date) -> Iterator[Covered]:
    for person in people:
        if given := person.consents(today):
            texts = public_texts((person,))
            if shown := tuple(public for public in texts if public.allowed_by in given.shows):
                yield given, shown


def _standing(
    given: Consent,
    texts: tuple[PublicText, ...],
    held: Mapping[_Key, DisclosedItem],
    formerly: tuple[DisclosedItem, ...],
    claims: Mapping[_Key, int],
) -> ConsentStanding:
    person = texts[0].person
    if given.kept is not None:
        agreed = tuple(public for public in texts if given.covers(public.text))
        noted = given.agreed is not None and given.agreed.digest != ""
        return _parted(given, texts, agreed, given.kept, noted=noted)
    shown = tuple(public for public in texts if _key(item_of(public, given)) in held)
    if shown:
        return _parted(given, texts, shown, ())
    if formerly and given.agreed is None:
        words = tuple(item.text for item in formerly if claims[_key(item)] == 1)
        return ConsentStanding(person, given, (), texts, words)
    return ConsentStanding(person, given, texts)


def _parted(
    given: Consent,
    texts: tuple[PublicText, ...],
    agreed: tuple[PublicText, ...],
    words: tuple[str, ...],
    *,
    noted: bool = False,
) -> ConsentStanding:
    waiting = tuple(public for public in texts if public not in agreed)
    said = words or tuple(public.text for public in agreed)
    return ConsentStanding(texts[0].person, given, agreed, waiting, said, noted)


def _formerly(
    given: Consent, texts: tuple[PublicText, ...], orphans: Iterable[DisclosedItem]
) -> tuple[DisclosedItem, ...]:
    """Items of the airlock that nobody's words are any more, and that could have been theirs."""
    forms = {_form(item_of(public, given)) for public in texts}
    return tuple(item for item in orphans if _form(item) in forms)


def _key(item: DisclosedItem) -> _Key:
    return item.kind, one_form(item.text), item.consent


def _form(item: DisclosedItem) -> tuple[str, str, date | None, date | None]:
    return item.kind, item.name, item.consent, item.until
