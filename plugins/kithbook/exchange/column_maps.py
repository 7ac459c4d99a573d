"""Column maps: which field of a card each column of a table holds, whoever made the table.

The maps of programs that are known are data, in `columns/`; any other table gets one proposed,
which its owner may change: `rosters/columns/NAME.yml`, a line a column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kithbook.book.other_keys import ours
from kithbook.book.roster_columns import column_key
from kithbook.language.column_words import told_column
from kithbook.text.plain_yaml import read_yaml
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.source import Keys, Scalar, Source, compose
from kithbook.text.unseen import json_of
from kithbook.text.words import did_you_mean, fold, listed

KEPT = "kept"
_MEANT = {
    "name": "the whole name", "given": "given name", "middle": "further given names",
    "family": "family name", "prefix": "what stands before the name",
    "suffix": "what stands behind the name", "nickname": "nickname", "uid": "what keeps them apart",
    "org": "organisation", "department": "department", "title": "position", "role": "occupation",
    "email": "e-mail", "phone": "telephone", "url": "web page", "messenger": "messenger",
    "address.whole": "address", "address.street": "street", "address.city": "town",
    "address.region": "region", "address.code": "postal code", "address.country": "country",
    "address.box": "post box", "address.extended": "address, second line",
    "address.label": "what an address is for", "email.label": "what an e-mail is for",
    "phone.label": "what a telephone is for", "url.label": "what a web page is for",
    "messenger.label": "which messenger", "related": "somebody close",
    "related.label": "what somebody close is to them", "day": "day to remember",
    "day.label": "what a day is", "own": "a field of your own", "own.label": "its name",
    "notes": "notes", "tags": "tags", "born": "birthday", "born.year": "year of birth",
    "born.month": "month of birth", "born.day": "day of birth in its month",
    "anniversary": "anniversary",
    "died": "day of death", "photo": "photograph", "connected": "day of the connection",
    "through": "through whom you met",
}  # fmt: skip
_OF_ROSTERS = {
    "first": "given", "middle": "middle", "last": "family", "name": "name", "title": "title",
    "org": "org", "role": "title", "email": "email", "phone": "phone", "url": "url",
    "place": "address.city", "tags": "tags", "born": "born", "connected": "connected",
    "nickname": "nickname", "notes": "notes",
}  # fmt: skip
_OF_KEYS = {
    "reach.linkedin": "url linkedin", "reach.address": "address.whole", "reach.web": "url",
    "met.through": "through", "met.on": "connected", "died": "died", "dates": "day",
    "reach.mastodon": "messenger mastodon", "reach.signal": "messenger signal",
    "reach.whatsapp": "messenger whatsapp",
}  # fmt: skip
_MESSENGERS = ("telegram", "github", "matrix", "bluesky", "instagram", "twitter", "facebook")
_OWN_NAMES = {
    "id": "uid", "uid": "uid", "uuid": "uid", "contact id": "uid", "anniversary": "anniversary",
    "wedding anniversary": "anniversary", "street": "address.street", "state": "address.region",
    "region": "address.region", "province": "address.region", "zip": "address.code",
    "zip code": "address.code", "postal code": "address.code", "postcode": "address.code",
    "country": "address.country", "department": "department", "work phone": "phone work",
    "office phone": "phone work", "home phone": "phone home", "mobile": "phone cell",
    "mobile phone": "phone cell", "cell phone": "phone cell", "work email": "email work",
    "personal email": "email home", "home email": "email home", "secondary email": "email",
    "other email": "email", "suffix": "suffix", "prefix": "prefix",
}  # fmt: skip
_LOOKS = (
    (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}"), "email"),
    (re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE), "url"),
    (re.compile(r"(?:\+|00)[1-9][\d ()/.-]{6,20}"), "phone"),
)
_MOST = 0.8
"""Of the cells of a column that nobody knows, so many have to look alike."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NUMBER = re.compile(r"\d+")
_PLAIN = re.compile(r"[^\W\d_][\w ()/.-]*")
_YAML_WORDS = ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
_NAMED = frozenset(("name", "given", "family", "nickname"))
_FOLDER = Path(__file__).parent / "columns"
WORDS = (*(word for word in _MEANT if not word.endswith(".label")), KEPT)
"""What may be said of a column; behind some may stand what the value is for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column goes: a field, the part of it, what the value is for, and its number."""

    field: str
    part: str = ""
    labels: tuple[str, ...] = ()
    number: str = ""

    @property
    def meaning(self) -> str:
        """What it holds, in words; empty where it is kept unread."""
        said = _MEANT.get(".".join(filter(None, (self.field, self.part))), "")
        return f"{said} ({' '.join(self.labels)})" if said and self.labels else said


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of one kind of table by their folded names, `#` for a number.

    A table is of this kind where it has all columns, or all fields, of one row of `told_by`.
    """

    kind: str
    called: str
    stem: str
    told_by: tuple[tuple[str, ...], ...]
    places: Mapping[str, str]

    def place_of(self, column: str) -> Place | None:
        """Where a column goes; None for one that the map does not know."""
        name = spelt_column(column)
        if (written := self.places.get(name)) is not None:
            return _place(written)
        numbers = tuple(_NUMBER.findall(name))
        written = self.places.get(_NUMBER.sub("#", name)) if numbers else None
        return _place(written, " ".join(numbers)) if written is not None else None

    def places_of(self, columns: Iterable[str]) -> list[Place | None]:
        """Where the columns of a table go; one that stands a second time may go elsewhere."""
        count: Counter[str] = Counter()
        found = []
        for column in columns:
            name = spelt_column(column)
            count[name] += 1
            again = self.places.get(f"{name} {count[name]}") if count[name] > 1 else None
            place = _place(again) if again is not None else self.place_of(column)
            if place and place.field == "address" and count[name] > 1 and not place.number:
                # Street, town, street, town: a second address, and no second line of the first.
                place = replace(place, number=str(count[name]))
            found.append(place)
        return found

    def fits(self, columns: Collection[str]) -> int:
        """How many columns of a table it knows; 0 where the table is of another kind."""
        names = {_NUMBER.sub("#", spelt_column(column)) for column in columns}
        names |= {spelt_column(column) for column in columns}
        known = [place for column in columns if (place := self.place_of(column))]
        fields = {place.field for place in known}
        told = any(all(each in names or each in fields for each in row) for row in self.told_by)
        return len(known) if told else 0


@cache
def shipped_maps() -> tuple[ColumnMap, ...]:
    """The maps of the programs that are known."""
    return tuple(_shipped(path) for path in sorted(_FOLDER.glob("*.yml")))


def proposed_map(
    stem: str, columns: Sequence[str], rows: Sequence[Sequence[str]] = ()
) -> ColumnMap:
    """A map for a table of a kind that nobody knows, by what its columns are called.

    Of a column that is called as nobody knows, its cells in the `rows` may tell what they are.
    """
    places: dict[str, str] = {}
    for at, column in enumerate(columns):
        if column.strip():
            place = _proposed(column)
            place = _of_cells(rows, at) if place == KEPT else place
            if places.get(spelt_column(column), KEPT) == KEPT:
                places[spelt_column(column)] = place
    if "born.month" in places.values():
        # Beside the month of a birth, a column that is called Birthday holds the day in it.
        places = {name: "born.day" if to == "born" else to for name, to in places.items()}
    if "given" in places.values() and "family" not in places.values():
        # Beside a given name, a column that is called Name holds the family name.
        places = {name: "family" if place == "name" else place for name, place in places.items()}
    if rows and not _NAMED & set(places.values()):
        # Somebody has to be called something: a column that speaks of a name is likeliest it.
        called = (name for name, place in places.items() if place == KEPT and _says_name(name))
        if (likely := next(called, None)) is not None:
            places[likely] = "name"
    return ColumnMap("csv", stem, stem, (tuple(places),), places)


def _says_name(column: str) -> bool:
    return any(column_key(word) == "name" for word in re.findall(r"[^\W\d_]+", column))


def map_text(columns: Collection[str], shown: ColumnMap, table: str) -> str:
    """The text of a map, as the owner keeps it and may change it."""
    lines = {spelt_column(each): each for each in columns if each.strip()}
    said = "\n".join(f"{_key(written)}: {shown.places[name]}" for name, written in lines.items())
    return (
        f"# What each column of {table} holds. Change the word on the right, and import again.\n"
        f"# The words: {listed(WORDS[:-1], 'and')}; kept is for what stays in the table alone.\n"
        f"# Behind phone, email, address.street, url, messenger, related or day may stand what it\n"
        f"# is for, as in: phone work.\n{said}\n"
    )


def read_column_map(source: Source, stem: str) -> ColumnMap:
    """The owner's map of a table; refuses a word that is no field."""
    found, problems = compose(source, 0, len(source.text))
    if not isinstance(found, Keys):
        why = problems[0] if problems else None
        at = why.location if why else Location(source.path)
        raise Refused(at, why.message if why else "There is no column in this map")
    places: dict[str, str] = {}
    for key, value in found.pairs:
        word = value.text if isinstance(value, Scalar) else ""
        places[spelt_column(key.text)] = place_said(word, source.location(value.start))
    return ColumnMap("csv", stem, stem, (tuple(places),), places)


