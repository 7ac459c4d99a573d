"""What a later import means for somebody with a file: keys that are new at the source, or changed.

A key follows the source where it says what the last import said; it is added where neither has had
one. What the owner wrote otherwise stays, and notes and log are no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.roster_links import profile_slug
from kithbook.exchange.merge_report import FieldOutcome
from kithbook.exchange.same_people import Somebody
from kithbook.exchange.three_way import merged_list, merged_value
from kithbook.text.addresses import address_key
from kithbook.text.dates import PartialDate
from kithbook.text.telephone import asked_by, known_by, written_number
from kithbook.text.turned_names import split_name
from kithbook.text.words import fold

_LINKEDIN = "linkedin."


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key of somebody's file and its new value; `old` is the one of a list that makes way."""

    key: str
    value: str
    old: str = ""
    more: bool = False
    """Whether it is one more of a list."""


@dataclass(frozen=True, slots=True)
class PersonUpdate:
    """What is to be written into somebody's file, and what became of each key."""

    person: str
    changes: tuple[KeyChange, ...]
    told: tuple[FieldOutcome, ...]


def somebody_of(person: Person) -> Somebody:
    """A person with a file as others are compared with them."""
    given, family = split_name(person.name)
    page = person.reach.linkedin
    ids = (*((f"url {profile_slug(page)}",) if page else ()), f"person {person.id}")
    return Somebody(
        (person.name, *person.aliases), given, family, ids, person.reach.emails,
        person.reach.phones, person.born, person.org,
    )  # fmt: skip


def person_update(
    person: Person,
    who: Somebody,
    base: Contact | None,
    now: Contact,
    elsewhere: Sequence[Contact] = (),
) -> PersonUpdate:
    """What an import changes of somebody; `base` is what the last one said of them.

    An address or number that another address book still has, `elsewhere`, stays beside a new one.
    """
    changes: list[KeyChange] = []
    told: list[FieldOutcome] = []
    for key, was, mine, there, same in _values(person, base, now):
        merged = merged_value(was, mine, there, same)
        if merged.outcome in ("updated", "added"):
            changes.append(KeyChange(key, merged.value))
        if merged.outcome not in ("same", "kept"):
            told.append(FieldOutcome(who, key, was, there, merged.value, merged.outcome))
    for key, earlier, own, later, same in _lists(person, base, now):
        listed = merged_list(earlier, own, later, same)
        said = _still_said(key, own, elsewhere, same)
        stays = tuple(new for old, new in listed.replaced if same(old) in said)
        went = tuple(pair for pair in listed.replaced if same(pair[0]) not in said)
        listed = replace(listed, replaced=went, added=(*stays, *listed.added))
        changes += (KeyChange(key, new, old) for old, new in listed.replaced)
        changes += (
            KeyChange(key, new, more=bool(own) or number > 0)
            for number, new in enumerate(listed.added)
        )
        told += (FieldOutcome(who, key, old, new, new, "updated") for old, new in listed.replaced)
        told += (FieldOutcome(who, key, "", new, new, "added") for new in listed.added)
        told += (FieldOutcome(who, key, x, x, "", "deleted by hand") for x in listed.deleted)
    return PersonUpdate(person.id, tuple(changes), tuple(told))


def _values(
    person: Person, base: Contact | None, now: Contact
) -> Iterator[tuple[str, str, str, str, Callable[[str], object]]]:
    for key in ("org", "role", "place"):
        was = getattr(base, key) if base else ""
        yield key, was, getattr(person, key), getattr(now, key), fold
    born = str(base.born or "") if base else ""
    yield "born", born, str(person.born or ""), _birthday(person.born, now.born), str
    earlier, mine = _linkedin(base), person.reach.linkedin
    mine = _page_name(mine) if mine == earlier else mine
    yield "reach.linkedin", _page_name(earlier), mine, _page_name(_linkedin(now)), profile_slug


def _birthday(mine: PartialDate | None, there: PartialDate | None) -> str:
    """The birthday that the source says; the owner's where it says the same with less."""
    pairs = ((getattr(of, part) for of in (mine, there)) for part in ("year", "month", "day"))
    if mine and there and all(said in (None, own) for own, said in pairs):
        return str(mine)
    return str(there or "")


def _page_name(page: str) -> str:
    """A profile as the book writes it: the part after /in/; another page stays whole."""
    return profile_slug(page) if "/in/" in page else page


def _lists(
    person: Person, base: Contact | None, now: Contact
) -> Iterator[tuple[str, Sequence[str], Sequence[str], Sequence[str], Callable[[str], str]]]:
    yield (
        "reach.email", base.emails if base else (), _with_others(person.reach.emails, person, "@"),
        now.emails, address_key,
    )  # fmt: skip
    own = _with_others(person.reach.phones, person, "")
    numbers = (_as_own(side.phones if side else (), own) for side in (base, now))
    yield "reach.phone", next(numbers), own, next(numbers), _digits


def _still_said(
    key: str, own: Sequence[str], elsewhere: Sequence[Contact], same: Callable[[str], str]
) -> set[str]:
    """The addresses or numbers that other address books have, by what makes two the same."""
    phones = [phone for one in elsewhere for phone in one.phones]
    emails = [email for one in elsewhere for email in one.emails]
    return set(map(same, emails if key == "reach.email" else _as_own(phones, own)))


def _with_others(values: Iterable[str], person: Person, sign: str) -> tuple[str, ...]:
    """The addresses or numbers of somebody, also those under keys of the owner's own."""
    others = (one.text for one in person.reach.others)
    fit = (one for one in others if (sign in one[1:] if sign else not any(map(str.isalpha, one))))
    return (*values, *fit)


def _as_own(numbers: Iterable[str], own: Sequence[str]) -> tuple[str, ...]:
    """Numbers as the owner writes them, with the country or without."""
    known = {key: one for one in reversed(own) for key in known_by(one)}
    return tuple(next((known[key] for key in asked_by(n) if key in known), n) for n in numbers)


def _linkedin(contact: Contact | None) -> str:
    pages = (contact.url, *contact.pages) if contact else ()
    return next((page for page in pages if _LINKEDIN in page.lower()), "")


def _digits(text: str) -> str:
    return written_number(text).digits or fold(text)
