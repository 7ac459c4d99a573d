"""Folders of notes of other programs: a Markdown file a person, and one for what happened.

What their keys hold is told by the maps in `folders/`. Of mails and messages only counts are kept.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath
from typing import cast

from kithbook.book.roster_tables import Conversation
from kithbook.exchange.column_maps import ColumnMap, spelt_column
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.import_files import read_file
from kithbook.exchange.imported import Happening, Imported, NotTaken
from kithbook.exchange.table_cards import RowReading, TableHead
from kithbook.exchange.table_remarks import NotTakenSoFar
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.decoding import read_export
from kithbook.text.name_links import bare_name
from kithbook.text.plain_yaml import read_yaml
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Node, Scalar, compose, split_front_matter
from kithbook.text.words import fold

MAX_NOTE = 2_000_000
MAX_NOTES = 50_000
_FOLDER = Path(__file__).parent / "folders"
_MARKDOWN = (".md", ".markdown")
_YEARLESS = re.compile(r"\d\d-\d\d")
_EMBEDDED = re.compile(r"^[ \t]*!\[\[[^\]\n]*\]\][ \t]*$", re.MULTILINE)
_ORIGINAL = "## Original"
_BETWEEN = " ::: "
_BODY = "body"
_OUT = ("out", "outgoing", "sent")


@dataclass(frozen=True, slots=True)
class FolderMap:
    """How a program keeps people in notes: which files, which keys, what becomes of a mail."""

    kind: str
    columns: ColumnMap
    told: Mapping[str, object]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list in the map."""
        return tuple(cast("Sequence[str]", self.told[key]))

    def pairs(self, key: str) -> Mapping[str, str]:
        """A table in the map."""
        return cast("Mapping[str, str]", self.told[key])

    def is_person(self, note: _Note) -> bool:
        """Whether a note is somebody's."""
        return _is_of(note, self.texts("people"), self.pairs("where"))

    def is_event(self, note: _Note) -> bool:
        """Whether a note tells what happened with somebody."""
        return _is_of(note, self.texts("happened"), self.pairs("happened_where"))


@dataclass(frozen=True, slots=True)
class _Note:
    """One note: its place in the folder, its keys as texts, and the text below them."""

    path: str
    keys: Mapping[str, tuple[str, ...]]
    body: str

    def first(self, key: str) -> str:
        return next(iter(self.keys.get(key, ())), "")


@cache
def folder_maps() -> tuple[FolderMap, ...]:
    """The programs whose folders are read."""
    return tuple(_shipped(path) for path in sorted(_FOLDER.glob("*.yml")))


def read_markdown_folder(path: Path, as_kind: str | None, *, by_keys: bool) -> Imported | None:
    """The people of a folder of notes; None where it is of no program that is known.

    With `by_keys` the notes are looked into where their places tell nothing.

    Raises:
        Refused: nobody is in it.
    """
    places = list(_markdown_in(path))
    maps = [each for each in folder_maps() if as_kind in (None, each.kind)]
    chosen = maps[0] if as_kind else next((each for each in maps if _tells(each, places)), None)
    if chosen is None and not by_keys:
        return None
    notes = [note for place in places if (note := _read(path, place))]
    chosen = chosen or next((each for each in maps if any(map(each.is_person, notes))), None)
    if chosen is None:
        return None
    found = _Folder(path, chosen, notes).imported(len(places) - len(notes))
    if not found.cards:
        what = f"Nobody is in this folder of {chosen.columns.called}"
        raise Refused(Location(str(path)), what, "Name the folder in which all of it lies")
    return found


def refuse_notes(path: Path) -> None:
    """Refuses a folder of notes of no program in particular, which a book reads in place."""
    if next(_markdown_in(path), None):
        vault = (path / ".obsidian").is_dir()
        what = "This is a vault of Obsidian" if vault else "This is a folder of notes"
        hint = "Notes of people are read as they are: put them into people/ of a book"
        raise Refused(Location(str(path)), what, hint)


