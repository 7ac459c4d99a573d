"""Rosters: address-book exports kept as they came, a thin contact a row.

LinkedIn's `Connections.csv` in the shapes it has had since 2020: with and without the three-line
preamble, with and without URL, all fields quoted, and as Excel writes it back. Columns are found
by name, never by position.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from kithbook.book.model import Contact, Person
from kithbook.text.addresses import address_key, bare_address
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source
from kithbook.text.words import fold

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "first": ("first name", "prenom", "vorname", "nombre"),
    "last": ("last name", "nom", "nachname", "apellidos"),
    "name": ("name", "full name", "display name"),
    "url": ("url", "profile url", "linkedin"),
    "email": ("email address", "email", "e-mail", "e-mail address", "adresse e-mail"),
    "phone": ("phone", "phone number", "mobile"),
    "org": ("company", "organization", "organisation", "entreprise", "unternehmen", "empresa"),
    "role": ("position", "title", "job title", "poste", "cargo"),
    "place": ("location", "city", "place"),
    "connected": ("connected on", "date de connexion", "verbunden am"),
}
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH_YEAR = re.compile(
    r"(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3})[a-z]*[ -](?P<year>\d{4}|\d{2})"
)
_PREAMBLE_LINES = 10


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what, and the line of the file it was found on."""

    columns: Mapping[str, int]
    line: int

    def cell(self, row: list[str], key: str) -> str:
        """The text of a cell, empty when the row or the column is not there."""
        column = self.columns.get(key, -1)
        return " ".join(row[column].split()) if 0 <= column < len(row) else ""


def read_roster(source: Source) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of one export; rows that LinkedIn has emptied but for a date are passed over."""
    text = source.text.removeprefix("\ufeff")
    rows = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text))
    found = _find_header(rows)
    if isinstance(found, str):
        message = f"No row of column names was found; the first line reads: {found}"
        return (), (
            Problem(
                Location(source.path),
                "unknown-roster",
                message,
                "Export the file again and leave its header as it is",
            ),
        )
    contacts: list[Contact] = []
    try:
        for row in rows:
            contact = _contact(found, row, Location(source.path, rows.line_num))
            contacts += [contact] if contact else []
    except csv.Error as fault:
        at = Location(source.path, rows.line_num)
        return tuple(contacts), (
            Problem(at, "bad-roster-row", f"This row cannot be read: {fault}"),
        )
    return tuple(contacts), ()


def link_contacts(contacts: Iterable[Contact], people: Iterable[Person]) -> tuple[Contact, ...]:
    """Joins rows to people by profile address, then e-mail, then name with organisation.

    A name alone never joins: namesakes are common.
    """
    by_key: dict[tuple[str, str], set[str]] = {}
    for person in people:
        for key in _person_keys(person):
            by_key.setdefault(key, set()).add(person.id)
    return tuple(_linked(contact, by_key) for contact in contacts)


def profile_slug(url: str) -> str:
    """The name in a LinkedIn address: unquoted, lower case, without a query."""
    path = urlsplit(url.strip()).path if "/" in url else url
    return unquote(path.rstrip("/").rpartition("/")[2]).lower()


def _delimiter(text: str) -> str:
    head = text[:2000]
    return ";" if head.count(";") > head.count(",") else ","


def _find_header(rows: Iterator[list[str]]) -> Header | str:
    first = ""
    line = 0
    try:
        for row in rows:
            line += 1
            first = first or ", ".join(row)
            columns = _columns(row)
            if ("first" in columns and "last" in columns) or "name" in columns:
                return Header(columns, line)
            if line >= _PREAMBLE_LINES:
                break
    except csv.Error:
        pass
    return first[:80]


def _columns(row: list[str]) -> Mapping[str, int]:
    names = [fold(cell) for cell in row]
    return {
        key: next(column for column, name in enumerate(names) if name in known)
        for key, known in _COLUMNS.items()
        if any(name in known for name in names)
    }


def _contact(header: Header, row: list[str], at: Location) -> Contact | None:
    whole = f"{header.cell(row, 'first')} {header.cell(row, 'last')}".strip()
    name = header.cell(row, "name") or whole
    if not name:
        return None
    return Contact(
        at=at,
        name=name,
        org=header.cell(row, "org"),
        role=header.cell(row, "role"),
        emails=tuple(bare_address(one) for one in _some(header.cell(row, "email"))),
        phones=_some(header.cell(row, "phone")),
        url=header.cell(row, "url"),
        place=header.cell(row, "place"),
        connected=_day(header.cell(row, "connected")),
    )


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _day(text: str) -> PartialDate | None:
    found = _DAY_MONTH_YEAR.fullmatch(text)
    try:
        if found is None:
            return parse_date(text) if text else None
        month = _SHORT_MONTHS.index(found["month"].lower()) + 1
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        return parse_date(f"{year:04}-{month:02}-{int(found['day']):02}")
    except (DateFault, ValueError):
        return None


def _person_keys(person: Person) -> Iterator[tuple[str, str]]:
    if person.reach.linkedin:
        yield "url", profile_slug(person.reach.linkedin)
    for email in person.reach.emails:
        yield "email", address_key(email)
    if person.org:
        yield "name", f"{fold(person.name)} @ {fold(person.org)}"


def _linked(contact: Contact, by_key: Mapping[tuple[str, str], set[str]]) -> Contact:
    keys = [("url", profile_slug(contact.url))] if contact.url else []
    keys += [("email", address_key(email)) for email in contact.emails]
    keys.append(("name", f"{fold(contact.name)} @ {fold(contact.org)}"))
    for key in keys:
        people = by_key.get(key, set())
        if len(people) == 1:
            return replace(contact, person=next(iter(people)))
    return contact
