"""Several exports of one address book: who stands in more than one is one contact, the newest.

Nothing of the older ones is lost: addresses and numbers stay, other work is told as former work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kithbook.book.contact import Contact, FormerWork
from kithbook.book.roster_links import called, names_agree, profile_slug, profiles, reached_by
from kithbook.text.addresses import address_key
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.telephone import known_by, written_number
from kithbook.text.words import counted, fold

_YEAR = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"(?<!\d)(?:(?P<year>{_YEAR})(?:[-_. ]?(?P<month>[01]\d)(?:[-_. ]?(?P<day>[0-3]\d))?)?"
    rf"|(?P<m>[01]\d)[-_.](?P<d>[0-3]\d)[-_.](?P<y>{_YEAR}))(?!\d)"
)
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_Day = tuple[int, int, int]
_NEVER: _Day = (0, 0, 0)


class ReadRoster(NamedTuple):
    """One address book of the folder and its contacts."""

    path: str
    contacts: Sequence[Contact]


def merge_years(
    rosters: Iterable[ReadRoster],
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """All contacts, who stands in several exports of one address book once."""
    families: dict[str, list[ReadRoster]] = defaultdict(list)
    for roster in rosters:
        families[_family(roster)].append(roster)
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for family in families.values():
        if len(family) == 1:
            contacts += family[0].contacts
            continue
        ordered, sure = _oldest_first(family)
        merged = _Merged()
        for roster in ordered:
            merged.add(roster.contacts)
        contacts += merged.contacts
        if not sure and merged.met:
            problems.append(_unsure(ordered, merged.met))
    return tuple(contacts), tuple(problems)


def exports_of(contacts: Iterable[Contact]) -> tuple[tuple[str, ...], ...]:
    """The exports of each address book that has several, the oldest first, where that is sure."""
    inside: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        for at in contact.places:
            inside[at.path].append(contact)
    families: dict[str, list[ReadRoster]] = defaultdict(list)
    for path, there in inside.items():
        families[_family(roster := ReadRoster(path, there))].append(roster)
    ordered = (_oldest_first(family) for family in families.values() if len(family) > 1)
    return tuple(tuple(one.path for one in order) for order, sure in ordered if sure)


def exported_on(path: str, contacts: Iterable[Contact]) -> date | None:
    """The last day that the name of an export can mean, else that of its newest connection.

    None where neither says so much as a month.
    """
    roster = ReadRoster(path, [one for one in contacts if path in (at.path for at in one.places)])
    year, month, day = _day_in_name(roster)
    if not month:
        newest = _newest_row(roster)
        year, month, day = newest if newest[0] >= year else _NEVER
    try:
        return PartialDate(year, month, day or None).latest() if year and month else None
    except ValueError:  # a number in a name that is no day
        return None


def _family(roster: ReadRoster) -> str:
    """What exports of one address book share: LinkedIn's kind, or the name without its numbers."""
    if any(contact.connected for contact in roster.contacts):
        return "LinkedIn"
    path = PurePosixPath(roster.path)
    cards = path.suffix.lower() in (".vcf", ".vcard")
    return f"{_NOT_LETTERS.sub('', fold(path.stem))} {cards}"


def _oldest_first(family: list[ReadRoster]) -> tuple[list[ReadRoster], bool]:
    """The exports of a family by their names or their newest rows; and whether that is sure."""
    for day_of in (_day_in_name, _newest_row):
        days = {roster.path: day_of(roster) for roster in family}
        if len(set(days.values())) == len(family) and _NEVER not in days.values():
            return sorted(family, key=day_of), True
    return family, False


def undated(stem: str) -> str:
    """The name of an export without the day or year in it."""
    return _DATED.sub(" ", stem)


def _day_in_name(roster: ReadRoster) -> _Day:
    found = _DATED.search(PurePosixPath(roster.path).stem)
    if found is None:
        return _NEVER
    told = (found["year"] or found["y"], found["month"] or found["m"], found["day"] or found["d"])
    year, month, day = (int(part or 0) for part in told)
    return year, month, day


def _newest_row(roster: ReadRoster) -> _Day:
    days = (one.connected for one in roster.contacts)
    return max(((d.year or 0, d.month or 0, d.day or 0) for d in days if d), default=_NEVER)


