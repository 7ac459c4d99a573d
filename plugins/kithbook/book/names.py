"""Names without the rest: who is in the book, for commands that need no more of it.

There is one reader: front matter is found and its YAML composed as `kith check` does it, and only
then the two keys that hold names are looked at; a note without them is asked for its heading.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kithbook.book.copies import copies_in
from kithbook.book.folder_files import files_of, id_of
from kithbook.book.folder_names import names_by_folder
from kithbook.book.kept_files import KeptFiles, is_kept
from kithbook.book.name_index import NameIndex
from kithbook.book.reach import Reach
from kithbook.book.settings import load_settings
from kithbook.book.stand_ins import full_first, placeholders_in
from kithbook.text.turned_names import turned_name
from kithbook.text.words import fold

Named = tuple[str, str, tuple[str, ...]]


def load_names(root: Path) -> NameIndex:
    """Finds people by name, as the network does, without reading the rest of their files."""
    index = NameIndex(read_names(root))
    index.reach_of = partial(_reach_of, root)
    index.also_called = partial(_also_called, root)
    return index


def _reach_of(root: Path) -> Iterator[tuple[str, Reach]]:
    """How everyone can be reached, for which the whole book is read."""
    from kithbook.book.load import load_book

    return iter(load_book(root).index.reach_of())


def _also_called(root: Path) -> Iterator[tuple[str, str]]:
    """What rosters call everyone, for which the whole book is read."""
    from kithbook.book.load import load_book

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
            yield with_turned(person, known.first[0], tuple(known.first[1]))
            continue
        from kithbook.book.names_in_files import named_unless_paper

        if named := named_unless_paper(root, path):
            yield named


def with_turned(person: str, name: str, aliases: tuple[str, ...]) -> Named:
    """The names of somebody, and theirs with the family name first."""
    turned = turned_name(name)
    return person, name, (*aliases, *((turned,) if turned else ()))


def _paths(root: Path, excepted: tuple[str, ...]) -> Iterator[str]:
    """The files of people that are no copies of others, in their order; and those away."""
    there = tuple(one for one in names_by_folder(root) if one.folder.startswith("people/"))
    copies = copies_in(there, excepted).of
    read = (path for path in files_of(root, "people", excepted).read if path not in copies)
    yield from full_first(root, tuple(read))
    yield from placeholders_in(there)
