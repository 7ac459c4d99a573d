"""What changed with people of the book between two exports of an address book: work, place, gone.

It comes from exports that lie side by side, and from the table in which imports note what changed.
For sixty days after the newer one it is an occasion to write, unless one has been in touch since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.book.roster_years import exported_on, exports_of
from kithbook.insight.days import written
from kithbook.insight.keepup import KeepUp, at_rest, last_contact
from kithbook.insight.roster_keys import RosterKeys
from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Location
from kithbook.text.words import fold

What = Literal["employer", "role", "place", "gone"]

FRESH = Span(60, "days")
"""How long after the newer export a change is news."""
_ORDER: tuple[What, ...] = ("employer", "role", "place", "gone")


@dataclass(frozen=True, slots=True)
class News:
    """What a newer export says of a person of the book: `was` and `now` are the work, or the place.

    `seen` is the day of the newer export, which is later than the change itself.
    """

    person: str
    what: What
    was: str
    now: str
    seen: date
    at: Location

    def text(self, today: date) -> str:
        """The news as a sentence without its full stop, as far as it is known."""
        year = None if self.seen.year == today.year else self.seen.year
        by = f"by {written(PartialDate(year, self.seen.month), today)}"
        place = "in " if self.what == "place" else "at " if self.what == "employer" else ""
        before = f"; before that {place}{self.was}" if self.was else ""
        if self.what == "gone":
            return f"no longer in {self.now}, {by}"
        verb = {"employer": "started at", "role": "became", "place": "moved to"}[self.what]
        return f"{verb} {self.now}, {by}{before}"


def news(
    network: Network, today: date, standing: Mapping[str, KeepUp] | None = None
) -> tuple[News, ...]:
    """What is news today, the newest first, then by name; of whoever is at rest nothing is.

    `standing` are the `keep_ups` of the day by person, where they are at hand.
    """
    if not (network.changes or any(one.also for one in network.contacts)):
        return ()
    found: dict[tuple[str, What], News] = {}
    for one in sorted((*_noted(network), *_side_by_side(network)), key=lambda each: each.seen):
        if one.seen <= today < one.seen + FRESH and not at_rest(network.people[one.person], today):
            found[one.person, one.what] = one
    fresh = (one for one in found.values() if not _in_touch_since(network, one, today, standing))
    return tuple(
        sorted(
            fresh,
            key=lambda one: (
                -one.seen.toordinal(), network.order_of(one.person), _ORDER.index(one.what),
            ),
        )
    )  # fmt: skip


def by_whom(found: Iterable[News]) -> Mapping[str, tuple[News, ...]]:
    """The news by the person they are of."""
    people: dict[str, list[News]] = defaultdict(list)
    for one in found:
        people[one.person].append(one)
    return {person: tuple(those) for person, those in people.items()}


def _in_touch_since(
    network: Network, one: News, today: date, standing: Mapping[str, KeepUp] | None
) -> bool:
    last = standing[one.person].last if standing else last_contact(network, one.person, today)
    return last is not None and last.day >= one.seen


def _noted(network: Network) -> Iterator[News]:
    """What imports noted: other work and the role of it, on one day, are one change."""
    keys = RosterKeys(network)
    noted: dict[tuple[str, date], dict[str, News]] = defaultdict(dict)
    for change in network.changes:
        person = keys.person(change.key, change.name)
        kind: What | None = _WHAT.get(change.field)
        if person and kind and (change.now or kind == "gone"):
            now = change.now or _book(change.roster)
            said = News(person, kind, change.was, now, change.seen, change.at)
            noted[person, change.seen][kind] = said
    for there in noted.values():
        moved, role = there.get("employer"), there.get("role")
        if moved and role:
            del there["role"]
            there["employer"] = _employer(moved, f"{moved.now} as {role.now}", moved.was)
        yield from there.values()


_WHAT: Mapping[str, What] = {"org": "employer", "role": "role", "place": "place", "gone": "gone"}


def _employer(one: News, now: str, was: str) -> News:
    return News(one.person, "employer", was, now, one.seen, one.at)


def _side_by_side(network: Network) -> Iterator[News]:
    """What exports of one address book that lie side by side say of people of the book."""
    if not any(one.also for one in network.contacts):
        return
    mine = [one for one in network.contacts if one.person in network.people]
    for exports in exports_of(network.contacts):
        newest = exports[-1]
        if (seen := exported_on(newest, network.contacts)) is None:
            continue
        for contact in mine:
            if contact.at.path == newest:
                yield from _other_work(contact, exports[-2], seen)
            elif contact.at.path == exports[-2]:
                yield News(contact.person or "", "gone", "", _book(newest), seen, contact.at)


def _other_work(contact: Contact, before: str, seen: date) -> Iterator[News]:
    """The work of a contact, where the export before the newest has another."""
    former = next((one for one in contact.formerly if one.at.path == before), None)
    if former is None:
        return
    person = contact.person or ""
    if contact.org and fold(contact.org) != fold(former.org):
        now = f"{contact.org} as {contact.role}" if contact.role else contact.org
        yield News(person, "employer", former.org, now, seen, contact.at)
    elif contact.role and fold(contact.role) != fold(former.role):
        yield News(person, "role", former.role, contact.role, seen, contact.at)


def _book(roster: str) -> str:
    """What an address book is called in a sentence: `LinkedIn`, or the name of its file."""
    name = roster.rpartition("/")[2].partition(".")[0]
    known = {"linkedin": "LinkedIn", "connections": "LinkedIn", "google": "Google Contacts",
             "outlook": "Outlook", "dex": "Dex", "monica": "Monica"}  # fmt: skip
    said = next((title for word, title in known.items() if fold(name).startswith(word)), name)
    return f"your contacts on {said}"
