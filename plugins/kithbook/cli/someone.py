"""Somebody on one line: a person with a file, or a thin contact of a roster."""

from __future__ import annotations

from kithbook.book.model import Contact, Person
from kithbook.book.network import Network
from kithbook.text.words import counted


def someone(network: Network, name: str, person: str | None, contact: Contact | None) -> str:
    """The name, where it is kept, and the work and place."""
    who: Person | Contact | None = contact if person is None else network.people[person]
    if who is None:
        return name
    about = ", ".join(part for part in (who.role, who.org, who.place) if part)
    kept = person or (contact.at.path if contact else "")
    return f"{name} ({kept}){f': {about}' if about else ''}"


def people_and_contacts(people: int, contacts: int) -> str:
    """How many of both: `2 people, 1 contact`."""
    thin = f", {counted(contacts, 'contact')}" if contacts else ""
    return f"{counted(people, 'person', 'people')}{thin}"
