"""A decision, written into the file of the request that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.document import open_document
from kithbook.book.edit import Edit, digest
from kithbook.book.field_edit import remove_field, set_field
from kithbook.text.source import Keys, Source

Was = Literal["accepted", "declined", "redirected", "more"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner decided on a day; `person` is the id of the file that came of it."""

    on: date
    was: Was
    reason: str = ""
    until: date | None = None
    person: str = ""


def decide(source: Source, choice: Choice) -> Edit:
    """The edit that writes a decision; one that stood there before is replaced. Raises Refused."""
    values = {
        "on": str(choice.on),
        "was": choice.was,
        "reason": choice.reason,
        "until": str(choice.until) if choice.until else "",
        "person": choice.person,
    }
    before, line = digest(source.text.encode()), 0
    for key, value in values.items():
        if value:
            edit = set_field(source, ("decision", key), value)
            line = line or edit.line
            source = Source(source.path, edit.content.decode())
    there = open_document(source).root.get("decision")
    for key in ("reason", "reply", "until", "person"):
        if not values.get(key) and isinstance(there, Keys) and there.get(key) is not None:
            gone = remove_field(source, ("decision", key))
            source = Source(source.path, gone.content.decode())
            there = open_document(source).root.get("decision")
    return Edit(source.path, before, source.text.encode(), line or 1)
