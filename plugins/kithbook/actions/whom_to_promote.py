"""Whom of the address books a name means: all that surely agree, or one of them by place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.book.roster_links import (
    called,
    names_agree,
    pair_keys,
    profile_slug,
    profiles,
    words_of_several,
)
from kithbook.book.roster_places import pairs_apart
from kithbook.book.roster_years import exported_on
from kithbook.exchange.same_people import Apart, PeopleIndex, Somebody
from kithbook.text.problems import Location
from kithbook.text.refusal import refuse
from kithbook.text.telephone import asked_by, known_by
from kithbook.text.turned_names import split_name, turned_name
from kithbook.text.words import fold

KeysOf = Callable[[Contact], frozenset[str]]
_MOST, _TWO = 9, 2
_NUMBER = re.compile(r"\+?[\d\s()./-]{5,}")
_ELSEWHERE = "Name one by its place, as in kith promote {place}; or by an address, a number or a "


class SameContacts:
    """The contacts without a file, and who of several address books is surely one."""

    def __init__(self, root: Path, network: Network) -> None:
        self._apart: Apart = pairs_apart(root)
        self._same = network.the_same
        self._books: dict[str, list[Contact]] = defaultdict(list)
        for one in network.contacts:
            if one.person is None:
                self._books[one.at.path].append(one)
        self._indexes: dict[str, PeopleIndex] = {}
        self._newest = _newest_days(network)
        named = ((called(one), pair_keys(one)) for one in network.contacts if self._same)
        self._shared = words_of_several(named, self._same)

    def with_others(self, one: Contact) -> tuple[Contact, ...]:
        """A contact, and those of other address books who are the same, the newest first."""
        found = [one]
        for asked in found:
            known = {each.at.path for each in found}
            for path in self._books.keys() - known:
                other = self._in_book(asked, path)
                if other and self._in_book(other, asked.at.path) == asked:
                    found.append(other)
            found += [other for other in self._said_same(asked) if other not in found]
        return tuple(sorted(found, key=self._newest_first))

    def _said_same(self, one: Contact) -> Iterator[Contact]:
        """Those of whom the owner said that they are one with somebody."""
        keys = pair_keys(one)
        named = [(word, pair) for pair in self._same if pair & keys for word in pair - keys]
        for other in (each for there in self._books.values() for each in there) if named else ():
            theirs = pair_keys(other)
            lines = [pair for word, pair in named if word in theirs]
            if any(not pair & self._shared for pair in lines) or (
                lines and names_agree(called(one), called(other))
            ):
                yield other

    def _newest_first(self, one: Contact) -> tuple[int, Location]:
        day = self._newest.get(one.at.path)
        return (-day.toordinal() if day else 0), one.at

    def _in_book(self, one: Contact, path: str) -> Contact | None:
        there = self._books[path]
        if path not in self._indexes:
            self._indexes[path] = PeopleIndex([*map(_somebody, there)])
        place = self._indexes[path].the_one(_somebody(one), self._apart)
        return None if place is None else there[place]


def _newest_days(network: Network) -> dict[str, date]:
    """The last day on which each address book was exported, or an import saw it change."""
    inside: dict[str, list[Contact]] = defaultdict(list)
    for one in network.contacts:
        for at in one.places:
            inside[at.path].append(one)
    days = {path: exported_on(path, there) for path, there in inside.items()}
    by_stem = {PurePosixPath(path).stem: path for path in inside}
    for change in network.changes:
        path = by_stem.get(change.roster, "")
        known = days.get(path)
        days[path] = max(change.seen, known) if known else change.seen
    return {path: day for path, day in days.items() if day}


def contacts_meant(
    network: Network, same: SameContacts, keys_of: KeysOf, text: str
) -> tuple[Contact, ...]:
    """The contacts that are whom a name, an address, a number, a profile or a place means.

    Raises:
        Declined: it is nobody, or could be several; says how to name one of them.
    """
    found = _found(network.contacts, keys_of, text)
    left = [one for one in found if one.person is None] or found
    if not left:
        refuse(f'Nobody in rosters/ is called "{text}". Look for a part: kith find {text}')
    if left[0].person is not None and len({one.person for one in left}) == 1:
        return tuple(left)
    together = same.with_others(left[0])
    if all(one in together for one in left):
        return together
    shown = (f"{one.name} ({_about(one)})" for one in left[:_MOST])
    more = f" and {len(left) - _MOST} more" if len(left) > _MOST else ""
    place = f"{left[0].at.path}:{left[0].at.line}"
    return refuse(
        f'"{text}" could be {", ".join(shown)}{more}. {_ELSEWHERE.format(place=place)}'
        f"LinkedIn page that only one has; or write more of the name.{_one(left)}"
    )


def _one(left: list[Contact]) -> str:
    """What to type where two are one."""
    if any(one.person for one in left):
        return ""
    places = " ".join(f"{one.at.path}:{one.at.line}" for one in left[:_TWO])
    which = "the two" if len(left) == _TWO else "two of them, as the first,"
    return f" Where {which} are one: kith merge {places}"


def _found(contacts: Iterable[Contact], keys_of: KeysOf, text: str) -> list[Contact]:
    wanted, there = fold(text), tuple(contacts)
    ways: list[Callable[[Contact], bool]] = [
        lambda one: any(f"{at.path}:{at.line}" == text for at in one.places),
        lambda one: wanted in keys_of(one),
    ]
    if "linkedin." in wanted:
        slug = profile_slug(text)
        ways.append(lambda one: slug in profiles(one))
    if _NUMBER.fullmatch(text.strip()):
        asked = frozenset(asked_by(text))
        ways.append(lambda one: any(not asked.isdisjoint(known_by(each)) for each in one.phones))
    ways.append(lambda one: wanted in (fold(one.name), fold(turned_name(one.name))))
    ways.append(lambda one: f" {wanted}" in f" {fold(one.name)}")
    return next(filter(None, ([one for one in there if way(one)] for way in ways)), [])


def _somebody(one: Contact) -> Somebody:
    names = called(one)
    given, family = split_name(names[0]) if names else ("", "")
    ids = tuple(f"url {slug}" for slug in profiles(one))
    return Somebody(names, given, family, ids, one.emails, one.phones, one.born, one.org)


def _about(contact: Contact) -> str:
    what = next(filter(None, (contact.org, *contact.emails, contact.place)), "")
    at = f"{contact.at.path}:{contact.at.line}"
    return f"{what}, {at}" if what else at
