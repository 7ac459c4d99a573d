"""The book for other programs: cards, a table, one JSON object, or a folder with a card each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kithbook.actions.exported_folder import FolderChange, put_into
from kithbook.actions.outgoing_file import require_outgoing, write_outgoing
from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.google_writing import has_no_column, write_google_table
from kithbook.exchange.person_cards import NOTES, contact_card, person_card, person_uid
from kithbook.exchange.vcard_reading import every_card
from kithbook.exchange.vcard_writing import (
    NEW,
    OLD,
    beginning,
    file_name,
    write_vcard,
    write_vcards,
)
from kithbook.shapes.of_book import book_lines
from kithbook.text.built import BUILD
from kithbook.text.nodes import content_of, real
from kithbook.text.refusal import refuse

VCARD, VCARD4, CSV, JSON, VDIR = FORMS = ("vcard", "vcard4", "csv", "json", "vdir")
_ENDINGS = {".vcf": VCARD, ".vcard": VCARD, ".csv": CSV, ".json": JSON}
# What ours begin with; a table of ours looks as one of Google's.
_CARDS = (beginning(OLD), beginning(NEW))
_BEGINNINGS = {VCARD: _CARDS, VCARD4: _CARDS, JSON: (b'{\n "kithbook": ',)}
_MOST = 200_000_000
_TABLES: Mapping[str, Callable[[tuple[ContactCard, ...]], bytes]] = {
    VCARD: write_vcards,
    VCARD4: lambda cards: write_vcards(cards, NEW),
    CSV: write_google_table,
}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be exported, and to where; `to` of None is for whoever takes the bytes.

    `along` is what goes along only where it is asked for; `contacts` takes rosters in, `living`
    leaves the dead out, `over` lets a file or a changed card be replaced.
    """

    to: Path | None
    form: str = ""
    along: frozenset[str] = frozenset()
    contacts: bool = False
    living: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export held; `content` where it is for whoever asked, `change` of a folder."""

    form: str
    people: int
    contacts: int = 0
    dead: int = 0
    unread: tuple[str, ...] = ()
    poorer: int = 0
    content: bytes = b""
    remark: str = ""
    change: FolderChange = field(default_factory=FolderChange)
    names: Mapping[str, str] = field(default_factory=dict)


def export_book(root: Path, network: Network, wish: ExportWish) -> Exported:
    """Writes the book as it is wished. Raises Declined where it cannot go there."""
    form = wish.form or _form_of(wish.to)
    target = wish.to
    if target is not None:
        _require_place(root, target, folder=form == VDIR)
    elif form == VDIR:
        refuse("A folder cannot go to stdout. Name one: kith export FOLDER --as vdir.")
    if form == JSON:
        return _whole_book(root, network, target, over=wish.over)
    people = _people(network, wish)
    others = _others(root, network, wish) if wish.contacts else ()
    made = Exported(
        form,
        people=len(people),
        contacts=len(others),
        dead=sum(1 for card in people if card.died) if not wish.living else 0,
        unread=_unread(network),
    )
    cards = (*people, *others)
    if form == VDIR and target is not None:
        return _folder(network, target, cards, made, over=wish.over)
    content = _TABLES[form](cards)
    poorer = sum(map(has_no_column, cards)) if form == CSV else 0
    return _handed_over(root, replace(made, poorer=poorer), target, content, over=wish.over)


def _form_of(target: Path | None) -> str:
    """The form that a name asks for."""
    if target is None:
        return VCARD
    if target.is_dir():
        return VDIR
    form = _ENDINGS.get(target.suffix.lower())
    if form is None:
        refuse(
            f"{target.name or target}: its ending does not say in which form. Name a .vcf, .csv or "
            ".json file or a folder that is there, or say --as vcard, vcard4, csv, json or vdir."
        )
    return form


def _require_place(root: Path, target: Path, *, folder: bool) -> None:
    """Refuses places of the book, and what is no place for such an export."""
    require_outgoing(root, target)
    if folder and target.exists() and not target.is_dir():
        refuse(f"{target}: that is a file, and the cards go to a folder. Name a folder.")
    if folder and real(target) == real(root / BUILD):
        refuse(f"{target}: the sites are built there. Take {BUILD}/cards instead.")


def _people(network: Network, wish: ExportWish) -> tuple[ContactCard, ...]:
    """The cards of people whose files can be read whole, by name."""
    return tuple(
        person_card(network, one, wish.along)
        for one in network.everyone
        if not (one.torn or (wish.living and one.dead))
    )


def _unread(network: Network) -> tuple[str, ...]:
    """The files of people that cannot be read, or only in part."""
    torn = (one.path for one in network.everyone if one.torn)
    return tuple(sorted({*torn, *(one.path for one in network.unread)}))


def _others(root: Path, network: Network, wish: ExportWish) -> tuple[ContactCard, ...]:
    """The cards of contacts without a file: whole where the roster is one of cards."""
    whole: dict[str, dict[int, ContactCard]] = {}
    return tuple(_card_of(root, one, wish.along, whole) for one in network.strangers)


def _card_of(
    root: Path, one: Contact, along: frozenset[str], whole: dict[str, dict[int, ContactCard]]
) -> ContactCard:
    path = one.at.path
    if not path.lower().endswith((".vcf", ".vcard")):
        return contact_card(one, along)
    if path not in whole:
        cards = every_card(path, (root / path).read_bytes())
        whole[path] = {card.at.line: card for card in cards}
    thin, card = contact_card(one, along), whole[path].get(one.at.line)
    if card is None:
        return thin
    return replace(card, uid=card.uid or thin.uid, notes=card.notes if NOTES in along else ())


def _folder(
    network: Network, target: Path, cards: tuple[ContactCard, ...], made: Exported, *, over: bool
) -> Exported:
    """One file a card; those of people whose files cannot be read now stay as they are."""
    taken: set[str] = set()
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for card in cards:
        uid = card.uid if card.uid not in taken else ""
        name = f"{file_name(uid)}.vcf" if uid else ""
        written = write_vcard(replace(card, uid=uid), OLD, taken)
        name = name or f"{file_name(_uid_in(written))}.vcf"
        files[name], names[name] = written, card.name
    lost = (*(one.id for one in network.everyone if one.torn), *(one.id for one in network.unread))
    kept = {f"{file_name(person_uid(one))}.vcf" for one in lost}
    return replace(made, change=put_into(target, files, kept, replace=over), names=names)


def _uid_in(written: bytes) -> str:
    return next(iter(every_card("", written))).uid


def _whole_book(root: Path, network: Network, target: Path | None, *, over: bool) -> Exported:
    """Everything, as the files have it and as the book reads it."""
    content = b"".join(line.encode() for line in book_lines(network, _files(root)))
    made = Exported(JSON, people=len(network.people), contacts=len(network.contacts))
    made = replace(made, unread=_unread(network))
    return _handed_over(root, made, target, content, over=over)


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the owner, by their places; links are not followed."""
    inside = (
        Path(at) / name
        for folder in dict.fromkeys((*OWN_FOLDERS, "content"))
        for at, _, names in os.walk(root / folder)
        for name in names
    )
    found = {path for path in (*root.glob("*.yml"), *inside) if not path.is_symlink()}
    for path in sorted(found):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _handed_over(
    root: Path, made: Exported, target: Path | None, content: bytes, *, over: bool
) -> Exported:
    """An export in its place; what is there already goes only where it is one of ours."""
    if target is None:
        return replace(made, content=content)
    there = content_of(real(target).parent, real(target), _MOST)
    if there not in (None, content) and not over and not _is_ours(made.form, there or b""):
        refuse(
            f"{target} is there already, and nothing in it says that kith export wrote it. Choose "
            "another name, or add --replace."
        )
    return replace(made, remark=write_outgoing(root, target, content, b""))


def _is_ours(form: str, there: bytes) -> bool:
    """Whether a file is an earlier export in that form; a table may be anybody's."""
    return not there or there.startswith(_BEGINNINGS.get(form, ()))
