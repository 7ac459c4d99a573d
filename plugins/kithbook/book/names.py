"""Names without the rest: who is in the book, for commands that need no more of it.

There is one reader: front matter is found and its YAML composed as `kith check` does it, and only
then the two keys that hold names are looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kithbook.book.copies import copies_among
from kithbook.book.merges import SourceVersions, versions_of
from kithbook.book.network import NameIndex
from kithbook.text.nodes import is_own_folder
from kithbook.text.problems import Problem
from kithbook.text.source import (
    Items,
    Keys,
    Scalar,
    Source,
    blank_controls,
    compose,
    read_source,
    split_front_matter,
)
from kithbook.text.words import fold

Named = tuple[str, str, tuple[str, ...]]
KEYS = ("name", "aliases")


def load_names(root: Path) -> NameIndex:
    """Finds people by name, as the network does, without reading the rest of their files."""
    return NameIndex(read_names(root))


def read_names(root: Path) -> Iterator[Named]:
    """The id, name and aliases of everyone with a file; who cannot be read goes by the id."""
    taken: set[str] = set()
    files = _files(root / "people")
    copies = copies_among(files).of
    for name in files:
        if name in copies:
            continue
        person = name[: name.rindex(".")]
        key = fold(person)
        if key in taken:
            continue
        taken.add(key)
        path = root / "people" / name
        source = read_source(root, path)
        if isinstance(source, Source):
            yield names_of(source) or (person, person, ())
        elif source.code == "unfinished-merge":
            shown, *others = names_in_merge(versions_of(root, path)) or (person,)
            yield person, shown, tuple(others)
        else:
            yield person, person, ()


def names_in_merge(found: SourceVersions) -> tuple[str, ...]:
    """The names of somebody in either version of a file, the first of them to be shown."""
    read = (named for one in (found.ours, found.theirs) if (named := names_of(one)))
    names = dict.fromkeys(name for _, first, more in read for name in (first, *more))
    return tuple(names)


def names_of(source: Source) -> Named | None:
    """The id, name and aliases in a person file; None where its keys cannot be read."""
    person = PurePosixPath(source.path).stem
    clean, _ = blank_controls(source)
    start, end = int(clean.text.startswith("\ufeff")), len(clean.text)
    if source.path.endswith(".md"):
        split = split_front_matter(clean)
        if isinstance(split, Problem):
            return None
        start, end = split.front
    keys, _ = compose(clean, start, end, only=KEYS)
    return (person, name_in(keys) or person, aliases_in(keys)) if keys else None


def name_in(keys: Keys) -> str:
    """The name as written; empty when there is none."""
    node = keys.get("name")
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def aliases_in(keys: Keys) -> tuple[str, ...]:
    """The other names as written."""
    node = keys.get("aliases")
    found = node.nodes if isinstance(node, Items) else (node,)
    texts = (" ".join(item.text.split()) for item in found if isinstance(item, Scalar))
    return tuple(text for text in texts if text)


def _files(folder: Path) -> list[str]:
    if not is_own_folder(folder.parent, folder):
        return []
    try:
        with os.scandir(folder) as found:
            return sorted(
                item.name
                for item in found
                if item.name.endswith((".md", ".yml"))
                and item.name[0] not in ".#~"
                and item.name.rpartition(".")[0].lower() != "readme"
            )
    except OSError:
        return []
