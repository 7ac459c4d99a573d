"""The name in somebody's file, wherever it stands, given anew; and the file's name made of it."""

from __future__ import annotations

import re

from kithbook.book.document import open_document
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.names_in_files import names_of
from kithbook.book.people import PersonSource, open_person
from kithbook.text.refusal import refuse
from kithbook.text.slug import slug
from kithbook.text.source import Items, Scalar, Source
from kithbook.text.words import fold

_NO_FILE = re.compile(r"""[/\\:*?"<>|#\[\]{},;&!%`^]|^[.~_]""")
_HEADING = re.compile(
    r"^(?: {0,3}#{1,6}[ \t]+|#\+title:[ \t]*|title::[ \t]*)(?P<title>[^\r\n]*)", re.MULTILINE
)


def with_name(source: Source, old: str, new: str) -> Source:
    """A person's file with another name, where the old one stands: a key, a heading, or a new key.

    Raises Refused.
    """
    if _name(source) == new:
        return source
    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        refuse(f"{source.path} cannot be read. See: kith check")
    root = open_document(source).root
    for key, _ in root.pairs:
        read_as = opened.read_as.get(key.start)
        if key.text == "name" or (read_as and read_as.path == "name"):
            return set_field(source, (key.text,), new).made
    for found in _HEADING.finditer(source.text):
        at = found.start("title") + found["title"].find(old)
        if old in found["title"]:
            text = source.text[:at] + new + source.text[at + len(old) :]
            if _name(made := Source(source.path, text)) == new:
                return made
    return set_field(source, ("name",), new).made


def with_alias(source: Source, alias: str) -> Source:
    """A person's file with one more name that leads to them, unless it is there."""
    named = names_of(source)
    if named is None or alias in (named[1], *named[2]):
        return source
    return append_item(source, ("aliases",), alias).made


def without_alias(source: Source, alias: str) -> Source:
    """A person's file without one of the names under `aliases`."""
    node = open_document(source).root.get("aliases")
    items = node.nodes if isinstance(node, Items) else ()
    for number, one in enumerate(items):
        if isinstance(one, Scalar) and one.text == alias:
            alone = len(items) == 1
            return remove_field(source, ("aliases",) if alone else ("aliases", number)).made
    if isinstance(node, Scalar) and node.text == alias:
        return remove_field(source, ("aliases",)).made
    return source


def is_named_for(person: str, name: str) -> bool:
    """Whether an id is made of a name: `bo-chen`, `Bo Chen`, `@Bo Chen`."""
    return person == slug(name) or fold(person.removeprefix("@")) == fold(name)


def id_for(person: str, old: str, new: str) -> str:
    """The id of a new name, made as the id until now was made of the old one."""
    if person == slug(old) or _NO_FILE.search(new):
        return slug(new)
    return f"@{new}" if person.startswith("@") else new


def _name(source: Source) -> str:
    named = names_of(source)
    return named[1] if named else ""
