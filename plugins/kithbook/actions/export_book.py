"""The book for other programs: cards, a table, one JSON object, or a folder with a card each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kithbook.actions.exported_folder import FolderChange, put_into
from kithbook.actions.outgoing_file import require_outgoing, stream_outgoing
from kithbook.actions.row_cards import cards_of, with_row
from kithbook.actions.whom_to_promote import SameContacts
from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.book.contact import Contact
from kithbook.book.network import Network
from kithbook.book.roster_places import CARDS
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.google_writing import google_rows, has_no_column
from kithbook.exchange.person_cards import NOTES, contact_card, person_card, person_uid
from kithbook.exchange.vcard_reading import every_card
from kithbook.exchange.vcard_writing import (
    NEW,
    OLD,
    beginning,
    each_vcard,
    file_name,
    write_vcard,
)
from kithbook.shapes.of_book import book_lines
from kithbook.text.built import BUILD
from kithbook.text.nodes import real
from kithbook.text.problems import Location
from kithbook.text.refusal import refuse

VCARD, VCARD4, CSV, JSON, VDIR = FORMS = ("vcard", "vcard4", "csv", "json", "vdir")
_ENDINGS = {".vcf": VCARD, ".vcard": VCARD, ".csv": CSV, ".json": JSON}
# What ours begin with; a table of ours looks as one of Google's.
_CARDS = (beginning(OLD), beginning(NEW))
_BEGINNINGS = {VCARD: _CARDS, VCARD4: _CARDS, JSON: (b'{\n "kithbook": ',)}
_PIECES: Mapping[str, Callable[[Iterable[ContactCard]], Iterator[bytes]]] = {
    VCARD: each_vcard,
    VCARD4: lambda cards: each_vcard(cards, NEW),
    CSV: google_rows,
}
Take = Callable[[bytes], object]
"""What takes an export piece by piece that goes to no file."""


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
    people: int = 0
    contacts: int = 0
    dead: int = 0
    unread: tuple[str, ...] = ()
    poorer: int = 0
    content: bytes = b""
    remark: str = ""
    change: FolderChange = field(default_factory=FolderChange)
    names: Mapping[str, str] = field(default_factory=dict)


def export_book(
    root: Path, network: Network, wish: ExportWish, take: Take | None = None
) -> Exported:
    """Writes the book as it is wished, or hands it to `take`. Raises Declined where it cannot."""
    form = wish.form or _form_of(wish.to)
    target = wish.to
    if target is not None:
        _require_place(root, target, folder=form == VDIR)
    elif form == VDIR:
        refuse("A folder cannot go to stdout. Name one: kith export FOLDER --as vdir.")
    cards = _Cards(root, network, wish)
    made = Exported(form, unread=_unread(network))
    if form == JSON:
        made = replace(made, people=len(network.people), contacts=len(network.contacts))
        lines = (line.encode() for line in book_lines(network, _files(root)))
        return _handed_over(root, made, wish, lines, take)
    if form == VDIR and target is not None:
        return cards.counted(_folder(network, target, cards, made, over=wish.over))
    return cards.counted(_handed_over(root, made, wish, _PIECES[form](cards), take))


class _Cards:
    """The cards of an export, made one by one, and counted as they pass."""

    def __init__(self, root: Path, network: Network, wish: ExportWish) -> None:
        self._root, self._network, self._wish = root, network, wish
        self._people = self._contacts = self._dead = self._poorer = 0

    def __iter__(self) -> Iterator[ContactCard]:
        for card in _people(self._network, self._wish):
            self._people += 1
            self._dead += bool(card.died)
            yield self._seen(card)
        for card in _others(self._root, self._network, self._wish) if self._wish.contacts else ():
            self._contacts += 1
            yield self._seen(card)

    def _seen(self, card: ContactCard) -> ContactCard:
        self._poorer += has_no_column(card)
        return card

    def counted(self, made: Exported) -> Exported:
        """An export with what went by."""
        return replace(
            made,
            people=self._people,
            contacts=self._contacts,
            dead=self._dead,
            poorer=self._poorer if made.form == CSV else 0,
        )


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


def _people(network: Network, wish: ExportWish) -> Iterator[ContactCard]:
    """The cards of people whose files can be read whole, by name."""
    for one in network.everyone:
        if not (one.torn or (wish.living and one.dead)):
            yield person_card(network, one, wish.along)


def _unread(network: Network) -> tuple[str, ...]:
    """The files of people that cannot be read, or only in part."""
    torn = (one.path for one in network.everyone if one.torn)
    return tuple(sorted({*torn, *(one.path for one in network.unread)}))


def _others(root: Path, network: Network, wish: ExportWish) -> Iterator[ContactCard]:
    """The cards of contacts without a file, whole; who surely is one in several books is one."""
    whole: dict[str, dict[int, ContactCard]] = {}
    same, told = SameContacts(root, network), set[Contact]()
    for contact in network.strangers:
        if contact in told:
            continue
        together = same.with_others(contact)
        told.update(together)
        first, *more = (_card_of(root, one, wish.along, whole) for one in together)
        for card in more:
            first = with_row(first, card, more=NOTES in wish.along)
        yield replace(first, uid=_card_of(root, min(together, key=_place), wish.along, whole).uid)


def _place(one: Contact) -> Location:
    return one.at


def _card_of(
    root: Path, one: Contact, along: frozenset[str], whole: dict[str, dict[int, ContactCard]]
) -> ContactCard:
    path = one.at.path
    is_of_cards = path.lower().endswith(CARDS)
    if path not in whole:
        cards = every_card(path, (root / path).read_bytes()) if is_of_cards else ()
        whole[path] = {card.at.line: card for card in cards} or cards_of(root, path)
    card = whole[path].get(one.at.line)
    if not is_of_cards:
        return with_row(contact_card(one, along), card, more=NOTES in along)
    if card is None:
        return contact_card(one, along)
    uid = card.uid or contact_card(one, along).uid
    return replace(card, uid=uid, notes=card.notes if NOTES in along else ())


def _folder(
    network: Network, target: Path, cards: Iterable[ContactCard], made: Exported, *, over: bool
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
    root: Path, made: Exported, wish: ExportWish, pieces: Iterator[bytes], take: Take | None
) -> Exported:
    """An export in its place; what is there already goes only where it is one of ours."""
    if wish.to is not None:

        def is_ours(head: bytes) -> bool:
            return wish.over or not head or head.startswith(_BEGINNINGS.get(made.form, ()))

        return replace(made, remark=stream_outgoing(root, wish.to, pieces, is_ours))
    if take is None:
        return replace(made, content=b"".join(pieces))
    for piece in pieces:
        take(piece)
    return made
