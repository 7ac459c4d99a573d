"""Names without the rest: who is in the book, for commands that need no more of it.

There is one reader: front matter is found and its YAML composed as `kith check` does it, and only
then the two keys that hold names are looked at; a note without them is asked for its heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kithbook.book.copies import copies_in
from kithbook.book.folder_files import files_of, id_of, is_yaml
from kithbook.book.folder_names import names_by_folder
from kithbook.book.kept_files import KeptFiles, is_kept
from kithbook.book.merges import SourceVersions, versions_of
from kithbook.book.name_index import NameIndex
from kithbook.book.other_fields import NAMING, take_fields
from kithbook.book.plain_notes import front_of, is_paper_of_the_house, name_line, name_of_note
from kithbook.book.reach import Reach
from kithbook.book.settings import load_settings
from kithbook.book.stand_ins import full_first, placeholders_in
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
from kithbook.text.turned_names import turned_name
from kithbook.text.words import fold, unquoted

Named = tuple[str, str, tuple[str, ...]]


def load_names(root: Path) -> NameIndex:
    """Finds people by name, as the network does, without reading the rest of their files."""
    index = NameIndex(read_names(root))
    index.reach_of = partial(_reach_of, root)
    index.also_called = partial(_also_called, root)
    return index


def _reach_of(root: Path) -> Iterator[tuple[str, Reach]]:
    """How everyone can be reached, for which the whole book is read."""
    from kithbook.book.load import load_book  # noqa: PLC0415 - the names alone are read without it

    return iter(load_book(root).index.reach_of())


def _also_called(root: Path) -> Iterator[tuple[str, str]]:
    """What rosters call everyone, for which the whole book is read."""
    from kithbook.book.load import load_book  # noqa: PLC0415 - the names alone are read without it

    return iter(load_book(root).index.also_called())


def path_of(root: Path, person: str) -> str | None:
    """The file of a person by their id, as a path in the book; None where there is none."""
    excepted = load_settings(root).people_except
    return next((path for path in _paths(root, excepted) if id_of(path) == person), None)


def read_names(root: Path) -> Iterator[Named]:
    """The id, name and aliases of everyone with a file; who cannot be read goes by the id."""
    settings = load_settings(root)
    kept = KeptFiles(root, settings) if settings.incremental and is_kept(root) else None
    taken: set[str] = set()
    for path in _paths(root, settings.people_except):
        person = id_of(path)
        key = fold(person)
        if key in taken:
            continue
        taken.add(key)
        if known := kept and kept.fresh(path):
            yield _with_turned(person, known.first[0], tuple(known.first[1]))
            continue
        source = read_source(root, root / path)
        if not (isinstance(source, Source) and is_paper_of_the_house(source)):
            yield named_at(root, path, source)


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
    return _with_turned(id_of(clean.path), name, aliases_in(keys))


def _with_turned(person: str, name: str, aliases: tuple[str, ...]) -> Named:
    """The names of somebody, and theirs with the family name first."""
    turned = turned_name(name)
    return person, name, (*aliases, *((turned,) if turned else ()))


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


def _paths(root: Path, excepted: tuple[str, ...]) -> Iterator[str]:
    """The files of people that are no copies of others, in their order; and those away."""
    there = tuple(one for one in names_by_folder(root) if one.folder.startswith("people/"))
    copies = copies_in(there, excepted).of
    read = (path for path in files_of(root, "people", excepted).read if path not in copies)
    yield from full_first(root, tuple(read))
    yield from placeholders_in(there)
