"""What is to be imported, opened and recognised, and the address book of `rosters/` it goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from kithbook.book.address_books import contacts_of, open_address_book
from kithbook.book.roster_places import FOLDER, LAST, beside_contacts
from kithbook.exchange.column_maps import place_said
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.imported import Imported
from kithbook.exchange.owners_side import OwnersSide, owners_side
from kithbook.exchange.recognition import kinds, recognise
from kithbook.exchange.which_roster import OWN_NAMES, are_one_book, book_name, earlier_exports
from kithbook.text.nodes import lies_within
from kithbook.text.problems import Location
from kithbook.text.refusal import Declined, Refused, refuse
from kithbook.text.slug import slug
from kithbook.text.words import fold, listed

PIPED = Path("-")
"""What stands for a file that is piped in."""
_ROSTERS = (".csv", ".vcf")


class Sources(NamedTuple):
    """What was read, and the files of which nothing was, each with the reason."""

    read: tuple[Imported, ...]
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the owner says of an import: its kind, its address book, columns, and piped bytes."""

    as_kind: str | None = None
    into: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    piped: bytes | None = None


def import_sources(
    root: Path,
    paths: Sequence[Path],
    wish: ImportWish | None = None,
    tell: Callable[[Path], None] | None = None,
) -> Sources:
    """Each file, folder or zip as it is read.

    Raises:
        Declined: nothing of any is to be imported; of several, one alone is enough to go on.
    """
    wish = wish or ImportWish()
    own = _owners_wish(root, wish)
    found: list[Imported] = []
    unread: list[tuple[str, str]] = []
    for path in paths:
        _require_readable(root, path)
        if tell:
            tell(path)
        try:
            one = recognise(path, wish.as_kind, own, wish.piped if path == PIPED else None)
            placed = _placed(root, replace(one, source=path.name), wish)
        except Declined as why:
            if len(paths) == 1:
                raise
            unread.append((path.name, str(why)))
        else:
            # The address book is there as text, and its cards would only take room.
            found.append(replace(placed, cards=()))
    if not found:
        raise Declined("\n".join(why for _, why in unread))
    return Sources(tuple(found), tuple(unread))


def _owners_wish(root: Path, wish: ImportWish) -> OwnersSide:
    """What the owner says, looked at before anything is read."""
    if wish.as_kind is not None and wish.as_kind not in kinds():
        refuse(f'"{wish.as_kind}" is no kind of import. The kinds are: {listed(kinds(), "and")}.')
    said = {name: _place_said(name, place) for name, place in wish.columns.items()}
    return replace(owners_side(root), said=said, into=_stem_said(wish.into))


def _place_said(name: str, place: str) -> str:
    try:
        return place_said(place, Location(name))
    except Refused as why:
        refuse(f"--column {name}={place}: {why.message}. {why.hint}.")


def _stem_said(into: str) -> str:
    """The name of a roster as the owner says it: `club`, `club.csv`, `rosters/club.csv`."""
    name = into.strip().removeprefix(f"{FOLDER}/")
    for ending in _ROSTERS:
        name = name.removesuffix(ending)
    if into and not slug(name):
        refuse(f'"{into}" is no name of an address book. Write one in letters, as --into club.')
    return slug(name)


def _placed(root: Path, one: Imported, wish: ImportWish) -> Imported:
    """A source with the name of the roster that it goes to."""
    if into := _stem_said(wish.into):
        _require_free(root, into, one)
        return replace(one, stem=into)
    if one.kind not in OWN_NAMES or not one.roster:
        return replace(one, stem=_free_stem(one))
    if one.source == PIPED.name:
        refuse("What is piped in has no name. Say which address book it is: --into NAME.")
    stem, why = _next_of(root, one)
    return replace(one, stem=_free_stem(replace(one, stem=stem)), why=why)


def _next_of(root: Path, one: Imported) -> tuple[str, str]:
    """The address book that a file is the next export of, or a new one; and why, if it is odd."""
    stem = Path(one.source).stem
    stem = one.stem if one.stem not in (book_name(stem), slug(stem)) else stem
    there, imported = (_stems(root / folder, one.ending) for folder in (FOLDER, LAST))
    name = book_name(stem)
    for earlier in earlier_exports(stem, there, imported):
        where = f"{FOLDER}/{earlier}{one.ending}"
        if earlier == slug(stem):
            return earlier, ""
        if not are_one_book(_known(one.cards), _in_roster(root, where)):
            continue
        if earlier in imported or earlier == name:
            return earlier, f"{one.source} is its next export, by the name and who is in it"
        return slug(stem), f"beside {where}, an earlier export of it"
    if name in there:
        why = f"a new one: hardly anybody of it is in {FOLDER}/{name}{one.ending}"
        return slug(stem), why
    return name, ""


def _known(cards: Iterable[ContactCard]) -> set[str]:
    return {fold(card.name) for card in cards} - {""}


def _in_roster(root: Path, path: str) -> set[str]:
    source = open_address_book(root, root / path).source
    contacts = contacts_of(source)[0] if source else ()
    return {fold(one.name) for one in contacts} - {""}


def _stems(folder: Path, ending: str) -> set[str]:
    """The names of the address books of a kind that lie in a folder."""
    if not folder.is_dir():
        return set()
    names = (path for path in folder.iterdir() if path.suffix == ending)
    return {path.stem for path in names if not beside_contacts(f"{FOLDER}/{path.name}")}


def _require_free(root: Path, stem: str, one: Imported) -> None:
    """Refuses the name of an address book that is of another kind, or is none."""
    path = f"{FOLDER}/{stem}{one.ending}"
    if beside_contacts(path) or beside_contacts(f"{LAST}/{stem}{one.ending}") == "changes":
        refuse(f"{path} is no address book. Choose another name for it: --into NAME.")
    for ending in _ROSTERS:
        other = f"{FOLDER}/{stem}{ending}"
        if one.roster and ending != one.ending and (root / other).exists():
            refuse(
                f"{other} is no {one.ending} as {one.source} is, and the two cannot be merged. "
                "Export it as you did before, or choose another name: --into NAME."
            )


def _free_stem(one: Imported) -> str:
    """The name of its roster; one that means something else in `rosters/` gets a word more."""
    places = (f"{FOLDER}/{one.stem}{one.ending}", f"{LAST}/{one.stem}{one.ending}")
    taken = beside_contacts(places[0]) or beside_contacts(places[1]) == "changes"
    return f"{one.stem}-contacts" if taken else one.stem


def _require_readable(root: Path, path: Path) -> None:
    if path == PIPED:
        return
    if not (path.is_file() or path.is_dir()):
        refuse(f"{path.name} is no file and no folder, so there is nothing to read.")
    if lies_within(path.resolve(), root / FOLDER):
        refuse(
            f"{path.name} lies in {FOLDER}/ already, where address books are read as they are. "
            "Name the export as the other program wrote it."
        )