def _markdown_in(path: Path) -> Iterator[str]:
    """The notes in a folder and those below it, by their places; links are not followed."""
    count = 0
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            place = Path(folder) / name
            if name.lower().endswith(_MARKDOWN) and name[0] != "." and not place.is_symlink():
                count += 1
                if count > MAX_NOTES:
                    what = f"It holds more than {MAX_NOTES:,} notes"
                    raise Refused(Location(str(path)), what, "Name a folder in it")
                yield place.relative_to(path).as_posix()


def _tells(each: FolderMap, places: Sequence[str]) -> bool:
    return any(_fits(place, shape) for place in places for shape in each.texts("told_by"))


def _fits(place: str, shape: str) -> bool:
    """Whether a place is of a shape; one without folders is that of any file."""
    if "/" not in shape:
        return fnmatchcase(place.rpartition("/")[2], shape)
    parts, wanted = place.split("/"), shape.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _is_of(note: _Note, shapes: Sequence[str], where: Mapping[str, str]) -> bool:
    held = all(
        value in note.keys.get(key, ()) if value else key in note.keys
        for key, value in where.items()
    )
    return held and any(_fits(note.path, shape) for shape in shapes)


def _read(folder: Path, place: str) -> _Note | None:
    """A note with keys; None for one without, or that cannot be read."""
    export = read_export(place, read_file(folder / place, MAX_NOTE))
    if export.source is None:
        return None
    split = split_front_matter(export.source)
    if isinstance(split, Problem):
        return None
    keys, _ = compose(export.source, *split.front)
    if keys is None:
        return None
    texts = {spelt_column(name.text): tuple(_texts(value)) for name, value in keys.pairs}
    body = _EMBEDDED.sub("", export.source.text[split.body :]).strip()
    return _Note(place, texts, body)


def _texts(value: Node) -> Iterator[str]:
    """The texts of a value, of a list each; of a link the name."""
    if isinstance(value, Scalar):
        text = bare_name(value.text) if "[[" in value.text else value.text.strip()
        if text and not value.empty:
            yield text
    elif isinstance(value, Items):
        for one in value.nodes:
            yield from _texts(one)
    else:
        said = (f"{name.text}: {text}" for name, one in value.pairs for text in _texts(one))
        yield "; ".join(said)


