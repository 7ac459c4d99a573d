"""People: a directory of everyone with a file, and of the thin contacts of the rosters.

The page holds everyone with a file and the first contacts, so that it works as a plain table;
its script finds, sorts and shows all the others out of the files of `private.finding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.insight.keepup import KeepUp
from kithbook.private.links import Links
from kithbook.private.pages.words import When, ledger_day, when
from kithbook.private.render import Heading, RenderedPage, SearchEntry, fill
from kithbook.text.safe import plain
from kithbook.views.made_from import made_from_book
from kithbook.views.problem_list import ProblemList

UP = "../"
FIRST_CONTACTS = 100
_EXAMPLES = (
    ("cfo place:houston", "what is written about them, and where they are"),
    ("knows:payroll or offers:payroll", "either; and needs:, role:, org:, tag:, circle:, vouch:"),
    ("through:bo-chen -tag:family", "whom Bo brought, without the family"),
    ("met:2019 last:>6m", "met that year, not spoken with for half a year; or last:never"),
    ('due:soon ("pay bands" or name:mae)', "phrases in quotes, choices in parentheses"),
)
_QUESTION = "who do I know who can read old handwriting?"


class PersonRow(NamedTuple):
    """One line of the table."""

    name: str
    address: str
    work: str
    place: str
    circle: str
    last: When | None
    state: str
    met: When | None


def directory_page(
    standing: Mapping[str, KeepUp], problems: ProblemList, links: Links
) -> RenderedPage:
    """The page People."""
    contacts = links.network.strangers
    shown = contacts[:FIRST_CONTACTS]
    html = fill(
        "directory.html",
        up=UP,
        rows=[_person_row(links, who, standing[who.id]) for who in links.network.everyone],
        contacts=[_contact_row(contact) for contact in shown],
        known=len(links.network.people),
        total=len(contacts),
        rest=len(contacts) - len(shown),
        examples=_EXAMPLES,
        question=_QUESTION,
        unread=[
            (lost, problems.of(lost.path), links.address(lost.id)) for lost in links.network.unread
        ],
    )
    return RenderedPage(
        uri="people/",
        title="People",
        html=html,
        listed=True,
        toc=(Heading("top", "People", 1),),
        search=(SearchEntry("", "People", "Everyone in the book"),),
        made_from=made_from_book((who.path for who in links.network.people.values()), links.today),
        scripts=("find/directory.js",) if links.network.people or contacts else (),
    )


def _person_row(links: Links, who: Person, one: KeepUp) -> PersonRow:
    last = when(one.last.day, links.today) if one.last else None
    state = one.words if one.state in ("long due", "due", "due soon") else ""
    name, address = plain(who.name, 200), links.address(who.id)
    work = _work(who.role, who.org)
    on = who.met.on
    met = ledger_day(on, links.today) if on and on.year else None
    return PersonRow(name, address, work, who.place, who.circle or "", last, state, met)


def _contact_row(contact: Contact) -> PersonRow:
    year = str(contact.connected.year) if contact.connected and contact.connected.year else ""
    met = When(year, f"connected {year}", "") if year else None
    name, place = plain(contact.name, 200), plain(contact.place, 200)
    return PersonRow(name, "", _work(contact.role, contact.org), place, "", None, "", met)


def _work(role: str, org: str) -> str:
    return plain(" \u00b7 ".join(part for part in (role, org) if part), 200)