def _unsure(ordered: list[ReadRoster], met: int) -> Problem:
    newest, other = ordered[-1], ordered[-2]
    message = (
        f"{counted(met, 'contact stands', 'contacts stand')} here and in {other.path}, and neither "
        "name says which is newer; this one is taken for it"
    )
    hint = "Put the year into both names, as in contacts-2026.csv"
    return Problem(Location(newest.path), "which-is-newer", message, hint)


@dataclass
class _Merged:
    """The contacts of some exports, and what leads to each; `met` stand in more than one."""

    contacts: list[Contact] = field(default_factory=list)
    met: int = 0
    _places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, newer: Sequence[Contact]) -> None:
        """Takes a newer export; within one nobody is put together with anybody."""
        taken: set[int] = set()
        fresh: list[Contact] = []
        for contact in newer if self.contacts else ():
            at = self._same(contact, taken)
            if at is None:
                fresh.append(contact)
            else:
                taken.add(at)
                self.contacts[at] = put_together(contact, self.contacts[at])
        self.met += len(taken)
        known = len(self.contacts)
        self.contacts += fresh if known else newer
        for at in (*taken, *range(known, len(self.contacts))):
            for key in _known(self.contacts[at]):
                if at not in self._places[key]:
                    self._places[key].append(at)

    def _same(self, contact: Contact, taken: set[int]) -> int | None:
        """Which of the older contacts a newer one is; None where it is none, or could be two."""
        names = called(contact)
        for key, sure in _asked(contact):
            found = [
                at
                for at in self._places.get(key, ())
                if at not in taken
                and (sure or not names or names_agree(names, called(self.contacts[at]) or names))
            ]
            if len(found) == 1:
                return found[0]
        return None


def _asked(contact: Contact) -> Iterator[tuple[str, bool]]:
    """What finds an older contact, the surest first, and whether it is sure without the name."""
    yield from ((f"url {profile}", True) for profile in profiles(contact))
    yield from ((key, False) for key in reached_by(contact))
    yield from ((key, True) for key in _by_name(contact))


def _known(contact: Contact) -> Iterator[str]:
    yield from (f"url {profile}" for profile in profiles(contact))
    yield from (f"email {address_key(email)}" for email in contact.emails)
    for phone in contact.phones:
        yield from known_by(phone)
    yield from _by_name(contact)


def _by_name(contact: Contact) -> Iterator[str]:
    """The name with the day of the connection, or with the work."""
    if contact.connected:
        yield f"day {fold(contact.name)} {contact.connected}"
    if contact.org:
        yield f"work {fold(contact.name)} @ {fold(contact.org)}"


def put_together(new: Contact, old: Contact) -> Contact:
    """One contact of two: what the newer says, and what only the older has."""
    here, there = (fold(new.org), fold(new.role)), (fold(old.org), fold(old.role))
    stays = here == ("", "") or (here[0] == there[0] and not here[1])
    role, org = (old.role, old.org) if stays else (new.role, new.org)
    left = there not in (("", ""), here) and not stays
    before = (FormerWork(old.role, old.org, old.at),) if left else ()
    names = () if fold(old.name) == fold(new.name) else (old.name,)
    slugs = {profile_slug(page) for page in (new.url, *new.pages)}
    pages = (page for page in (old.url, *old.pages) if page and profile_slug(page) not in slugs)
    notes = (new.notes, *((old.notes,) if old.notes not in new.notes else ()))
    return replace(
        new,
        role=role,
        org=org,
        aliases=_all(fold, new.aliases, (*names, *old.aliases)),
        emails=_all(address_key, new.emails, old.emails),
        phones=_all(_digits, new.phones, old.phones),
        url=new.url or old.url,
        pages=(*new.pages, *(page for page in pages if new.url or page != old.url)),
        place=new.place or old.place,
        connected=new.connected or old.connected,
        born=new.born or old.born,
        notes="\n".join(filter(None, notes)),
        tags=_all(fold, new.tags, old.tags),
        also=old.places,
        formerly=(*before, *old.formerly),
    )


def _digits(phone: str) -> str:
    return written_number(phone).digits or phone


def _all(key: Callable[[str], str], some: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Texts and further ones, each once however it is written."""
    found: dict[str, str] = {}
    for text in (*some, *more):
        found.setdefault(key(text), text)
    return tuple(found.values())