def with_places(source: Source, places: Iterable[tuple[str, str]]) -> str:
    """The text of an owner's map with some columns added at its end, or said otherwise."""
    found, _ = compose(source, 0, len(source.text))
    pairs = found.pairs if isinstance(found, Keys) else ()
    values = {spelt_column(key.text): value for key, value in pairs}
    text, more = source.text, []
    changes: list[tuple[int, int, str]] = []
    for name, place in places:
        if there := values.get(spelt_column(name)):
            changes.append((there.start, there.end, place))
        else:
            more.append(f"{_key(name)}: {place}\n")
    for start, end, place in sorted(changes, reverse=True):
        text = f"{text[:start]}{place}{text[end:]}"
    return text + ("" if text.endswith("\n") or not more else "\n") + "".join(more)


def place_said(word: str, at: Location) -> str:
    """The field that the owner says a column holds; refused where there is none of that name."""
    word = " ".join(word.split())
    field, _, label = word.partition(" ")
    if field in _MEANT or (field == KEPT and not label):
        return word
    near = did_you_mean(field, (*_MEANT, KEPT))
    perhaps = near.replace("Did you mean", "Perhaps it is").rstrip("?.")
    hint = perhaps or f"Write one of {listed(WORDS)}"
    raise Refused(at, f'"{word[:40]}" is no field of a card', hint)


