"""The schema of a book as JSON Schema, for completion and checking in an editor."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kithbook.book.records import Record
from kithbook.book.schema import PERSON_FILE, SETTINGS

_DIALECT = "http://json-schema.org/draft-07/schema#"


def person_schema() -> Mapping[str, object]:
    """The schema of a `.yml` person, and of the front matter of a `.md` one."""
    return _document("Kithbook person", PERSON_FILE)


def settings_schema() -> Mapping[str, object]:
    """The schema of `kithbook.yml`."""
    return _document("Kithbook settings", SETTINGS)


def as_text(schema: Mapping[str, object]) -> str:
    """The schema as it is published: stable, indented, with a final newline."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _document(title: str, record: Record) -> Mapping[str, object]:
    return {"$schema": _DIALECT, "title": title, **record.json()}
