"""Column maps: which field of a card each column of a table holds, whoever made the table.

The maps of programs that are known are data, in `columns/`; any other table gets one proposed,
which its owner may change: `rosters/columns/NAME.yml`, a line a column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kithbook.book.other_keys import ours
from kithbook.book.roster_columns import column_key
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
    "notes": "notes", "tags": "tags", "born": "birthday", "anniversary": "anniversary",
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
_NUMBER = re.compile(r"\d+")
_PLAIN = re.compile(r"[^\W\d_][\w ()/.-]*")
_YAML_WORDS = ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
_FOLDER = Path(__file__).parent / "columns"


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


def proposed_map(stem: str, columns: Collection[str]) -> ColumnMap:
    """A map for a table of a kind that nobody knows, by what its columns are called."""
    places = {spelt_column(column): _proposed(column) for column in columns if column.strip()}
    if "given" in places.values() and "family" not in places.values():
        # Beside a given name, a column that is called Name holds the family name.
        places = {name: "family" if place == "name" else place for name, place in places.items()}
    return ColumnMap("csv", stem, stem, (tuple(places),), places)


def map_text(columns: Collection[str], shown: ColumnMap, table: str) -> str:
    """The text of a map, as the owner keeps it and may change it."""
    lines = {spelt_column(each): each for each in columns if each.strip()}
    said = "\n".join(f"{_key(written)}: {shown.places[name]}" for name, written in lines.items())
    words = [word for word in _MEANT if not word.endswith((".label",))]
    return (
        f"# What each column of {table} holds. Change the word on the right, and import again.\n"
        f"# The words: {listed(words, 'and')}; kept is for what stays in the table alone.\n"
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
        word = " ".join(value.text.split()) if isinstance(value, Scalar) else ""
        if not _is_place(word):
            at = source.location(value.start)
            near = did_you_mean(word.split(" ")[0], (*_MEANT, KEPT))
            raise Refused(at, f'"{word[:40]}" is no field of a card', near.rstrip("?.") or _WORDS)
        places[spelt_column(key.text)] = word
    return ColumnMap("csv", stem, stem, (tuple(places),), places)


_WORDS = f"Write one of {listed((*_MEANT, KEPT))}"


def _is_place(word: str) -> bool:
    field, _, label = word.partition(" ")
    return field in _MEANT or (field == KEPT and not label)


def _proposed(column: str) -> str:
    name = spelt_column(column)
    if name in _OWN_NAMES:
        return _OWN_NAMES[name]
    place = ours("a person", name)
    if place in _OF_KEYS:
        return _OF_KEYS[place]
    head, _, word = place.partition(".")
    if head == "reach" and word in _MESSENGERS:
        return f"messenger {word}"
    if head == "ties":
        return f"related {word}"
    return _OF_ROSTERS.get(column_key(column), KEPT)


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