def _proposed(column: str) -> str:
    name = spelt_column(column)
    place = ours("a person", name)
    if found := _OWN_NAMES.get(name) or _OF_KEYS.get(place):
        return found
    head, _, word = place.partition(".")
    if head == "reach" and word in _MESSENGERS:
        return f"messenger {word}"
    if head == "ties":
        return f"related {word}"
    if told := told_column(column):
        return told
    if (bare := _IN_BRACKETS.sub("", column)) != column and bare.strip():
        return _proposed(bare)
    return _OF_ROSTERS.get(column_key(column), KEPT)


def _of_cells(rows: Sequence[Sequence[str]], at: int) -> str:
    """What the cells of a column are by their look: addresses, pages or numbers, nearly all."""
    cells = [cell for row in rows if at < len(row) and (cell := row[at].strip())]
    for shape, place in _LOOKS:
        if cells and sum(bool(shape.fullmatch(cell)) for cell in cells) >= _MOST * len(cells):
            return place
    return KEPT


def _place(written: str, number: str = "") -> Place:
    word, _, labels = written.partition(" ")
    field, _, part = word.partition(".")
    return Place(field, part, tuple(labels.split()), number)


@cache
def spelt_column(column: str) -> str:
    """The name of a column or a key as it is looked up."""
    return fold(column.replace("_", " ").strip("\ufeff"))


def _key(column: str) -> str:
    name = " ".join(column.split())
    good = _PLAIN.fullmatch(name) and name.lower() not in _YAML_WORDS and not name.endswith(" ")
    return name if good else json_of(name)


def _shipped(path: Path) -> ColumnMap:
    told = read_yaml(path)
    places, rows = told["columns"], told["told_by"]
    assert isinstance(places, dict)  # noqa: S101 - a file of ours, which a test reads
    assert isinstance(rows, list)  # noqa: S101 - likewise
    return ColumnMap(
        path.stem,
        str(told["called"]),
        str(told["stem"]),
        tuple(tuple(spelt_column(each) for each in row) for row in rows),
        {spelt_column(name): str(place) for name, place in places.items()},
    )
