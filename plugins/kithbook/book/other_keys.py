"""Keys that users of Obsidian, Monica, Dex, Google, Outlook and vCard write, and ours for them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache

from kithbook.book.foreign_words import INSIDE, OURS, TIES
from kithbook.book.meant_values import meant_span
from kithbook.book.scalars import scalar_texts
from kithbook.language.dead_words import is_dead_word
from kithbook.text.name_links import bare_name
from kithbook.text.source import Items, Node, Scalar
from kithbook.text.words import fold

OF_THE_NOTE = (
    "created", "created at", "creation date", "date created", "modified", "updated", "updated at",
    "date modified", "last modified", "cssclass", "cssclasses",
)  # fmt: skip
"""What is said of a note itself, and of nobody."""


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {name: ours for ours, names in table.items() for name in names.split(", ")}


_PLACES = {**_turned(OURS), **{name: f"ties.{kind}" for name, kind in _turned(TIES).items()}}
_PLACES_INSIDE = {record: _turned(table) for record, table in INSIDE.items()}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SAYS_NOTHING = re.compile(r" (?:value|formatted|display)$")
_OF_A_PERSON = re.compile(r"^(?:person|contact|people) (?!name$)")
_SORT = re.compile(r"\[[\w ,:;-]*\](?=\.|$)")
"""The sort of a key as plugins for vCards write it: `EMAIL[WORK]`, `ADR[HOME].LOCALITY`."""
_LONGEST, _LONGEST_LIST = 60, 100
_ASKED = ("no", "false", "off", "nein", "non", "0")
_NEARLY, _ENOUGH = 0.84, 5
_WAYS = (
    "reach.email", "reach.phone", "reach.address", "reach.web", "email", "phone", "address", "web",
)  # fmt: skip
_WHICH = frozenset(
    (
        "work", "home", "other", "main", "private", "office", "school", "business", "personal",
        "icloud", "privat", "arbeit", "geschaftlich", "dienstlich", "buro", "zuhause", "andere",
        "haupt", "hauptnummer",
        "dienstl", "beruflich", "berufl", "gesch", "priv", "prof", "pro",
        "domicile", "bureau", "travail", "autre", "principal", "prive",
    )
)  # fmt: skip
_GIVEN = (
    "first name", "firstname", "given name", "forename", "vorname", "prenom", "voornaam", "fornavn",
    "fornamn",
)  # fmt: skip
_FAMILY = (
    "last name", "lastname", "family name", "surname", "nachname", "familienname",
    "nom de famille", "nom", "achternaam", "etternavn", "efternavn", "efternamn",
)  # fmt: skip
_WHOLE_NAMES = (
    "full name", "fullname", "fn", "display name", "real name", "preferred full name",
    "contact name", "nom", "nom complet", "naam", "namn", "navn", "volledige naam", "fullt namn",
    "fullt navn", "fulde navn",
)  # fmt: skip


@lru_cache(maxsize=4096)
def ours(record: str, key: str) -> str:
    """Where a foreign key belongs: `born`, `reach.email`, `ties.spouse`; `x` has no place.

    Empty where the key is in no table; `record` is `a person`, `reach` or `met`.
    """
    if key in OURS and "." in key and record == "a person":
        return key
    table = _PLACES if record == "a person" else _PLACES_INSIDE.get(record, {})
    spelt = _CAMEL.sub(" ", _SORT.sub("", key.partition(";")[0]))
    plain = _NOT_LETTERS.sub(" ", fold(spelt).replace("'", "")).strip()
    bare = _OF_A_PERSON.sub("", plain)
    if bare != plain and bare in OURS:
        return bare
    ways = (plain, _SAYS_NOTHING.sub("", plain), bare)
    return next((table[way] for way in ways if way in table), "") or _of_which_way(table, plain)


def _of_which_way(table: Mapping[str, str], plain: str) -> str:
    """The way to reach somebody that a word such as `work` stands beside, as in `tel privat`."""
    words = [word for word in plain.split() if word not in _WHICH]
    path = table.get(" ".join(words), "") if words and " " in plain else ""
    return path if path in _WAYS else ""


def is_which_way(key: str) -> bool:
    """Whether a key says where a number or an address is used, as telephones do: `work`."""
    return _NOT_LETTERS.sub(" ", fold(key)).strip() in _WHICH


def words_like(record: str, key: str) -> tuple[str, ...]:
    """The words of other programs that have a place here and are nearly spelt as a key is."""
    table = _PLACES if record == "a person" else _PLACES_INSIDE.get(record, {})
    plain = _NOT_LETTERS.sub(" ", fold(_CAMEL.sub(" ", key))).strip()
    known = [word for word, path in table.items() if path != "x"]
    near = difflib.get_close_matches(plain, known, n=3, cutoff=_NEARLY)
    return tuple(one for one in near if len(plain) >= _ENOUGH and one[0] == plain[0])


def names_elsewhere() -> Mapping[str, str]:
    """What other programs call each of our keys, one after the other; `x` has no place here."""
    return {**OURS, **{f"ties.{kind}": names for kind, names in TIES.items()}}


def is_whole_name(word: str) -> bool:
    """Whether a foreign key holds the name of somebody, and no part of it."""
    return _NOT_LETTERS.sub(" ", fold(word)).strip() in _WHOLE_NAMES


def part_of_name(word: str) -> str:
    """Whether a foreign key holds the `given` or the `family` name; empty for any other."""
    plain = _NOT_LETTERS.sub(" ", fold(_CAMEL.sub(" ", word))).strip()
    return "given" if plain in _GIVEN else "family" if plain in _FAMILY else ""


_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SEVERAL = re.compile(r"\s*[,;&+]\s*|\s+(?:and|und|et)\s+")


def as_tie(kind: str, value: Node) -> str:
    """The tie to write for what another program keeps as a key of its own."""
    nodes = value.nodes if isinstance(value, Items) else (value,)
    while len(nodes) == 1 and isinstance(nodes[0], Items):
        nodes = nodes[0].nodes
    texts = [one.text for one in nodes if isinstance(one, Scalar) and not one.empty]
    texts = [_IN_BRACKETS.sub("", text) for text in texts]
    names = [bare_name(part) for text in texts for part in _SEVERAL.split(text)]
    if not names or any(set(name) & set(",:{}[]#") for name in names) or len(names) > 3:
        names = ["…"]
    real = (any(map(str.isalpha, name)) and not is_dead_word(name) for name in names)
    names = [name if one else "…" for name, one in zip(names, real, strict=True)]
    return "ties: [" + ", ".join(f"{{to: {name}, kind: {kind}}}" for name in names) + "]"


def as_span(text: str) -> str:
    """How often, in a number and a unit where there is a word for it; else as it stands."""
    return meant_span(text) or text


def as_pause(value: Node) -> Node:
    """What another program says of not asking somebody, as our key: quiet, unless it says no."""
    if not isinstance(value, Scalar) or value.empty:
        return value
    no = fold(value.text) in _ASKED
    return Scalar("false" if no else "true", value.start, value.end, plain=True)


def shown(value: Node, raw: str, path: str) -> str:
    """A value as it can be written under our key; a dot row where it is long or takes more."""
    if isinstance(value, Scalar) and not value.plain and value.text not in raw:
        raw = value.text
    if path == "pause":
        return "false" if isinstance(value, Scalar) and fold(value.text) in _ASKED else "true"
    if isinstance(value, Scalar) and path == "every":
        return as_span(value.text)
    flows = isinstance(value, Scalar) or (isinstance(value, Items) and value.flow)
    plain = isinstance(value, Items) or not set(raw) & set(",{}[]#")
    good = flows and plain and raw.strip() and "\n" not in raw and len(raw) <= _LONGEST
    if good:
        return raw
    said = _flow(value, inside="." in path or not isinstance(value, Scalar))
    return said if said and len(said) <= _LONGEST_LIST else "…"


def _flow(value: Node, *, inside: bool) -> str:
    """A value in one line, in braces and brackets; empty where it is no text nor made of such."""
    if isinstance(value, Scalar):
        return (
            next(scalar_texts(value.text.strip(), flow=inside))
            if "\n" not in value.text.strip()
            else ""
        )
    if isinstance(value, Items):
        each = [_flow(one, inside=True) for one in value.nodes]
        return f"[{', '.join(each)}]" if each and all(each) else ""
    pairs = [(name.text, _flow(one, inside=True)) for name, one in value.pairs]
    return (
        f"{{{', '.join(f'{key}: {one}' for key, one in pairs)}}}"
        if all(dict(pairs).values())
        else ""
    )
