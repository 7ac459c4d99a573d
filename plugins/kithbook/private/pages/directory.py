"""People: a directory of everyone with a file, and of the thin contacts of the rosters.

The page holds everyone with a file and the first contacts, so that it works as a plain table;
the other contacts stand in a slim JSON file that the page's script reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.book.model import Contact, Person
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.words import When, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.safe import plain
from kithbook.text.words import fold

UP = "../"
FIRST_CONTACTS = 300
ROSTER = "people/roster.json"


class Row(NamedTuple):
    """One line of the directory; `sort` holds a key where the words do not sort by themselves."""

    name: str
    address: str
    work: str
    place: str
    circle: str
    last: When | None
    state: str
    also: str


def directory_page(desk: Desk) -> RenderedPage:
    """The page People."""
    rows = [_person_row(desk, desk.network.people[person]) for person in desk.by_name]
    contacts = thin_contacts(desk)
    shown = contacts[:FIRST_CONTACTS]
    html = fill(
        "directory.html",
        up=UP,
        rows=rows,
        contacts=[_contact_row(contact) for contact in shown],
        known=len(desk.network.people),
        total=len(contacts),
        rest=len(contacts) - len(shown),
        roster=ROSTER.removeprefix("people/"),
        unread=[
            (lost, desk.problems_by_file.get(lost.path, ()), desk.address(lost.id, UP))
            for lost in desk.network.unread
        ],
    )
    return RenderedPage(
        uri="people/",
        title="People",
        html=html,
        listed=True,
        toc=(Heading("top", "People", 1),),
        search=(SearchEntry("", "People", "Everyone in the book"),),
        dependencies=tuple(who.path for who in desk.network.people.values()),
        scripts=("directory.js",),
    )


def roster_file(desk: Desk) -> bytes:
    """The contacts that the page does not hold, as rows of name, work, place and year."""
    rest = thin_contacts(desk)[FIRST_CONTACTS:]
    rows = [
        [row.name, row.work, row.place, row.last.iso if row.last else ""]
        for row in map(_contact_row, rest)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def thin_contacts(desk: Desk) -> tuple[Contact, ...]:
    """The contacts that belong to nobody with a file, by name."""
    thin = (contact for contact in desk.network.contacts if contact.person is None)
    return tuple(sorted(thin, key=lambda contact: (fold(contact.name), contact.at)))


def _person_row(desk: Desk, who: Person) -> Row:
    one = desk.standing[who.id]
    last = when(one.last.day, desk.today) if one.last else None
    state = one.words if one.state in ("long due", "due", "due soon") else ""
    work = " \u00b7 ".join(part for part in (who.role, who.org) if part)
    name, address = plain(who.name, 200), desk.address(who.id, UP)
    return Row(name, address, work, who.place, who.circle or "", last, state, " ".join(_also(who)))


def _also(who: Person) -> Iterator[str]:
    """What else the filter finds a person by."""
    yield from who.aliases
    yield from who.tags
    for phrase in (*who.needs, *who.offers, *who.knows, *who.interests):
        yield phrase.text


def _contact_row(contact: Contact) -> Row:
    work = " \u00b7 ".join(part for part in (contact.role, contact.org) if part)
    year = str(contact.connected.year) if contact.connected and contact.connected.year else ""
    last = When(year, f"connected {year}", "") if year else None
    name, place = plain(contact.name, 200), plain(contact.place, 200)
    return Row(name, "", plain(work, 200), place, "", last, "", "")
