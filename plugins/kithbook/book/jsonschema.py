"""The schema of a book as JSON Schema, for completion and checking in an editor.

It asks for a little more than `kith check`: a key without a value is unfinished here, and words
to choose from stand as listed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from kithbook.book.records import Record
from kithbook.book.schema import PERSON_FILE
from kithbook.book.settings import CIRCLES
from kithbook.book.settings_schema import SETTINGS

_DIALECT = "http://json-schema.org/draft-07/schema#"


def person_schema() -> Mapping[str, object]:
    """The schema of a `.yml` person, and of the front matter of a `.md` one."""
    circles = {"examples": [name for name, _ in CIRCLES]}
    return _document("A person in a book of Kithbook", PERSON_FILE, {"circle": circles})


def settings_schema() -> Mapping[str, object]:
    """The schema of `kithbook.yml`."""
    return _document("The settings of a book of Kithbook", SETTINGS, {})


def published() -> Mapping[str, str]:
    """The text of each file in the package's schema folder, by its name."""
    return {
        "person.schema.json": as_text(person_schema()),
        "settings.schema.json": as_text(settings_schema()),
    }


def editor_files() -> Mapping[str, str]:
    """What a new book gets for VS Code, by path in the book: both schemas, and its settings."""
    folder = ".vscode/kithbook"
    return {
        **{f"{folder}/{name}": text for name, text in published().items()},
        ".vscode/settings.json": as_text(editor_settings(f"./{folder}")),
        ".vscode/extensions.json": as_text({"recommendations": ["redhat.vscode-yaml"]}),
    }


def editor_settings(folder: str) -> Mapping[str, object]:
    """Settings of VS Code's YAML extension for schemas in a folder; nothing is fetched."""
    return {
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {
            f"{folder}/person.schema.json": ["people/**/*.yml", "people/**/*.yaml"],
            f"{folder}/settings.schema.json": ["kithbook.yml"],
        },
    }


def as_text(schema: Mapping[str, object]) -> str:
    """The schema as it is published: stable, indented, with a final newline."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _document(
    title: str, record: Record, known: Mapping[str, Mapping[str, object]]
) -> Mapping[str, object]:
    properties = {
        field.key: {**field.json(), **known.get(field.key, {})} for field in record.fields
    }
    return {"$schema": _DIALECT, **record.json(), "title": title, "properties": properties}