@dataclass
class _Folder:
    """The notes of one folder while they become cards and what happened."""

    path: Path
    map: FolderMap
    notes: Sequence[_Note]
    left: NotTakenSoFar = field(default_factory=NotTakenSoFar)
    people: dict[str, list[tuple[str, ContactCard]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sent: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    days: dict[str, list[PartialDate]] = field(default_factory=lambda: defaultdict(list))

    def imported(self, unread: int) -> Imported:
        """All of it, with how many notes are neither."""
        seen: set[str] = set()
        people = list(filter(self.map.is_person, self.notes))
        cards = [card for note in people if (card := self._card(note, seen))]
        happenings = [
            one for note in self.notes if self.map.is_event(note) for one in self._event(note)
        ]
        others = self.map.texts("others")
        rest = sum(
            not (self.map.is_person(note) or self.map.is_event(note))
            and not any(_fits(note.path, shape) for shape in others)
            for note in self.notes
        )
        left = [NotTaken("notes of something else", rest, self.path.name)] if rest else []
        left += (
            [NotTaken("notes without keys that can be read", unread, self.path.name)]
            if unread
            else []
        )
        names = {key for note in people for key in note.keys}
        taken = tuple(
            (name, place.meaning if (place := self.map.columns.place_of(name)) else "")
            for name in sorted(names)
        )
        return Imported(
            self.map.kind,
            self.map.columns.stem,
            tuple(cards),
            self._conversations(cards),
            tuple(happenings),
            (*self.left.told(self.path.name), *left),
            tuple(name for name, meaning in taken if meaning),
            tuple(name for name, meaning in taken if not meaning),
            taken=taken,
        )

    def _card(self, note: _Note, seen: set[str]) -> ContactCard | None:
        if note.first("me") in ("true", "yes"):
            self.left.note("the note of yourself", 1)
            return None
        cells = {key: _BETWEEN.join(values) for key, values in note.keys.items()}
        if self.map.columns.place_of("birthday") and _YEARLESS.fullmatch(cells.get("birthday", "")):
            cells["birthday"] = f"--{cells['birthday']}"
        cells[_BODY] = note.body
        if org := self._org(note):
            cells["company of a contact"] = org
        names = tuple(cells)
        rows = RowReading(note.path, TableHead(names, 1, 1, ","), self.map.columns)
        rows.left = self.left
        card = rows.card(list(cells.values()), 1)
        if card is None:
            return None
        uid = card.uid or PurePosixPath(note.path).stem
        uid = f"{PurePosixPath(note.path).parts[-3:][0]}/{uid}" if uid in seen else uid
        seen.add(uid)
        card = replace(card, uid=uid)
        for called in {uid, card.uid, card.name, *card.nicknames, PurePosixPath(note.path).stem}:
            self.people[fold(called)].append((note.path, card))
        return card

    def _org(self, note: _Note) -> str:
        """The name of the organisation, where it stands in a file of its own."""
        told = self.map.pairs("org")
        if not told:
            return ""
        up, name = told["file"].count("../"), told["file"].replace("../", "")
        parents = PurePosixPath(note.path).parents
        place = (parents[up] / name).as_posix() if up < len(parents) else ""
        found = next((each for each in self.notes if each.path == place), None)
        return found.first(told["key"]) if found else ""

    def _event(self, note: _Note) -> Iterator[Happening]:
        """What happened with each who was there; messages are counted."""
        on = _day(note.first(str(self.map.told["on"])))
        kinds, kind = self.map.pairs("kinds"), note.first(str(self.map.told["kind"]))
        if on is None:
            self.left.note("notes of what happened without a day", 1)
            return
        became = kinds.get(kind, kinds.get("", ""))
        if not became:
            self.left.note("notes of what happened of a kind that is none between people", 1)
            return
        named = [one for key in self.map.texts("with") for one in note.keys.get(key, ())]
        cards = {card.uid: card for one in named if (card := self._meant(one, note.path))}
        if not cards:
            self.left.note("notes of what happened with somebody who has no note", 1)
        words = [text for key in self.map.texts("text") for text in note.keys.get(key, ())]
        if kind in self.map.texts("words"):
            words.append(note.body.partition(_ORIGINAL)[0].strip())
        out = note.first(str(self.map.told["direction"])).lower() in _OUT
        for uid in cards:
            if kind in self.map.texts("counted"):
                self.sent[uid][out] += 1
                self.days[uid].append(on)
            else:
                yield Happening(uid, on, became, "\n".join(filter(None, words)))

    def _meant(self, name: str, path: str) -> ContactCard | None:
        """Whom a name in a note means: of several the one whose note lies nearest."""
        found = self.people.get(fold(name), [])
        company = PurePosixPath(path).parent.parent
        near = [card for place, card in found if PurePosixPath(place).parent.parent == company]
        return next(iter((*near, *(card for _, card in found))), None)

    def _conversations(self, cards: Sequence[ContactCard]) -> tuple[Conversation, ...]:
        return tuple(
            Conversation(
                card.name, card.uid, self.sent[card.uid][True], self.sent[card.uid][False],
                min(self.days[card.uid], key=str), max(self.days[card.uid], key=str),
            )
            for card in cards
            if card.uid in self.sent
        )  # fmt: skip


def _day(text: str) -> PartialDate | None:
    try:
        return parse_date(text[:10]) if text else None
    except DateFault:
        return None


def _shipped(path: Path) -> FolderMap:
    told = read_yaml(path)
    places = dict(cast("Mapping[str, str]", told["columns"]))
    places["company of a contact"] = "org"
    columns = ColumnMap(
        path.stem, str(told["called"]), str(told["stem"]), (),
        {spelt_column(name): place for name, place in places.items()},
    )  # fmt: skip
    return FolderMap(path.stem, columns, told)
