"""What is to be imported, opened and recognised, with what the book knows of its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kithbook.book.roster_places import FOLDER, LAST, beside_contacts
from kithbook.exchange.imported import Imported
from kithbook.exchange.owners_side import owners_side
from kithbook.exchange.recognition import kinds, recognise
from kithbook.text.nodes import lies_within
from kithbook.text.refusal import refuse
from kithbook.text.words import listed


def import_sources(
    root: Path,
    paths: Iterable[Path],
    as_kind: str | None = None,
    tell: Callable[[Path], None] | None = None,
) -> tuple[Imported, ...]:
    """Each file, folder or zip as it is read; refused where there is nothing in it to import."""
    if as_kind is not None and as_kind not in kinds():
        refuse(f'"{as_kind}" is no kind of import. The kinds are: {listed(kinds(), "and")}.')
    own = owners_side(root)
    found = []
    for path in paths:
        _require_readable(root, path)
        if tell:
            tell(path)
        one = recognise(path, as_kind, own)
        # The address book is there as text, and its cards would only take room.
        found.append(replace(one, stem=_free_stem(one), cards=()))
    return tuple(found)


def _free_stem(one: Imported) -> str:
    """The name of its roster; one that means something else in `rosters/` gets a word more."""
    places = (f"{FOLDER}/{one.stem}{one.ending}", f"{LAST}/{one.stem}{one.ending}")
    taken = beside_contacts(places[0]) or beside_contacts(places[1]) == "changes"
    return f"{one.stem}-contacts" if taken else one.stem


def _require_readable(root: Path, path: Path) -> None:
    if not (path.is_file() or path.is_dir()):
        refuse(f"{path.name} is no file and no folder, so there is nothing to read.")
    if lies_within(path.resolve(), root / FOLDER):
        refuse(
            f"{path.name} lies in {FOLDER}/ already, where address books are read as they are. "
            "Name the export as the other program wrote it."
        )
