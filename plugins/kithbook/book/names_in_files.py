"""Whom a file names: the keys that hold names, or the heading of a note without them."""

from __future__ import annotations

from pathlib import Path

from kithbook.book.folder_files import id_of, is_yaml
from kithbook.book.merges import SourceVersions, versions_of
from kithbook.book.names import Named, with_turned
from kithbook.book.other_fields import NAMING, take_fields
from kithbook.book.plain_notes import front_of, is_paper_of_the_house, name_line, name_of_note
from kithbook.book.template_slots import slot_in
from kithbook.book.torn_keys import keys_in_parts
from kithbook.text.problems import Problem
from kithbook.text.source import (
    Items,
    Keys,
    Scalar,
    Source,
    Split,
    blank_controls,
    compose,
    read_source,
)
from kithbook.text.words import unquoted


def named_unless_paper(root: Path, path: str) -> Named | None:
    """Whom a file in people/ is of; None where it is a note of another kind."""
    source = read_source(root, root / path)
    if isinstance(source, Source) and is_paper_of_the_house(source):
        return None
    return named_at(root, path, source)


def named_at(root: Path, path: str, source: Source | Problem) -> Named:
    """Whom a file is of, by what was read of it; who cannot be read goes by the id."""
    person = id_of(path)
    if isinstance(source, Source):
        shown, *others = name_line(source) or (person,)
        return names_of(source) or _names_in_parts(source) or (person, shown, tuple(others))
    if source.code == "unfinished-merge":
        shown, *others = names_in_merge(versions_of(root, root / path)) or (person,)
        return person, shown, tuple(others)
    return person, person, ()


def names_at(root: Path, path: str) -> tuple[str, ...]:
    """The names in a file that is not read, since its id is taken."""
    _, name, aliases = named_at(root, path, read_source(root, root / path))
    return name, *aliases


def names_in_merge(found: SourceVersions) -> tuple[str, ...]:
    """The names of somebody in either version of a file, the first of them to be shown."""
    read = (named for one in (found.ours, found.theirs) if (named := names_of(one)))
    names = dict.fromkeys(name for _, first, more in read for name in (first, *more))
    return tuple(names)


def names_of(source: Source) -> Named | None:
    """The id, name and aliases in a person file; None where its keys cannot be read."""
    clean, _ = blank_controls(source)
    front = front_of(clean)
    if isinstance(front, Problem):
        return None
    written, _ = compose(clean, *front.front, only=NAMING)
    return None if written is None else _named(clean, front, written)


def _names_in_parts(source: Source) -> Named | None:
    """The same of a file of which only some keys can be read."""
    clean, _ = blank_controls(source)
    front = front_of(clean)
    if isinstance(front, Problem):
        return None
    _, problems = compose(clean, *front.front)
    written = keys_in_parts(clean, front.front, problems).keys
    return _named(clean, front, written) if written.pairs else None


def _named(clean: Source, front: Split, written: Keys) -> Named:
    keys = take_fields(clean, written, None if is_yaml(clean.path) else front.body).keys
    name = name_in(keys) or name_of_note(clean, front.body)
    return with_turned(id_of(clean.path), name, aliases_in(keys))


def name_in(keys: Keys) -> str:
    """The name as written; empty when there is none, or a template has left its own there."""
    node = keys.get("name")
    name = unquoted(" ".join(node.text.split())) if isinstance(node, Scalar) else ""
    return "" if slot_in(name) else name


def aliases_in(keys: Keys) -> tuple[str, ...]:
    """The other names as written."""
    node = keys.get("aliases")
    found = node.nodes if isinstance(node, Items) else (node,)
    texts = (unquoted(" ".join(one.text.split())) for one in found if isinstance(one, Scalar))
    return tuple(text for text in texts if text)
